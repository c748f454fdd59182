import SourceText
import Testing

@testable import Gate

@Suite struct NotebookCellsTests {
  static let notebook = #"""
    {
     "cells": [
      {"cell_type": "markdown", "metadata": {}, "source": ["# Title\n", "text"]},
      {"cell_type": "code", "outputs": [{"data": {"a": [NaN, "\ud800", "]}"]}}], "metadata": {},
       "source": ["import a\n", "\n", "%pip install \u0062c\n"]},
      {"cell_type": "raw", "source": "raw"},
      {"source": "x\ny\nz", "cell_type": "code", "metadata": {"vscode": {"languageId": "bash"}}}
     ],
     "metadata": {"kernelspec": {"language": "python"}, "language_info": {"name": "Python"}},
     "nbformat": 4
    }
    """#

  @Test func findsCellsAndTheirLanguages() throws {
    let file = SourceFile(path: "n.ipynb", text: Self.notebook)
    let notebook = try NotebookCells(file)
    #expect(notebook.language == "Python")
    #expect(notebook.cells.map(\.kind) == [.markdown, .code, .other, .code])
    #expect(notebook.cells.map(\.language) == [nil, nil, nil, "bash"])
    #expect(
      notebook.cells.map { notebook.text(of: $0).text }
        == ["# Title\ntext", "import a\n\n%pip install bc\n", "raw", "x\ny\nz"])
  }

  @Test func readsTheThirdFormat() throws {
    let file = SourceFile(
      path: "n.ipynb",
      text: #"{"worksheets": [{"cells": [{"cell_type": "code", "input": "a", "language": "R"}]}]}"#)
    let notebook = try NotebookCells(file)
    #expect(notebook.cells.map(\.language) == ["R"])
    #expect(notebook.cells.map { notebook.text(of: $0).text } == ["a"])
  }

  @Test(arguments: [
    ("# Title", 1, 1), ("text", 1, 2), ("import a", 2, 1), (#"%pip"#, 2, 3), (#"\u0062c"#, 2, 3),
    (#"c\n"#, 2, 3), ("raw\"}", 3, 1), (#"x\ny"#, 4, 1), (#"y\nz"#, 4, 2), ("z\"", 4, 3),
  ])
  func tellsTheCellAndTheLineOfAPlace(text: String, cell: Int, line: Int) throws {
    let file = SourceFile(path: "n.ipynb", text: Self.notebook)
    let offset = try #require(Self.offset(of: text))
    let position = try #require(NotebookCells.position(of: offset, in: file))
    #expect(position == (cell, line))
  }

  @Test(arguments: ["cell_type", "NaN", "kernelspec", "nbformat"])
  func whatIsNoTextOfACellHasNoLine(text: String) throws {
    let file = SourceFile(path: "n.ipynb", text: Self.notebook)
    let offset = try #require(Self.offset(of: text))
    #expect(NotebookCells.position(of: offset, in: file) == nil)
  }

  @Test(arguments: [
    "", "[]", "{", "{\"cells\": [", "{\"cells\": [{\"a\"", "\u{1}", "{\"a\": \"", "{1}",
  ])
  func refusesWhatIsNoNotebook(text: String) {
    let file = SourceFile(path: "n.ipynb", text: text)
    #expect(throws: JSONError.self) { try NotebookCells(file) }
    #expect(NotebookCells.position(of: 0, in: file) == nil)
  }

  @Test(arguments: [#"{"cells": 1, "worksheets": {}, "metadata": []}"#, #"{"cells": [1, {}, []]}"#])
  func passesOverWhatIsOfAnotherKind(text: String) throws {
    let notebook = try NotebookCells(SourceFile(path: "n.ipynb", text: text))
    #expect(notebook.cells.allSatisfy { $0.sources.isEmpty })
  }

  @Test(arguments: [
    (#""a\n\t\"\\\/\b\f\r""#, "a\n\t\"\\/\u{8}\u{c}\r"), (#""\u00e9\ud83d\ude00""#, "é😀"),
    (#""\ud83dx""#, "\u{FFFD}x"), (#""\ude00\ud83d\ud83d""#, "\u{FFFD}\u{FFFD}\u{FFFD}"),
    (#""\u12""#, "\u{FFFD}12"), (#""\x""#, "\u{FFFD}"), (#""\"#, "\u{FFFD}"), ("\"", ""),
  ])
  func resolvesEscapes(string: String, expected: String) {
    let file = SourceFile(path: "n.ipynb", text: string)
    var builder = MappedTextBuilder(from: MappedText(file))
    NotebookString.append(0..<file.bytes.count, of: file.bytes, to: &builder)
    #expect(String(decoding: builder.bytes, as: UTF8.self) == expected)
  }

  /// No text makes the reader trap or loop, however it is cut.
  @Test func survivesEveryCut() {
    let bytes = Array(Self.notebook.utf8)
    for end in bytes.indices {
      let cut = SourceFile(path: "n.ipynb", bytes: Array(bytes[..<end]))
      #expect(throws: JSONError.self) { try NotebookCells(cut) }
      var swapped = bytes
      swapped[end] = bytes[(end * 31 + 17) % bytes.count]
      _ = NotebookCells.position(of: end, in: SourceFile(path: "n.ipynb", bytes: swapped))
    }
  }

  private static func offset(of text: String) -> Int? {
    let bytes = Array(notebook.utf8)
    return bytes.indices.first { bytes[$0...].starts(with: text.utf8) }
  }
}
