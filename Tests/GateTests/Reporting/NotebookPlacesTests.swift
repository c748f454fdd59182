import SourceText
import Testing

@testable import Gate

@Suite struct NotebookPlacesTests {
  @Test(arguments: [
    ("# Title", 1, 1), ("text", 1, 2), ("import a", 2, 1), (#"%pip"#, 2, 3), (#"\u0062c"#, 2, 3),
    (#"c\n"#, 2, 3), ("raw\"}", 3, 1), (#"x\ny"#, 4, 1), (#"y\nz"#, 4, 2), ("z\"", 4, 3),
  ])
  func tellsTheCellAndTheLineOfAPlace(text: String, cell: Int, line: Int) throws {
    let file = SourceFile(path: "n.ipynb", text: NotebookCellsTests.notebook)
    let offset = try #require(Self.offset(of: text))
    let place = Location(file: file, range: offset..<offset)
    let position = try #require(NotebookPlaces([place]).position(of: place))
    #expect(position == (cell, line))
  }

  @Test(arguments: ["cell_type", "NaN", "kernelspec", "nbformat"])
  func whatIsNoTextOfACellHasNoLine(text: String) throws {
    let file = SourceFile(path: "n.ipynb", text: NotebookCellsTests.notebook)
    let offset = try #require(Self.offset(of: text))
    let place = Location(file: file, range: offset..<offset)
    #expect(NotebookPlaces([place]).position(of: place) == nil)
  }

  private static func offset(of text: String) -> Int? {
    let bytes = Array(NotebookCellsTests.notebook.utf8)
    return bytes.indices.first { bytes[$0...].starts(with: text.utf8) }
  }
}
