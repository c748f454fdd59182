import SourceText
import Testing

@testable import Gate

/// Made-up reports in which every text is hostile, through every reporter.
struct HostileTextTests {
  private static let reports = (0..<1000).map { seed in
    var hostility = Hostility(seed: UInt64(seed))
    return hostility.report()
  }

  private static let plain = ReportStyle(usesColor: false, width: nil)

  /// What holds a channel's outputs against its rules, beside what holds for all.
  private static func programs(of reporter: String) -> [String] {
    switch reporter {
    case HumanReporter.id: ["check_hostile.py"]
    case GitHubReporter.id: ["check_hostile.py --commands"]
    case JSONReporter.id:
      ["check_hostile.py", "validate.py \(GoldenFile.root)/docs/report.schema.json"]
    default: ["check_hostile.py", "check_\(reporter).py"]
    }
  }

  @Test(arguments: Reporters.all.map { $0.id })
  func keepsAThousandHostileReportsToTheRulesOf(channel id: String) throws {
    let verdicts = [Verdict.pass, .blocked, .inconclusive].flatMap { verdict in
      [Mode.enforce, .audit].map {
        SampleReport.make([], verdict: verdict, mode: $0, index: nil)
      }
    }
    let reporter = try #require(Reporters.reporter(named: id))
    try ReportCheck.expect(
      Self.reports + verdicts + [SampleReport.rich], by: reporter, Self.programs(of: id))
  }

  /// What `.ci/packages` takes of the schema's publishers.
  @Test(
    .enabled(if: OfficialSchemas.path(of: .sarif) != nil, "'.ci/packages' installs the schema"))
  func validatesAThousandHostileReportsByTheSchemaOfSARIF() throws {
    let schema = try #require(OfficialSchemas.path(of: .sarif))
    try ReportCheck.expect(
      Self.reports + [SampleReport.rich], by: SARIFReporter.self, ["check_schema.py \(schema)"])
  }

  @Test(arguments: [40, 50])
  func keepsTerminalsOfEveryWidthSafe(width: Int) throws {
    let style = ReportStyle(usesColor: width == 50, width: width)
    try ReportCheck.expect(
      Self.reports, by: HumanReporter.self,
      ["check_hostile.py" + (style.usesColor ? " --colored" : "")], style: style)
  }

  @Test(arguments: 0..<40)
  func saysTheSameOfTheSameReportAndAnnotatesAllOfIt(seed: Int) throws {
    let report = Self.reports[seed]
    for reporter in Reporters.all {
      let text = reporter.text(of: report, style: Self.plain)
      let colored = reporter.text(of: report, style: ReportStyle(usesColor: true, width: 50))
      let isRepeatable = text == reporter.text(of: report, style: Self.plain)
      #expect(isRepeatable, "\(reporter.id)")
      #expect(text == colored || reporter.id == HumanReporter.id, "\(reporter.id)")
    }
    try Self.checkAnnotations(of: report, GitHubReporter.text(of: report, style: Self.plain))
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
}
