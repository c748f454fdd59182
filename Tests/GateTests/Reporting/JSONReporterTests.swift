import SourceText
import Testing

@testable import Gate

struct JSONReporterTests {
  private static func text(of report: Report) -> String {
    JSONReporter.text(of: report, style: ReportStyle(usesColor: true, width: 40))
  }

  @Test func keepsThePromiseOfItsSchema() throws {
    let empty = SampleReport.make([], verdict: .inconclusive, mode: .audit, index: nil)
    let asked = SampleReport.make([SampleReport.reviewed])
    let policy = try TestPolicy.reading(nil)
    let accepted = asked.accepting(
      asked.questions(under: policy).map { ($0, Confirmation(person: "ana", reason: "known")) },
      under: policy)
    #expect(accepted.judgements.contains { !$0.confirmed.isEmpty })
    try ReportCheck.expect(
      [SampleReport.rich, empty, accepted], by: JSONReporter.self,
      ["validate.py \(GoldenFile.root)/docs/report.schema.json"])
  }

  @Test func handsOverHostileTextExactly() throws {
    let path = "a\u{1b}\r\n\u{202e}\"\\.txt"
    let message = "##[error] \u{0}\u{7f}\u{9b}\u{2028}\u{feff}\u{e0041}日本 \\u{1b}"
    let file = SourceFile(path: RepositoryPath(path), text: "x\n")
    let finding = SampleReport.finding(
      "denied", message, at: Location(file: file, range: 0..<1), facts: [.init("a", message)])
    let unreadable = Unreadable(
      Diagnostic("", at: Location(file: file, range: 0..<1)), extent: .file)
    let text = Self.text(
      of: SampleReport.make([
        SampleReport.judgement(.unreadable(unreadable), .blocked, findings: [(.block, finding)])
      ]))
    #expect(!text.contains("##["))
    let document = try JSON.parse(Array(text.utf8))
    let other = document["others"]?.array?.first
    let found = other?["findings"]?.array?.first
    #expect(other?["file"]?.string == path)
    #expect(found?["message"]?.string == message)
    #expect(found?["facts"]?.array?.first?["value"]?.string == message)
  }

  @Test func hidesCredentialsEverywhere() {
    let text = Self.text(of: SampleReport.rich)
    for secret in ["hunter2", "ghp_1", "token=abc", "secret"] { #expect(!text.contains(secret)) }
  }

  @Test(arguments: [Verdict.pass, .blocked, .inconclusive])
  func carriesTheExitStatus(verdict: Verdict) throws {
    let text = Self.text(of: SampleReport.make([], verdict: verdict))
    let status = try JSON.parse(Array(text.utf8))["exit-status"]?.integer
    #expect(status == Int64(verdict.exitStatus))
  }
}
