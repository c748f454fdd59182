import Foundation
import Testing

/// The reference of policies against what the reader knows and what holds without a key.
@Suite("Policy reference")
struct PolicyReferenceTests {
  private static let page =
    (try? String(
      contentsOfFile: BuiltProgram.root + "/docs/policy-reference.md", encoding: .utf8)) ?? ""

  /// The rows of the table under a heading, without the ticks of code.
  private static func rows(under heading: String) -> [[String]] {
    let sections = page.components(separatedBy: "\n## ")
    guard let section = sections.first(where: { $0.hasPrefix(heading + "\n") }) else { return [] }
    return section.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { row in
      row.dropFirst(2).dropLast(2).components(separatedBy: " | ").map {
        $0.trimmingCharacters(in: ["`", " "])
      }
    }
  }

  private func schema() throws -> [String: Any] {
    let text = try Scratch().pipgate("policy", "schema").output
    return try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func everyKeyHasItsRow() throws {
    let schema = try schema()
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    func keys(_ table: [String: Any]?) -> Set<String> {
      Set((table?["properties"] as? [String: Any] ?? [:]).keys)
    }
    func documented(_ heading: String) -> Set<String> {
      Set(Self.rows(under: heading).map { $0[0] })
    }
    #expect(documented("The file") == keys(schema))
    for (heading, tables) in [
      ("`paths`", ["scope"]), ("`tiers`", ["tier", "facts"]), ("`allow`", ["allowed"]),
      ("`deny`", ["denied"]), ("`indexes`", ["index"]), ("`manifests`", ["manifest-paths"]),
      ("`overrides`", ["requirement"]),
    ] {
      let known = tables.map { keys(definitions[$0]) }.reduce(Set()) { $0.union($1) }
      #expect(!known.isEmpty)
      #expect(documented(heading) == known, "\(heading)")
    }
    let rules = try #require(definitions["levels"]?["properties"] as? [String: [String: Any]])
    var parts: Set<String> = []
    for (rule, value) in rules {
      for form in value["anyOf"] as? [[String: Any]] ?? [value] {
        for key in keys(form) where key != "level" { parts.insert("\(rule) \(key)") }
      }
    }
    #expect(parts.count > 20)
    let rows = Self.rows(under: "`levels`").dropFirst()
    #expect(Set(rows.map { "\($0[0]) \($0[1])" }) == parts)
  }

  /// What `balanced` has is what a repository without a policy gets.
  @Test func theValuesOfTheTierAreTrue() throws {
    let scratch = try Scratch()
    try scratch.commit(["notes": "text\n"])
    let text = try scratch.pipgate("policy", "show", "--format", "json").output
    let shown = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let levels = try #require(shown["levels"] as? [[String: Any]])
    for row in Self.rows(under: "`levels`").dropFirst() {
      let value = levels.first {
        $0["name"] as? String == row[0] && $0["part"] as? String == row[1]
      }
      let told = try #require(value?["value"] as? String, "\(row[0]) \(row[1])")
      #expect(row[3].hasPrefix(told == "[]" ? "empty" : told), "\(row[0]) \(row[1])")
    }
  }

  @Test func everyExampleIsAPolicy() throws {
    let examples = Self.page.split(separator: "\n").compactMap { row in
      row.firstMatch(of: /^\| .* \| `([^`]*)` \|$/).map { String($0.1) }
    }
    #expect(examples.count > 60)
    let scratch = try Scratch()
    try scratch.write(".pipgate/allowed_signers", "")
    for example in examples {
      let policy =
        example.hasPrefix("{")
        ? "{version: 1, " + example.dropFirst()
        : example.hasPrefix("version") ? example : "version: 1\n" + example
      try scratch.write(".pipgate/policy.yaml", policy + "\n")
      let result = try scratch.pipgate("policy", "check")
      #expect(result.status == 0, "\(example): \(result.errors)")
    }
  }
}
