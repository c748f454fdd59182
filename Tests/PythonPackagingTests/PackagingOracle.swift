import Foundation
import Testing

/// Python's `packaging`, asked through a script beside these tests.
struct PackagingOracle {
  struct Question: Encodable {
    var ask: String
    var text: String?
    var left: String?
    var right: String?
    var set: String?
    var versions: [String]?
    var prereleases: Bool?
    var environment: [String: Value]?
  }

  enum Value: Encodable {
    case text(String)
    case texts([String])

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .text(let text): try text.encode(to: encoder)
      case .texts(let texts): try texts.encode(to: encoder)
      }
    }
  }

  struct Answer: Decodable {
    var refused: Bool?
    var text: String?
    var epoch: String?
    var release: [String]?
    var prerelease: Bool?
    var postrelease: Bool?
    var development: Bool?
    var local: String?
    var holds: Bool?
    var name: String?
    var extras: [String]?
    var clauses: [String]?
    var url: String?
    var marker: String?

    var isRefused: Bool { refused ?? false }
  }

  private struct Opening: Decodable {
    var missing: Bool?
    var version: String?
  }

  struct Missing: Error, CustomStringConvertible {
    let description = """
      python3 finds no 'packaging' of version 23 or later to compare with: \
      install the Debian package python3-packaging
      """
  }

  struct Failure: Error { let output: String }

  /// The major version that answered.
  let major: Int
  let answers: [Answer]

  init(_ questions: [Question]) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("packaging-oracle-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (input, output) = (
      folder.appendingPathComponent("questions"), folder.appendingPathComponent("answers")
    )
    let encoder = JSONEncoder()
    var lines = Data()
    for question in questions {
      lines += try encoder.encode(question)
      lines.append(0x0a)
    }
    try lines.write(to: input)
    try Data().write(to: output)

    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Oracle/packaging_oracle.py")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore", script.path]
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()

    let answered = try Data(contentsOf: output).split(separator: 0x0a)
    let decoder = JSONDecoder()
    guard let first = answered.first else { throw Missing() }
    let opening = try decoder.decode(Opening.self, from: first)
    guard let version = opening.version,
      let major = version.split(separator: ".").first.flatMap({ Int($0) })
    else { throw Missing() }
    guard process.terminationStatus == 0, answered.count == questions.count + 1 else {
      throw Failure(output: String(decoding: answered.last ?? Data(), as: UTF8.self))
    }
    self.major = major
    answers = try answered.dropFirst().map { try decoder.decode(Answer.self, from: $0) }
  }
}
