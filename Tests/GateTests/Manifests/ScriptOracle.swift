import Foundation

/// Answers of a script in `Oracle/`, asked in one process: a line of JSON for each question.
enum ScriptOracle {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// A question for each text, its bytes in hexadecimal.
  static func questions(_ texts: [[UInt8]]) -> [String] {
    texts.map { text in
      "\"" + text.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined() + "\""
    }
  }

  static func answers<Answer: Decodable>(
    of name: String, to questions: [String], as type: Answer.Type
  ) throws -> [Answer] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Oracle/\(name)").path
    let input = FileManager.default.temporaryDirectory
      .appendingPathComponent("pipgate-oracle-\(UUID().uuidString)")
    try (questions.joined(separator: "\n") + "\n")
      .write(to: input, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: input) }
    guard let pipe = popen("python3 '\(script)' < '\(input.path)'", "r") else {
      throw Failure(description: "cannot start 'python3': these tests need Python 3.11 with pip")
    }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
      output += buffer[..<count]
    }
    let status = pclose(pipe)
    let lines = output.split(separator: 0x0a)
    guard status == 0, lines.count == questions.count else {
      throw Failure(
        description: "'\(script)' ended with status \(status >> 8) and \(lines.count) answers to "
          + "\(questions.count) questions: these tests need Python 3.11 or later, with pip 23")
    }
    return try lines.map { try JSONDecoder().decode(type, from: Data($0)) }
  }
}
