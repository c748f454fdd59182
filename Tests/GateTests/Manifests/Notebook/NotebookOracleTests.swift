import Foundation
import SeededNumbers
import SourceText
import Testing

@testable import Gate

/// Notebooks that Foundation has written are read as they were meant, with every place in its cell.
@Suite struct NotebookOracleTests {
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func readsWhatFoundationWrites(seed: UInt64) throws {
    var random = Random(numbers: SeededGenerator(seed: seed))
    let texts = (0..<12).map { _ in random.lines() }
    let cells = texts.enumerated().map { index, lines -> [String: Any] in
      var cell: [String: Any] = [
        "cell_type": index % 3 == 0 ? "markdown" : "code", "metadata": ["a": ["}", "]"]],
        "source": index % 2 == 0 ? lines as Any : lines.joined() as Any,
      ]
      if index % 3 != 0 {
        cell["outputs"] = [["text": lines, "data": ["cells": [["source": "x"]]]]]
      }
      return cell
    }
    let notebook: [String: Any] = ["cells": cells, "nbformat": 4, "metadata": ["cells": 1]]
    let options: JSONSerialization.WritingOptions = seed % 2 == 0 ? [.prettyPrinted] : []
    let data = try JSONSerialization.data(withJSONObject: notebook, options: options)
    let file = SourceFile(
      path: "a.ipynb", bytes: seed % 3 == 0 ? Self.escaped(data) : Array(data))
    let read = try NotebookCells(file)
    #expect(read.cells.map { read.text(of: $0).text } == texts.map { $0.joined() })
    let places = NotebookPlaces([Location(file: file, range: 0..<0)])
    for (index, cell) in read.cells.enumerated() {
      let text = read.text(of: cell)
      var line = 1
      for place in text.range {
        let offset = text.source(of: place)
        let location = Location(file: file, range: offset..<offset)
        let position = try #require(places.position(of: location))
        #expect(position == (index + 1, line))
        if text.bytes[place] == 0x0a { line += 1 }
      }
    }
  }

  /// The same text with escapes for everything that is not ASCII, as Python writes it.
  private static func escaped(_ data: Data) -> [UInt8] {
    String(decoding: data, as: UTF8.self).utf16.flatMap { unit -> [UInt8] in
      if unit < 0x80 { return [UInt8(unit)] }
      let digits = String(unit, radix: 16)
      return Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
    }
  }

  /// SplitMix64, so that the texts do not depend on the platform.
  private struct Random {
    var numbers: SeededGenerator

    mutating func lines() -> [String] {
      (0..<below(5)).map { _ in
        (0..<below(12)).map { _ in Self.pieces[below(Self.pieces.count)] }.joined() + "\n"
      }
    }

    private static let pieces = [
      "a", " ", "\\", "\"", "/", "\t", "\r", "é", "😀", "\u{2028}", "\u{1}", "\\n", "{", "]",
      "u00e9",
    ]

    private mutating func below(_ bound: Int) -> Int { numbers.below(bound) }
  }
}
