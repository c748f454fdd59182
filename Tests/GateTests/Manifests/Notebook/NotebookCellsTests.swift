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
    "", "[]", "{", "{\"cells\": [", "{\"cells\": [{\"a\"", "\u{1}", "{\"a\": \"", "{1}",
  ])
  func refusesWhatIsNoNotebook(text: String) {
    let file = SourceFile(path: "n.ipynb", text: text)
    #expect(throws: JSONError.self) { try NotebookCells(file) }
    let start = Location(file: file, range: 0..<0)
    #expect(NotebookPlaces([start]).position(of: start) == nil)
  }

  @Test(arguments: [#"{"cells": 1, "worksheets": {}, "metadata": []}"#, #"{"cells": [1, {}, []]}"#])
  func passesOverWhatIsOfAnotherKind(text: String) throws {
    let notebook = try NotebookCells(SourceFile(path: "n.ipynb", text: text))
    #expect(notebook.cells.allSatisfy { $0.sources.isEmpty })
  }

  /// No text makes the reader trap or loop, however it is cut.
  @Test func survivesEveryCut() {
    let bytes = Array(Self.notebook.utf8)
    for end in bytes.indices {
      let cut = SourceFile(path: "n.ipynb", bytes: Array(bytes[..<end]))
      #expect(throws: JSONError.self) { try NotebookCells(cut) }
      var swapped = bytes
      swapped[end] = bytes[(end * 31 + 17) % bytes.count]
      let place = Location(
        file: SourceFile(path: "n.ipynb", bytes: swapped), range: end..<end)
      _ = NotebookPlaces([place]).position(of: place)
    }
  }
}
