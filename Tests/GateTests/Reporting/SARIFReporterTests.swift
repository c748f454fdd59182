import SourceText
import Testing

@testable import Gate

struct SARIFReporterTests {
  private static func run(of report: Report) throws -> JSONValue {
    let style = ReportStyle(usesColor: false, width: nil)
    let text = SARIFReporter.text(of: report, style: style)
    return try #require(try JSON.parse(Array(text.utf8))["runs"]?.array?.first)
  }

  private static func results(of report: Report) throws -> [JSONValue] {
    try #require(try run(of: report)["results"]?.array)
  }

  private static func judgement(
    _ text: String, at range: Range<Int>, in path: RepositoryPath = "requirements.txt",
    _ level: Level = .block, bytes: [UInt8]? = nil
  ) -> Judgement {
    let file = SourceFile(path: path, bytes: bytes ?? Array(text.utf8))
    let place = Location(file: file, range: range)
    let option = IndexOption(kind: .noIndex, value: "", location: place)
    return SampleReport.judgement(
      .option(option), level >= .block ? .blocked : .safe,
      findings: [(level, SampleReport.finding("unpinned", "m", at: place))])
  }

  /// A column counts UTF-16 code units, and a byte order mark is none.
  @Test(arguments: [
    ("a==1\n", 0..<1, 1, 1, 1, 2), ("é🐍 a==1\n", 7..<8, 1, 5, 1, 6),
    ("🐍\n🐍a\nb", 4..<11, 1, 3, 3, 1), ("\u{feff}a==1\n", 3..<4, 1, 1, 1, 2),
    ("x\r\u{feff}a\r\n", 5..<6, 2, 2, 2, 3), ("a", 1..<1, 1, 2, 1, 2),
  ])
  func marksTheExactRegion(
    text: String, range: Range<Int>, line: Int64, column: Int64, endLine: Int64, endColumn: Int64
  ) throws {
    let report = SampleReport.make([Self.judgement(text, at: range)])
    let place = try Self.results(of: report).first?["locations"]?.array?.first?["physicalLocation"]
    let region = place?["region"]
    #expect(region?["startLine"]?.integer == line)
    #expect(region?["startColumn"]?.integer == column)
    #expect(region?["endLine"]?.integer == endLine)
    #expect(region?["endColumn"]?.integer == endColumn)
  }

  @Test(arguments: [
    ("a b%.txt", "a%20b%25.txt"), ("a:b/c?d#e", "a%3Ab/c%3Fd%23e"), ("ä/日", "%C3%A4/%E6%97%A5"),
    ("/tmp/x.txt", "file:///tmp/x.txt"), ("../x", "../x"), ("a\r\nb", "a%0D%0Ab"),
  ])
  func namesAFileByReference(path: String, uri: String) throws {
    let report = SampleReport.make([Self.judgement("a", at: 0..<1, in: RepositoryPath(path))])
    let place = try Self.results(of: report).first?["locations"]?.array?.first?["physicalLocation"]
    #expect(place?["artifactLocation"]?["uri"]?.string == uri)
  }

  @Test func knowsAFindingAgainThatHasMoved() throws {
    func prints(_ judgements: [Judgement]) throws -> [String?] {
      try Self.results(of: SampleReport.make(judgements)).map {
        $0["partialFingerprints"]?["pipgate/v1"]?.string
      }
    }
    let first = try prints([Self.judgement("a", at: 0..<1)])
    #expect(first == (try prints([Self.judgement("\n\n  a # moved", at: 4..<5)])))
    let other = try prints([Self.judgement("a", at: 0..<1, in: "more.txt")])
    #expect(first != other)
    let twice = try prints([Self.judgement("a\na", at: 0..<1), Self.judgement("a\na", at: 2..<3)])
    #expect(twice.first == first.first)
    #expect(Set(twice).count == 2)
  }

  @Test func tellsWhatItLeavesOutAndStopsFirst() throws {
    let notes = (0..<SARIFReporter.limit + 7).map { _ in
      Self.judgement("a", at: 0..<1, .annotate)
    }
    let report = SampleReport.make(notes + [Self.judgement("a", at: 0..<1, .forbid)])
    let run = try Self.run(of: report)
    let results = try #require(run["results"]?.array)
    #expect(results.count == SARIFReporter.limit)
    #expect(results.first?["level"]?.string == "error")
    let told = run["invocations"]?.array?.first?["toolExecutionNotifications"]?.array?.compactMap {
      $0["message"]?["text"]?.string
    }
    #expect(told?.contains("not among the results, of which there are 5000: 8 note") == true)
  }

  @Test func saysWhoLetsAFindingPass() throws {
    var lifted = SampleReport.reviewed
    let decided = try #require(lifted.findings.first)
    let override = AcceptedOverride(
      id: "o1", path: ".pipgate/overrides/o1.yaml", people: ["ana@acme.example"], reason: "needed",
      expires: Timestamp(seconds: 1_798_761_600))
    lifted.lift([decided], by: override)
    let result = try #require(
      try Self.results(of: SampleReport.make([lifted], verdict: .pass)).first)
    #expect(result["level"]?.string == "note")
    let suppression = result["suppressions"]?.array?.first
    #expect(suppression?["kind"]?.string == "external")
    let justification = try #require(suppression?["justification"]?.string)
    for word in ["ana@acme.example", "o1", "needed"] { #expect(justification.contains(word)) }
  }

  @Test func makesUnknownAnErrorUnlessNothingStops() throws {
    let file = SourceFile(path: "a.txt", text: "x\n")
    let place = Location(file: file, range: 0..<1)
    let judgement = SampleReport.judgement(
      .option(IndexOption(kind: .noIndex, value: "", location: place)), .unknown,
      missing: [SampleReport.missing("unknown-project", .block, "no answer")])
    for (mode, level) in [(Mode.enforce, "error"), (.audit, "warning")] {
      let report = SampleReport.make([judgement], verdict: .inconclusive, mode: mode)
      let result = try #require(try Self.results(of: report).first)
      #expect(result["level"]?.string == level)
      #expect(result["ruleId"]?.string == "unknown-project")
    }
  }

  @Test func explainsEveryRuleThatItNames() throws {
    let run = try Self.run(of: SampleReport.rich)
    let rules = try #require(run["tool"]?["driver"]?["rules"]?.array)
    let known = rules.filter { rule in
      RuleRegistry.descriptions.contains { $0.id.text == rule["id"]?.string }
    }
    #expect(!known.isEmpty)
    for rule in known {
      let description = try #require(
        RuleRegistry.descriptions.first { $0.id.text == rule["id"]?.string })
      let page = RulePage.markdown(of: description, tiers: SampleReport.rich.tiers)
      #expect(rule["help"]?["markdown"]?.string == page)
      #expect(page.contains("## What to do"))
      #expect(rule["shortDescription"]?["text"]?.string?.isEmpty == false)
    }
  }
}
