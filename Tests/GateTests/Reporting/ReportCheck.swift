import Glibc
import Testing

@testable import Gate

/// Reports held against a format's rules by a Python program, which shares nothing with the reporters.
enum ReportCheck {
  /// Writes reports into a folder of their own and runs programs of `Fixtures/reports`, with what they
  /// are told, over all of them at once.
  static func expect(
    _ reports: [Report], by reporter: any Reporter.Type, _ programs: [String],
    style: ReportStyle = ReportStyle(usesColor: false, width: nil),
    _ location: Testing.SourceLocation = #_sourceLocation
  ) throws {
    try inFolder(of: reports.map { reporter.text(of: $0, style: style) }, location) { folder in
      for program in programs {
        let (status, output) = try check(program, "\(folder)/*")
        #expect(status == 0, "\(program): \(output)", sourceLocation: location)
      }
    }
  }

  /// Runs one of the programs over files.
  static func check(
    _ program: String, _ files: String, _ location: Testing.SourceLocation = #_sourceLocation
  ) throws -> (status: Int32, output: String) {
    let python = try #require(
      interpreter, "python's jsonschema is missing: install python3-jsonschema and python3-yaml",
      sourceLocation: location)
    return run("\(python) \(GoldenFile.root)/Tests/GateTests/Fixtures/reports/\(program) \(files)")
  }

  /// Hands over a folder with the texts as files, which goes away with it.
  static func inFolder(
    of texts: [String], suffix: String = "", _ location: Testing.SourceLocation = #_sourceLocation,
    _ body: (String) throws -> Void
  ) throws {
    var template = Array("/tmp/pipgate-reports-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil, sourceLocation: location)
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var paths: [String] = []
    defer {
      for path in paths { unlink(path) }
      rmdir(folder)
    }
    for (index, text) in texts.enumerated() {
      paths.append("\(folder)/\(index)\(suffix)")
      try #require(GoldenFile.write(text, to: paths[index]), sourceLocation: location)
    }
    try body(folder)
  }

  /// A Python that has what validates documents.
  private static let interpreter = ["python3", "/usr/bin/python3"].first {
    run("\($0) -c 'import jsonschema, yaml'").status == 0
  }

  /// What a shell's command says, and its status.
  static func run(_ command: String) -> (status: Int32, output: String) {
    guard let pipe = popen("\(command) 2>&1", "r") else { return (-1, "no shell") }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
      output += buffer[..<count]
    }
    return (pclose(pipe), String(decoding: output, as: UTF8.self))
  }
}
