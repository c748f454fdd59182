import PythonPackaging
import SourceText
import Testing

@testable import Gate

struct ConfirmationTests {
  private static let file = SourceFile(path: "requirements.txt", text: "shiny==1\nother==1\n")

  private static func judgement(
    _ levels: [Level], name: String = "shiny", missing: [MissingFact] = [],
    outcome: Outcome = .review
  ) -> Judgement {
    let place = SampleReport.place(name, in: file)
    let dependency = Dependency(
      name: ProjectName(name), role: .runtime, location: place, nameLocation: place)
    return SampleReport.judgement(
      .dependency(dependency, previous: []), outcome,
      findings: levels.sorted(by: >).map { level in
        (level, SampleReport.finding("new-project", "'\(name)' is \(level.rawValue)", at: place))
      }, missing: missing)
  }

  private static func titles(_ judgements: [Judgement], verdict: Verdict = .blocked) throws
    -> [String]
  {
    SampleReport.make(judgements, verdict: verdict).questions(under: try TestPolicy.reading(nil))
      .map(\.title)
  }

  @Test func onlyWhatAnAnswerLetsThroughIsAsked() throws {
    let deferred = SampleReport.missing("new-release", .review, "offline", isDeferred: true)
    let missing = SampleReport.missing("new-release", .review, "rubbish")
    #expect(try Self.titles([Self.judgement([.review, .annotate])]) == ["shiny"])
    #expect(try Self.titles([Self.judgement([.review], missing: [deferred])]) == ["shiny"])
    #expect(try Self.titles([Self.judgement([.review], missing: [missing])]) == [])
    #expect(try Self.titles([Self.judgement([.block, .review])]) == [])
    #expect(try Self.titles([Self.judgement([.forbid])]) == [])
    #expect(try Self.titles([Self.judgement([.annotate])], verdict: .pass) == [])
    let twice = [
      Self.judgement([.review]), Self.judgement([.review], name: "other"),
      Self.judgement([.review]),
    ]
    #expect(try Self.titles(twice) == ["shiny", "other"])
    #expect(
      try Self.titles(twice + [Self.judgement([.block], name: "other", outcome: .blocked)]) == [])
  }

  @Test func whatIsAcceptedStaysInEveryReport() throws {
    let policy = try TestPolicy.reading(nil)
    let report = SampleReport.make([
      Self.judgement([.review, .annotate]), Self.judgement([.review], name: "other"),
    ])
    let questions = report.questions(under: policy)
    let reason = "fine \u{1b}[31m ##[error]"
    let confirmation = Confirmation(person: "ana@example.invalid", reason: reason)
    let half = report.accepting([(questions[0], confirmation)], under: policy)
    #expect(half.verdict == .blocked)
    #expect(half.judgements.map(\.outcome) == [.safe, .review])
    let whole = report.accepting(questions.map { ($0, confirmation) }, under: policy)
    #expect(whole.verdict == .pass)
    #expect(whole.judgements.map { $0.findings.map(\.level) } == [[.annotate], []])
    #expect(whole.annotatedCount == 2)
    let style = ReportStyle(usesColor: false, width: nil)
    let human = HumanReporter.text(of: whole, style: style)
    #expect(
      human.contains(
        "accepted: 'other' is review; accepted once by ana@example.invalid: fine \\u{1b}[31m"))
    let github = GitHubReporter.text(of: whole, style: style)
    #expect(github.contains("title=pipgate%3A accepted (new-project)"))
    #expect(!github.contains("##[") && !github.contains("\u{1b}"))
    let json = try JSON.parse(Array(JSONReporter.text(of: whole, style: style).utf8))
    let accepted = json["dependencies"]?.array?.last?["accepted"]?.array?.first
    #expect(accepted?["reason"]?.string == reason)
    #expect(accepted?["person"]?.string == "ana@example.invalid")
    #expect(accepted?["finding"]?["level"]?.string == "review")
  }

  @Test func aMissingFactIsNotAccepted() throws {
    let policy = try TestPolicy.reading(nil)
    let deferred = SampleReport.missing("new-release", .review, "offline", isDeferred: true)
    let report = SampleReport.make([Self.judgement([.review], missing: [deferred])])
    let confirmation = Confirmation(person: "a", reason: "b")
    let accepted = report.accepting(
      report.questions(under: policy).map { ($0, confirmation) }, under: policy)
    #expect(accepted.judgements[0].outcome == .unknown)
    #expect(accepted.verdict == .pass)
  }
}
