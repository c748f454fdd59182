import Glibc
import Testing

@testable import Gate

/// Reports held against a format's rules by a Python program, which shares nothing with the reporters.
enum ReportCheck {
  /// Writes reports into a folder of their own and runs `Fixtures/reports/<script>` over all of them.
  static func expect(
    _ reports: [Report], by reporter: any Reporter.Type, _ script: String,
    _ location: Testing.SourceLocation = #_sourceLocation
  ) throws {
    var template = Array("/tmp/pipgate-reports-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil, sourceLocation: location)
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var paths: [String] = []
    defer {
      for path in paths { unlink(path) }
      rmdir(folder)
    }
    for (index, report) in reports.enumerated() {
      let text = reporter.text(of: report, style: ReportStyle(usesColor: false, width: nil))
      paths.append("\(folder)/\(index)")
      try #require(GoldenFile.write(text, to: paths[index]), sourceLocation: location)
    }
    let program = GoldenFile.root + "/Tests/GateTests/Fixtures/reports/\(script)"
    let (status, output) = run("python3 '\(program)' \(folder)/*")
    #expect(status == 0, "\(output)", sourceLocation: location)
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
