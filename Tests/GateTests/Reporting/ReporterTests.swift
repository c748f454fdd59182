import Testing

@testable import Gate

/// Whole outputs, to be read in review like code.
struct ReporterTests {
  static let plain = ReportStyle(usesColor: false, width: nil)

  @Test func drawsForPeople() {
    GoldenFile.expect(HumanReporter.text(of: SampleReport.rich, style: Self.plain), at: "human.txt")
  }

  @Test func drawsForPeopleInColorAndNarrow() {
    let style = ReportStyle(usesColor: true, width: 60)
    GoldenFile.expect(
      HumanReporter.text(of: SampleReport.rich, style: style), at: "human-color.txt")
  }

  @Test func drawsForPeopleInFortyColumns() {
    GoldenFile.expect(
      HumanReporter.text(of: SampleReport.rich, style: ReportStyle(usesColor: false, width: 40)),
      at: "human-narrow.txt")
  }

  @Test func drawsForPeopleWhatStopsAlone() {
    let style = ReportStyle(usesColor: false, width: nil, isQuiet: true)
    GoldenFile.expect(
      HumanReporter.text(of: SampleReport.rich, style: style), at: "human-quiet.txt")
  }

  @Test func tellsPrograms() {
    GoldenFile.expect(
      JSONReporter.text(of: SampleReport.rich, style: Self.plain), at: "report.json")
  }

  @Test func annotatesPullRequests() {
    GoldenFile.expect(
      GitHubReporter.text(of: SampleReport.rich, style: Self.plain), at: "github.txt")
  }

  @Test func tellsCodeScanning() {
    GoldenFile.expect(
      SARIFReporter.text(of: SampleReport.rich, style: Self.plain), at: "sarif.json")
  }

  @Test func tellsMergeRequests() {
    GoldenFile.expect(
      GitLabReporter.text(of: SampleReport.rich, style: Self.plain), at: "gitlab.json")
  }

  @Test func tellsBuildServers() {
    GoldenFile.expect(JUnitReporter.text(of: SampleReport.rich, style: Self.plain), at: "junit.xml")
  }

  @Test func writesComments() {
    GoldenFile.expect(
      MarkdownReporter.text(of: SampleReport.rich, style: Self.plain), at: "markdown.md")
  }

  @Test(arguments: Reporters.all.map { $0.id })
  func findsEveryReporterByItsId(id: String) {
    #expect(Reporters.reporter(named: id)?.id == id)
  }

  @Test func describesEveryReporterOnItsPage() throws {
    let page = try #require(GoldenFile.read(GoldenFile.root + "/docs/reports.md"))
    for reporter in Reporters.all {
      #expect(page.contains("`--format \(reporter.id)`"), "\(reporter.id)")
    }
    #expect(page.contains("`\(JSONReporter.schema)`"))
    let statuses = try #require(GoldenFile.read(GoldenFile.root + "/docs/exit-statuses.md"))
    for verdict in [Verdict.pass, .blocked, .inconclusive] {
      #expect(page.contains("`\(verdict.exitStatus)` \(verdict.rawValue)"))
      #expect(statuses.contains("| `\(verdict.exitStatus)` | \(verdict.rawValue): "))
    }
  }

  /// The example of the page is what the reporter draws.
  @Test func showsOnItsPageWhatPeopleSee() throws {
    let page = try #require(GoldenFile.read(GoldenFile.root + "/docs/reports.md"))
    let drawn = HumanReporter.text(of: SampleReport.rich, style: Self.plain)
    let parts = page.split(separator: "```text\n", maxSplits: 1)
    let example = try #require(parts.last?.split(separator: "\n```", maxSplits: 1).first)
    #expect(drawn.contains(String(example) + "\n"))
  }

  @Test func knowsNoOtherReporter() {
    #expect(Reporters.reporter(named: "Human") == nil)
  }
}
