import SourceText
import Testing

@testable import Gate

struct GitHubReporterTests {
  private static func text(of report: Report) -> String {
    GitHubReporter.text(of: report, style: ReportStyle(usesColor: false, width: nil))
  }

  private static func judgement(
    _ number: Int, at level: Level, in path: RepositoryPath = "requirements.txt"
  ) -> Judgement {
    let file = SourceFile(path: path, text: "a==\(number)\n")
    return SampleReport.judgement(
      .dependency(SampleReport.dependency("a", "a==\(number)", in: file), previous: []),
      level >= .block ? .blocked : .safe,
      findings: [
        (
          level,
          SampleReport.finding(
            "typosquat", "number \(number)", at: Location(file: file, range: 0..<1))
        )
      ])
  }

  @Test(arguments: [
    "a%b.txt", "a\rb\n.txt", "a:b,c.txt", "::error::.txt", "%0A%2C%25.txt", " blank .txt",
    "ä/日.txt",
  ])
  func annotatesTheRightFile(path: String) {
    let report = SampleReport.make([Self.judgement(1, at: .block, in: RepositoryPath(path))])
    let commands = RunnerCommand.all(in: Self.text(of: report))
    #expect(commands.map(\.name) == ["error"])
    #expect(commands.first?.properties["file"] == path)
    #expect(commands.first?.properties["line"] == "1")
    #expect(commands.first?.properties["col"] == "1")
    #expect(commands.first?.properties["endColumn"] == "2")
    #expect(commands.first?.properties["title"] == "pipgate: blocked (typosquat)")
    #expect(commands.first?.data == "number 1")
  }

  @Test func namesTheGravestFirstAndCountsTheRest() {
    let notes = (1...30).map { Self.judgement($0, at: .annotate) }
    let reviews = (31...39).map { Self.judgement($0, at: .review) }
    let stops = [Self.judgement(40, at: .block), Self.judgement(41, at: .forbid)]
    let text = Self.text(of: SampleReport.make(notes + reviews + stops))
    let commands = RunnerCommand.all(in: text)
    #expect(commands.count { $0.name == "error" } == 10)
    #expect(commands.count { $0.name == "notice" } == 10)
    #expect(commands.prefix(3).map(\.data) == ["number 41", "number 40", "number 31"])
    #expect(text.contains("not shown as annotations: 1 more error, 20 more notices\n"))
    #expect(text.hasSuffix("2 blocked, 39 with notes; pipgate says: blocked\n"))
  }

  @Test func leavesOutColumnsOfSeveralLines() {
    let file = SourceFile(path: "a", text: "a\nb\n")
    let place = Location(file: file, range: 0..<3)
    let finding = SampleReport.finding("x", "m", at: place)
    let option = IndexOption(kind: .noIndex, value: "", location: place)
    let report = SampleReport.make([
      SampleReport.judgement(.option(option), .review, findings: [(.review, finding)])
    ])
    let properties = RunnerCommand.all(in: Self.text(of: report)).first?.properties
    #expect(properties?["line"] == "1")
    #expect(properties?["endLine"] == "2")
    #expect(properties?["col"] == nil)
    #expect(properties?["endColumn"] == nil)
  }
}
