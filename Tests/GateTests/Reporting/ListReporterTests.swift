import SourceText
import Testing

@testable import Gate

/// What GitLab, build servers and comments are told.
struct ListReporterTests {
  private static let style = ReportStyle(usesColor: false, width: nil)

  private static func judgement(_ number: Int, _ level: Level) -> Judgement {
    let file = SourceFile(path: "requirements.txt", text: "a==\(number)\n")
    let place = Location(file: file, range: 0..<1)
    return SampleReport.judgement(
      .option(IndexOption(kind: .noIndex, value: "", location: place)),
      level >= .block ? .blocked : .safe,
      findings: [(level, SampleReport.finding("unpinned", "number \(number)", at: place))])
  }

  @Test func namesTheGravestFirstForMergeRequests() throws {
    let report = SampleReport.make([
      Self.judgement(1, .annotate), Self.judgement(2, .review), Self.judgement(3, .forbid),
    ])
    let items = try JSON.parse(Array(GitLabReporter.text(of: report, style: Self.style).utf8))
    let severities = items.array?.map { $0["severity"]?.string }
    #expect(severities == ["blocker", "major", "info"])
  }

  @Test func failsTheCaseOfEveryBlockAndOfTheVerdict() {
    let report = SampleReport.make([Self.judgement(1, .annotate), Self.judgement(2, .block)])
    let text = JUnitReporter.text(of: report, style: Self.style)
    #expect(
      text.contains(
        #"<testsuites name="pipgate" tests="3" failures="2" errors="0" skipped="0">"#))
    let audit = SampleReport.make([Self.judgement(2, .block)], verdict: .pass, mode: .audit)
    let audited = JUnitReporter.text(of: audit, style: Self.style)
    #expect(audited.contains(#"tests="2" failures="0""#))
    #expect(audited.contains("blocked: number 2"))
  }

  @Test func givesCasesOfOneFileDifferentNames() {
    let report = SampleReport.make((0..<3).map { _ in Self.judgement(1, .annotate) })
    let text = JUnitReporter.text(of: report, style: Self.style)
    for name in ["at 1:1\"", "at 1:1 (2)\"", "at 1:1 (3)\""] { #expect(text.contains(name)) }
  }

  @Test func keepsTheVerdictAndTheBlockOfALongComment() {
    let notes = (0..<3000).map { Self.judgement($0, .annotate) }
    let report = SampleReport.make(notes + [Self.judgement(3000, .block)])
    let text = MarkdownReporter.text(of: report, style: Self.style)
    #expect(
      text.hasPrefix("## pipgate: blocked\n\n3001 other changes: 1 blocked, 3000 with notes\n"))
    #expect(text.contains("- **blocked** `requirements.txt:1:1` `unpinned`\n  `number 3000`\n"))
    #expect(text.contains("\nnot shown: "))
    #expect(text.utf8.count < 65_536)
  }

  @Test(arguments: [
    ("plain", "`plain`"), ("", "``  ``"), ("  ", "``  ``"), ("a`b", "`a\\u{60}b`"),
    ("[x](http://acme.example) @all <b>", "`[x](http://acme.example) @all <b>`"),
  ])
  func putsTextIntoACodeSpan(text: String, span: String) {
    #expect(MarkdownReporter.code(text) == span)
  }
}
