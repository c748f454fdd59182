import Foundation
import SourceText
import Testing

/// PyYAML reads what this reader accepts, and reads the same.
struct YAMLOracleTests {
  @Test func acceptedDocumentsMeanTheSameToPyYAML() throws {
    let texts = Self.texts
    let documents = texts.map { YAMLDocument(SourceFile(path: "a.yaml", text: $0)) }
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Oracle/yaml_oracle.py")
    let result = try PyYAML.run(
      [script.path], input: try JSONEncoder().encode(texts))
    try #require(result.status == 0, "PyYAML is missing: install 'python3-yaml'")
    let answers = try #require(
      try JSONSerialization.jsonObject(with: result.output) as? [Any])
    #expect(answers.count == texts.count)
    var compared = 0
    for (index, document) in documents.enumerated() where document.diagnostics.isEmpty {
      compared += 1
      let answer = (answers[index] as? [String: Any])?["value"]
      #expect(
        Self.outline(answer) == document.root.map { Self.outline($0) } ?? "nothing",
        "\(texts[index])")
    }
    #expect(compared > 100)
  }

  /// Texts by hand, and changes of them by rule.
  private static var texts: [String] {
    let seeds = [
      "a: b\nc: [d, 'e''f', \"g\\n\\u00e9\"]\n", "- |\n  x\n\n  y\n- >-\n  folded\n  text\n\n  z\n",
      "a:\n  - b: c\n    d: e\n  -\n  - {f: , g: [h]}\n",
      "a: plain text\n  over lines\nb: 'q\n  r'\n",
      "ü: \"😀\" # é\nк: {л: м}\n", "---\nversion: 1\ntier: yes\n...\n", "? a\n: b\n", "[a: b, c]",
      "a: \"x\\\n  y\"\n", "- - a\n  - b\n- c\n", "{a: [], b: {}}", "a: >+\n  t\n\n\nb: c\n",
    ]
    let parts = [
      " ", "\n", ":", ": ", "- ", "'", "\"", "[", "]", "{", "}", ",", "#", " #", "|", ">",
    ]
    var texts = seeds
    for seed in seeds {
      let scalars = Array(seed.unicodeScalars)
      for (index, part) in parts.enumerated() {
        for place in stride(from: index % 3, to: scalars.count, by: 3) {
          var changed = String.UnicodeScalarView()
          changed.append(contentsOf: scalars[..<place])
          changed.append(contentsOf: part.unicodeScalars)
          changed.append(contentsOf: scalars[place...])
          texts.append(String(changed))
        }
      }
    }
    return texts
  }

  private static func outline(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let text, _): "<\(text)>"
    case .sequence(let elements): "[" + elements.map { outline($0) }.joined(separator: " ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "<\($0.name)>: \(outline($0.value))" }.joined(separator: " ") + "}"
    }
  }

  private static func outline(_ answer: Any?) -> String {
    switch answer {
    case let text as String: "<\(text)>"
    case let elements as [Any]: "[" + elements.map { outline($0) }.joined(separator: " ") + "]"
    case let mapping as [String: [[Any]]]:
      "{"
        + (mapping["mapping"] ?? []).map { "\(outline($0[0])): \(outline($0[1]))" }
        .joined(separator: " ") + "}"
    default: "nothing"
    }
  }
}

private enum PyYAML {
  static func run(
    _ arguments: [String], input: Data
  ) throws -> (status: Int32, output: Data) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let folder = FileManager.default.temporaryDirectory
    let inputFile = folder.appending(path: "yaml-oracle-\(UUID().uuidString)")
    try input.write(to: inputFile)
    defer { try? FileManager.default.removeItem(at: inputFile) }
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, data)
  }
}
