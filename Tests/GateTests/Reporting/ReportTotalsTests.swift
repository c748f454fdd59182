import SourceText
import Testing

@testable import Gate

struct ReportTotalsTests {
  private static let file = SourceFile(path: "requirements.txt", text: "a\n")

  private static func judgement(
    _ outcome: Outcome, isChanged: Bool = false, missing: [MissingFact] = []
  ) -> Judgement {
    let dependency = SampleReport.dependency("a", "a", in: file)
    return SampleReport.judgement(
      .dependency(dependency, previous: isChanged ? [dependency] : []), outcome, missing: missing)
  }

  private static func ending(_ report: Report) -> String {
    HumanReporter.text(of: report, style: ReportStyle(usesColor: false, width: nil))
  }

  @Test func saysCalmlyThatNothingIsNew() {
    #expect(Self.ending(SampleReport.make([], verdict: .pass)) == "no new dependencies\n")
  }

  @Test func saysThatNothingIsNewAndYetNothingIsCertain() {
    #expect(
      Self.ending(SampleReport.make([], verdict: .inconclusive)) == """
        no new dependencies; pipgate says: inconclusive
        next: run again when the missing facts can be had; unknown is never safe

        """)
  }

  @Test(arguments: [
    ([judgement(.safe)], "1 new dependency: safe; pipgate says: pass\n"),
    ([judgement(.safe, isChanged: true)], "1 changed dependency: safe; pipgate says: pass\n"),
    (
      [judgement(.safe), judgement(.safe)], "2 new dependencies: all safe; pipgate says: pass\n"
    ),
    (
      [
        judgement(.safe), judgement(.safe, isChanged: true),
        SampleReport.judgement(.submodule("x"), .safe),
      ], "1 new and 1 changed dependencies, 1 other change: all safe; pipgate says: pass\n"
    ),
  ])
  func countsWhatPasses(judgements: [Judgement], text: String) {
    #expect(Self.ending(SampleReport.make(judgements, verdict: .pass)) == text)
  }

  @Test func saysOnceThatContinuousIntegrationDecides() {
    let missing = SampleReport.missing("unknown-project", .block, "offline", isDeferred: true)
    let report = SampleReport.make(
      [Self.judgement(.unknown, missing: [missing, missing]), Self.judgement(.safe)],
      verdict: .pass)
    #expect(
      Self.ending(report) == """
        not checked: 1 dependency, because offline; continuous integration decides
        2 new dependencies: 1 not checked, 1 safe; pipgate says: pass

        """)
  }

  @Test func saysThatAnAuditStopsNothing() {
    let report = SampleReport.make([Self.judgement(.blocked)], verdict: .pass, mode: .audit)
    #expect(
      Self.ending(report)
        == "1 new dependency: blocked; pipgate says: pass (audit: nothing is stopped)\n")
  }

  @Test func sendsAReviewToAPerson() {
    let report = SampleReport.make([Self.judgement(.review)], verdict: .blocked)
    #expect(
      Self.ending(report).contains(
        "next: have a person look at what is marked, and let it in by a change of the policy\n"))
  }
}
