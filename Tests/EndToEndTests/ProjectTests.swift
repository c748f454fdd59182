import Foundation
import Testing

/// What `why` and `inspect` say of a project, beside the recorded cases.
@Suite("Projects")
struct ProjectTests {
  /// Every case whose question can be asked of `inspect`.
  private static let cases = Case.all.filter {
    $0.name.hasPrefix("why-") || $0.name == "inspect"
  }

  @Test func whatIsWrittenKeepsThePromiseOfItsSchema() throws {
    try #require(Self.cases.count > 4)
    for example in Self.cases {
      let index = try example.startIndex(day: testDay)
      let scratch = try Scratch(index: index?.url ?? LoopbackIndex.unreachable)
      let question = try #require(try example.arguments().last)
      let why = try scratch.pipgate("why", question, "--as-of", testDay)
      let inspect = try scratch.pipgate("inspect", question, "--as-of", testDay)
      #expect(inspect.status == why.status)
      let path = "\(scratch.top)/\(example.name).json"
      try scratch.write(path, inspect.output)
      let validation = try Command.run(
        [
          "/usr/bin/env", "python3", "-W", "ignore",
          "\(BuiltProgram.root)/Tests/GateTests/Fixtures/reports/validate.py",
          "\(BuiltProgram.root)/docs/project.schema.json", path,
        ], in: scratch.root, environment: scratch.environment)
      #expect(validation.status == 0, "\(example.name): \(validation.text)")
    }
  }

  @Test func whatTheSnapshotKnowsIsToldOfTheRelease() throws {
    let example = try #require(Case.all.first { $0.name == "why-known" })
    let index = try #require(try example.startIndex(day: testDay))
    let scratch = try Scratch(index: index.url)
    try scratch.write(
      "\(scratch.top)/osv/1.json",
      """
      {"id": "GHSA-1", "modified": "2025-12-30T00:00:00Z", "summary": "leaks \\u001b[31morders",
       "database_specific": {"severity": "HIGH"},
       "affected": [{"package": {"name": "shopkit", "ecosystem": "PyPI"}, "ranges": [
         {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.2.0"}]}]}]}
      """)
    #expect(try scratch.pipgate("update", "--osv", "\(scratch.top)/osv").status == 0)
    let old = try scratch.pipgate("why", "shopkit==2.1.0", "--as-of", testDay)
    #expect(
      old.output.contains("GHSA-1, high, mended in 2.2.0: leaks \\u{1b}[31morders"), "\(old.text)")
    let new = try scratch.pipgate("why", "shopkit", "--as-of", testDay)
    #expect(new.output.contains("none known of this release, as of 2025-12-30"), "\(new.text)")
    #expect(new.output.contains("1 of other releases"))
  }

  @Test(arguments: ["x @ https://acme.example/x.zip", "a b", "", "./here", "-e ."])
  func whatIsNoProjectIsMisuse(_ question: String) throws {
    let scratch = try Scratch()
    let result = try scratch.pipgate("why", "--", question)
    #expect(result.status == 2, "\(result.text)")
    #expect(result.output.isEmpty)
  }
}
