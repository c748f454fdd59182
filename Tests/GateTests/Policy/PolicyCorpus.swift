import Foundation
import SourceText

@testable import Gate

/// Every policy that the repository shows or tests, as far as it stands somewhere as one text.
enum PolicyCorpus {
  /// Each with where it stands.
  static let all: [(place: String, text: String)] = {
    var found: [(String, String)] = []
    for path in paths {
      guard let text = try? String(contentsOf: url(path), encoding: .utf8) else { continue }
      switch true {
      case path.hasSuffix(".md"): found += blocks(in: text, "```yaml\n", "```").map { (path, $0) }
      case path.hasSuffix(".swift"):
        found += blocks(in: text, "\"\"\"\n", "\"\"\"").map { (path, unindented($0)) }
      default: found.append((path, text))
      }
    }
    return found.filter { $0.1.contains("version: 1\n") && !$0.1.contains("\\(") }
  }()

  /// Files that are policies, or hold some.
  private static let paths: [String] = {
    let top = TestFiles.repository.path
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: top + "/Tests")) ?? []
    let docs = (try? FileManager.default.subpathsOfDirectory(atPath: top + "/docs")) ?? []
    let policies = (try? FileManager.default.contentsOfDirectory(atPath: top + "/policies")) ?? []
    return ["README.md"] + policies.map { "policies/" + $0 }
      + docs.filter { $0.hasSuffix(".md") }.map { "docs/" + $0 }
      + files.filter { $0.hasSuffix(".swift") || $0.hasSuffix("policy.yaml") }.map { "Tests/" + $0 }
  }()

  private static func url(_ path: String) -> URL {
    TestFiles.repository.appendingPathComponent(path)
  }

  private static func blocks(in text: String, _ open: String, _ close: String) -> [String] {
    text.components(separatedBy: open).dropFirst().compactMap { part in
      part.components(separatedBy: close).first
    }
  }

  /// A literal of several lines as the compiler reads it, but for its escapes.
  private static func unindented(_ block: String) -> String {
    let lines = block.components(separatedBy: "\n")
    let indent = lines.last?.prefix { $0 == " " }.count ?? 0
    return lines.dropLast().map { String($0.dropFirst(indent)) }.joined(separator: "\n") + "\n"
  }
}
