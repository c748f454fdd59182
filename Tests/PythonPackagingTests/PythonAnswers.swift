import Foundation

/// What a script prints when Python runs it.
enum PythonAnswers {
  struct Failure: Error { let script: String }

  static func data(of script: String, input: Data) throws -> Data {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("python-answers-\(UUID().uuidString)")
    try input.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(script: script) }
    return answer
  }

  static func lines(of script: String, input: String) throws -> [String] {
    String(decoding: try data(of: script, input: Data(input.utf8)), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }
}
