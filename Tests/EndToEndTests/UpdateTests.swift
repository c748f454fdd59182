import Foundation
import Testing

/// Advisories from a file to a verdict, with nobody to ask.
@Suite("Update")
struct UpdateTests {
  private func record(_ id: String, _ project: String, more: String = "") -> String {
    """
    {"id": "\(id)", "modified": "2025-12-30T00:00:00Z", "summary": "a summary\\u001b[31m"\(more),
     "affected": [{"package": {"name": "\(project)", "ecosystem": "PyPI"}, "ranges": [
       {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}]}]}
    """
  }

  @Test func whatIsKnownIsFoundWithoutANetwork() throws {
    let scratch = try Scratch()
    try scratch.write("\(scratch.top)/osv/1.json", record("MAL-2025-1", "evil-thing"))
    let rating = #", "database_specific": {"severity": "CRITICAL"}"#
    try scratch.write("\(scratch.top)/osv/2.json", record("GHSA-1", "flask", more: rating))
    try scratch.write("requirements.txt", "evil-thing==1.0\nflask==1.0\nclick==8.1.7\n")

    let before = try scratch.pipgate("check", "requirements.txt", "--offline")
    #expect(before.output.contains("notice: there is no snapshot of advisories"))

    let update = try scratch.pipgate("update", "--osv", "\(scratch.top)/osv")
    #expect(update.status == 0)
    #expect(
      update.output == """
        2 records: 2 used, 0 withdrawn, 0 about other places, 0 unreadable
        advisories about 2 projects, the newest of 2025-12-30

        """)

    let after = try scratch.pipgate(
      "check", "requirements.txt", "--offline", "--as-of", "2026-01-01T00:00:00Z")
    #expect(after.status == 1)
    #expect(after.output.contains("'evil-thing' 1.0 is malware: MAL-2025-1"))
    #expect(after.output.contains("'flask' 1.0 has a known vulnerability: GHSA-1, critical"))
    #expect(after.output.contains("take 2.0 or later"))
    #expect(after.output.contains("the newest advisory of the snapshot is of 2025-12-30"))
    #expect(after.output.isFreeOfControls)
  }

  @Test func anUpdateNeedsASource() throws {
    let scratch = try Scratch()
    for words in [
      ["update", "--only", "advisories"],
      ["update", "--only", "names", "--osv", "a"], ["update", "--names", "nowhere"],
      ["update", "--popularity", "a", "--popularity-url", "b"], ["update", "--osv", "nowhere.zip"],
      ["update", "--osv", "a", "--osv-url", "b"],
      ["update", "--osv-url", "http://mirror.acme.example/all.zip"],
    ] {
      let result = try Command.run(
        [BuiltProgram.path] + words, in: scratch.root, environment: scratch.environment)
      #expect(result.status == 2, "\(words): \(result.text)")
      #expect(result.errors.hasPrefix("pipgate: "))
    }
  }

  /// All three kinds from files, and a verdict with nobody to ask.
  @Test func existenceAndRankAreKnownWithoutANetwork() throws {
    let scratch = try Scratch()
    let day = "2099-01-01"
    try scratch.write("\(scratch.top)/names", "frobnicator\nflask\nclick\n")
    try scratch.write(
      "\(scratch.top)/ranks.json",
      #"{"last_update": "\#(day)", "rows": [{"project": "frobnicator", "download_count": 2}]}"#)
    let update = try scratch.pipgate(
      "update", "--names", "\(scratch.top)/names", "--popularity", "\(scratch.top)/ranks.json")
    #expect(update.status == 0, "\(update.text)")
    #expect(update.output.contains("3 names of http://127.0.0.1:1/simple/, of "))
    #expect(update.output.contains("1 projects by rank, of "))
    #expect(try scratch.snapshots().count == 2)

    // Ranked, and so known to exist.
    let ranked = try scratch.pipgate("similar", "frobnicator", "frobnicatr")
    #expect(ranked.output.contains("frobnicator\tpopular itself, rank 1"))
    #expect(ranked.output.contains("frobnicatr\tfrobnicator"))

    try scratch.write("requirements.txt", "flask==3.0.3\nno-such-helper==1\n")
    let words = ["check", "requirements.txt", "--offline", "--tier", "autonomous"]
    let judged = try scratch.pipgate(words)
    #expect(judged.status == 3)
    #expect(judged.output.contains("the index did not have 'no-such-helper' on "))
    #expect(judged.output.contains("whether 2 projects exist is answered by the list of names of"))
    let hook = try scratch.pipgate(words + ["--hook"])
    #expect(hook.status == 1)
    #expect(hook.output.contains("'no-such-helper' did not exist on the index on "))
    try scratch.write("requirements.txt", "flask==3.0.3\n")
    let listed = try scratch.pipgate(words).output
    #expect(listed.contains("unknown: 'flask' could not be checked"))
    #expect(!listed.contains("unknown-project"), "that it exists is known, and no more than that")
    // Of another index nothing is known.
    let other = try scratch.pipgate(words, with: ["PIPGATE_INDEX_URL": "http://127.0.0.1:2/"])
    #expect(other.output.contains("unknown-project"))
    // A list that is too old says nothing.
    let late = try scratch.pipgate(words + ["--as-of", "2099-01-01"]).output
    #expect(
      late.contains("unknown-project") && late.contains("and is too old; run 'pipgate update'"))
  }

  /// The whole list of a real server, which is asked for once.
  @Test func namesComeFromTheIndex() throws {
    let index = try LoopbackIndex(LoopbackIndex.usual)
    let scratch = try Scratch(index: index.url)
    let update = try scratch.pipgate("update")
    #expect(update.status == 0, "\(update.text)")
    #expect(update.output.contains("\(LoopbackIndex.usual.count) names of \(index.url), of "))
    #expect(update.output.contains("not updated: advisories; add '--osv-url URL'"))
    #expect(update.output.contains("not updated: popularity; add '--popularity-url URL'"))
    #expect(index.requests == ["/simple/"])
    index.stop()
    try scratch.write("requirements.txt", "numpy==2.1.3\nno-such-helper==1\n")
    let words = ["check", "requirements.txt", "--tier", "autonomous", "--hook"]
    let result = try scratch.pipgate(words)
    #expect(result.status == 1)
    #expect(result.output.contains("'no-such-helper' did not exist on the index on "))
  }

  @Test func whatCannotBeUpdatedKeepsNothingElseBack() throws {
    let scratch = try Scratch()
    try scratch.write("\(scratch.top)/ranks", "1,flask\n")
    let result = try scratch.pipgate(
      "update", "--only", "names", "--only", "popularity", "--popularity", "\(scratch.top)/ranks")
    #expect(result.status == 3)
    #expect(result.errors.contains("cannot fetch 'http://127.0.0.1:1/simple/'"))
    #expect(try scratch.snapshots() == ["popularity"])
  }

  @Test func anUnreachableAddressIsInconclusive() throws {
    let scratch = try Scratch()
    let result = try scratch.pipgate(
      "update", "--only", "advisories", with: ["PIPGATE_OSV_URL": "http://127.0.0.1:9/all.zip"])
    #expect(result.status == 3)
    #expect(try scratch.snapshots() == [])
  }
}

extension Scratch {
  /// The files that updates have made.
  fileprivate func snapshots() throws -> [String] {
    let path = "\(top)/cache/pipgate/snapshot-v1"
    guard exists(path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
