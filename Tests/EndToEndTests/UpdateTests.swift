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
      ["update"], ["update", "--osv", "nowhere.zip"], ["update", "--osv", "a", "--osv-url", "b"],
      ["update", "--osv-url", "http://mirror.acme.example/all.zip"],
    ] {
      let result = try Command.run(
        [BuiltProgram.path] + words, in: scratch.root, environment: scratch.environment)
      #expect(result.status == 2, "\(words): \(result.text)")
      #expect(result.errors.hasPrefix("pipgate: "))
    }
  }

  @Test func anUnreachableAddressIsInconclusive() throws {
    let scratch = try Scratch()
    let result = try scratch.pipgate(
      "update", with: ["PIPGATE_OSV_URL": "http://127.0.0.1:9/all.zip"])
    #expect(result.status == 3)
    #expect(!scratch.exists("\(scratch.top)/cache/pipgate/snapshot-v1"))
  }
}
