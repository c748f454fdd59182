import Foundation
import Testing

@testable import SourceText

/// Tokens are those of Python's own tokenizer.
@Suite struct PythonTokenOracleTests {
  @Test func splitsTheStandardLibraryAsPythonDoes() throws {
    let seen = try Self.check(PythonSources.standardLibrary(bytes: 1 << 20))
    #expect(seen > 30)
  }

  @Test func splitsChangedTextsAsPythonDoes() throws {
    var mutations = PythonSources.mutations(seed: 3)
    let seen = try Self.check(mutations.texts(count: 10_000))
    // Most changes break the code; the comparison must not be empty.
    #expect(seen > 1000)
  }

  private static func check(_ texts: [[UInt8]]) throws -> Int {
    var seen = 0
    for (text, answer) in zip(texts, try PythonOracle.answers(of: "python_tokens.py", to: texts)) {
      let words = words(of: text)
      guard case .string(let expected) = answer.content else { continue }
      seen += 1
      if words != expected {
        let shown = String(decoding: text.prefix(400), as: UTF8.self).debugDescription
        let first = zip(words.split(separator: " "), expected.split(separator: " "))
          .first { $0 != $1 }
        Issue.record("\(String(describing: first)) differ in \(shown)")
      }
    }
    return seen
  }

  private static func words(of bytes: [UInt8]) -> String {
    var tokenizer = PythonTokenizer(MappedText(SourceFile(path: "a.py", bytes: bytes)))
    var words: [String] = []
    var columns = [0]
    while let token = tokenizer.next() {
      let place = "\(token.range.lowerBound):\(token.range.upperBound)"
      switch token.kind {
      case .name: words.append("n\(place)")
      case .number: words.append("d\(place)")
      case .string: words.append("s\(place)")
      case .sign: words.append("o\(place)")
      case .lineEnd:
        while let last = columns.last, last > tokenizer.indentation { columns.removeLast() }
        if columns.last != tokenizer.indentation { columns.append(tokenizer.indentation) }
        words.append("e\(columns.count - 1)")
      }
    }
    return words.joined(separator: " ")
  }
}
