import Foundation
import Testing

@testable import Gate

/// `docs/manifests.md` lists every format; `RECORD_GOLDEN=1` rewrites the table and fails the run.
@Suite struct ManifestPageTests {
  private static let page = TestFiles.repository.appendingPathComponent("docs/manifests.md")

  private static let table =
    "| format | family | files |\n|---|---|---|\n"
    + ManifestFormats.all.map { "| `\($0.id)` | \($0.family.rawValue) | \($0.fileNames) |\n" }
    .joined()

  @Test func listsEveryFormat() throws {
    var text = try String(contentsOf: Self.page, encoding: .utf8)
    let start = try #require(text.range(of: "<!-- formats -->\n"))
    let end = try #require(text.range(of: "<!-- end of formats -->"))
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      text.replaceSubrange(start.upperBound..<end.lowerBound, with: Self.table)
      try text.write(to: Self.page, atomically: true, encoding: .utf8)
      Issue.record("recorded the table of formats")
    }
    #expect(text.contains("<!-- formats -->\n\(Self.table)<!-- end of formats -->"))
  }

  @Test func idsAreUniqueKebabNouns() {
    let ids = ManifestFormats.all.map { $0.id }
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == UInt8(ascii: "-") })
    }
    #expect(!ids.contains("none"))
  }

  @Test func nothingIsBothReadAndNamedAsUnread() {
    let patterns = UnsupportedManifests.patterns + UnsupportedManifests.ambiguousPatterns
    let read = patterns.map { $0.replacing("**/", with: "").replacing("*", with: "x") }
      .filter { ManifestFormats.format(for: .init($0)) != nil }
    #expect(read == [])
  }
}
