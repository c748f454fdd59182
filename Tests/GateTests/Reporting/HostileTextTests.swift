import SourceText
import Testing

@testable import Gate

/// Made-up reports in which every text is hostile, through every reporter.
struct HostileTextTests {
  @Test(arguments: 0..<40)
  func neverLetsHostileTextThrough(seed: Int) throws {
    var hostility = Hostility(seed: UInt64(seed))
    let report = hostility.report()
    for reporter in Reporters.all {
      for style in [ReportStyle(usesColor: false, width: nil), .init(usesColor: true, width: 50)] {
        let text = reporter.text(of: report, style: style)
        #expect(Self.forbidden(in: text, isColored: style.usesColor) == [], "\(reporter.id)")
        let isEnded = text.hasSuffix("\n")
        let isRepeatable = text == reporter.text(of: report, style: style)
        #expect(isEnded && isRepeatable, "\(reporter.id)")
        let leaks = text.split(separator: "\n").filter { $0.contains("hunter2") }
        #expect(leaks == [], "\(reporter.id)")
      }
    }
    let style = ReportStyle(usesColor: false, width: nil)
    for reporter in Reporters.all where reporter.id != GitHubReporter.id {
      #expect(RunnerCommand.all(in: reporter.text(of: report, style: style)).isEmpty)
      let narrow = ReportStyle(usesColor: false, width: 40)
      #expect(RunnerCommand.all(in: reporter.text(of: report, style: narrow)).isEmpty)
    }
    _ = try JSON.parse(Array(JSONReporter.text(of: report, style: style).utf8))
    try Self.checkAnnotations(of: report, GitHubReporter.text(of: report, style: style))
  }

  private static func checkAnnotations(of report: Report, _ text: String) throws {
    let commands = RunnerCommand.all(in: text)
    let levels = report.judgements.flatMap { $0.findings.map(\.level) }
    let missing = report.judgements.count { !$0.missing.isEmpty }
    #expect(commands.count { $0.name == "error" } == min(10, levels.count { $0 >= .review }))
    let accepted = report.judgements.map { $0.lifted.count + $0.confirmed.count }.reduce(0, +)
    let notes = levels.count { $0 < .review } + accepted
    #expect(commands.count { $0.name == "notice" } == min(10, notes))
    #expect(commands.count { $0.name == "warning" } == min(10, missing))
    #expect(commands.allSatisfy { ["error", "warning", "notice"].contains($0.name) })
    let files = Set(report.judgements.map { shown($0.introduction.path.description) })
    for command in commands {
      #expect(files.contains(try #require(command.properties["file"])))
      #expect(Set(command.properties.keys).isSubset(of: known), "\(command.properties.keys)")
    }
  }

  private static let known: Set = ["file", "line", "col", "endLine", "endColumn", "title"]

  /// A path as an annotation can name it: line breaks as they are, the rest as it is shown.
  private static func shown(_ path: String) -> String {
    var commands = LogCommandScanner()
    return path.unicodeScalars.reduce(into: "") { result, scalar in
      if scalar == "\r" || scalar == "\n" {
        result.unicodeScalars.append(scalar)
      } else {
        result += SafeText.piece(scalar, &commands)
      }
    }
  }

  /// What must not be in an output, found without the code under test.
  private static func forbidden(in text: String, isColored: Bool) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var found: [String] = []
    for (index, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0x0a: continue
      case 0x1b where isColored:
        let sequence = scalars[(index + 1)...].prefix(6).prefix { $0 != "m" }
        let isOurs =
          sequence.first == "["
          && sequence.dropFirst().allSatisfy { "0123456789;".unicodeScalars.contains($0) }
        if !isOurs { found.append("an escape sequence") }
      case 0..<0x20, 0x7f..<0xa0, 0xad, 0x34f, 0x61c, 0x200b...0x200f, 0x2028...0x202e,
        0x2060...0x206f, 0xfe00...0xfe0f, 0xfeff, 0xfff9...0xfffb, 0xe0000...0xe0fff:
        found.append("\\u{\(String(scalar.value, radix: 16))}")
      default: continue
      }
    }
    if text.contains("##[") { found.append("##[") }
    return found
  }
}
