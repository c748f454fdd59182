import Foundation
import Gate
import PythonPackaging
import Testing

@testable import GateIO

/// `Tests/LoopbackIndex/serve.py`, running on a directory of its own. It ends with this process.
final class LoopbackIndex: @unchecked Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The one that most tests share; each test has projects of its own.
  static let shared = Result { try LoopbackIndex() }

  let url: String
  private let directory: URL
  private let process = Process()

  init(options: [String] = []) throws {
    directory = try TemporaryDirectory.make()
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../LoopbackIndex/serve.py").standardized
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", script.path, "--directory", directory.path]
      + ["--log", directory.appendingPathComponent("log").path]
      + ["--as-of", "2026-11-21T08:00:00Z"] + options
    process.standardInput = Pipe()
    process.standardOutput = output
    try process.run()
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let byte = output.fileHandleForReading.readData(ofLength: 1)
      guard !byte.isEmpty else {
        throw Failure(description: "the loopback index did not start; is python3 installed?")
      }
      line += byte
    }
    url = String(decoding: line.dropLast(), as: UTF8.self)
  }

  deinit { process.terminate() }

  /// Makes the index answer about a project.
  func serve(_ project: String, _ description: String) throws {
    let file = directory.appendingPathComponent("\(project).json")
    try description.write(to: file, atomically: true, encoding: .utf8)
  }

  func forget(_ project: String) throws {
    try FileManager.default.removeItem(at: directory.appendingPathComponent("\(project).json"))
  }

  /// The requests about a project so far, in order.
  func requests(about project: String) -> [String] {
    let log = try? String(contentsOf: directory.appendingPathComponent("log"), encoding: .utf8)
    return (log ?? "").split(separator: "\n").map(String.init)
      .filter { $0.contains("/\(project)/") }
  }

  /// Patience enough for a loaded machine, and little of it to waste.
  func configuration() throws -> IndexConfiguration {
    var configuration = IndexConfiguration()
    configuration.index = try IndexURL(url)
    configuration.retryPause = .milliseconds(10)
    return configuration
  }
}

enum TemporaryDirectory {
  static func make() throws -> URL {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("pipgate-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return url
  }
}

/// The moment at which tests look things up.
let testNow = Timestamp(seconds: 1_795_248_000)

extension IndexClient {
  /// Looks one project up.
  func lookUp(_ project: String, now: Timestamp = testNow) throws -> ProjectLookup {
    let name = try #require(ProjectName(project))
    return try #require(lookUp([name], now: now)[name])
  }
}

extension ProjectLookup {
  var record: ProjectRecord? {
    if case .found(let record) = self { record } else { nil }
  }

  var unavailability: Unavailability? {
    if case .unavailable(let why) = self { why } else { nil }
  }
}
