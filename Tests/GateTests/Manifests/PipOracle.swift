import Foundation
import Glibc

/// pip's own reading of requirements files, asked of a script in one process for all of them.
enum PipOracle {
  struct Answer: Decodable {
    struct Requirement: Decodable {
      let text: String
      let name: String?
      let specifier: String
      let extras: [String]
      let isDirect: Bool
      let isConditional: Bool
      let isEditable: Bool
    }

    let requirements: [Requirement]
    let includes: [String]
    let variables: Int
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// What pip makes of each text; nil where it refuses the file.
  static func answers(to texts: [[UInt8]]) throws -> [Answer?] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Oracle/pip_requirements.py").path
    let input = FileManager.default.temporaryDirectory
      .appendingPathComponent("pipgate-oracle-\(UUID().uuidString)")
    let lines = texts.map { text in
      "\"" + text.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined() + "\"\n"
    }
    try lines.joined().write(to: input, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: input) }
    guard let pipe = popen("python3 '\(script)' < '\(input.path)'", "r") else {
      throw Failure(description: "cannot start 'python3': these tests need Python 3 with pip")
    }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
      output += buffer[..<count]
    }
    let status = pclose(pipe)
    guard status == 0 else {
      throw Failure(
        description:
          "'python3 \(script)' ended with status \(status >> 8): these tests need Python "
          + "3 with pip 23 or later")
    }
    let answers = output.split(separator: 0x0a)
    guard answers.count == texts.count else {
      throw Failure(description: "pip answered \(answers.count) of \(texts.count) texts")
    }
    return try answers.map { try JSONDecoder().decode(Answer?.self, from: Data($0)) }
  }
}
