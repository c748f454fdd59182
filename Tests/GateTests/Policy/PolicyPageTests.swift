import Foundation
import Gate
import SourceText
import Testing

/// What `docs/policy.md` shows is what happens.
struct PolicyPageTests {
  private static let page: String = {
    let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return (try? String(contentsOf: top.appending(path: "docs/policy.md"), encoding: .utf8)) ?? ""
  }()

  /// The blocks of code in a language, in order.
  private func blocks(_ language: String) -> [String] {
    Self.page.components(separatedBy: "```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }

  private func read(_ text: String) throws -> Result<Policy, PolicyProblems> {
    Policy.read(
      SourceFile(path: "policy.yaml", text: text), origin: "here",
      builtIn: try BuiltInFiles.read(), rules: PolicyFixtures.rules)
  }

  @Test func thePoliciesOfThePageAreInOrder() throws {
    let blocks = blocks("yaml")
    #expect(blocks.count == 9)
    for block in blocks.dropLast() { _ = try read(block).get() }
  }

  @Test func theErrorsOfThePageAreThoseReported() throws {
    guard case .failure(let problems) = try read(blocks("yaml").last ?? "") else {
      Issue.record("the unusable policy was read")
      return
    }
    let lines = blocks("text").first?.split(separator: "\n").map(String.init)
    #expect(problems.lines == lines)
  }

  @Test func theTableOfThePageIsThatOfTheFiles() throws {
    let tiers = try BuiltInFiles.read().tiers
    let ends = ["ignore |", "annotate |", "block |", "forbid |"]
    let rows = Self.page.split(separator: "\n").filter { row in
      row.hasPrefix("| `") && ends.contains { row.hasSuffix($0) }
    }
    var seen: Set<RuleID> = []
    for row in rows {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let words = cells[0].split(separator: "`").map(String.init).filter { $0 != ", " }
      let variant = words.count > 1 && !words[1].contains(":") ? words[1] : nil
      let rule = RuleID(words[0])
      seen.insert(rule)
      let levels = ["paranoid", "balanced", "autonomous"].map {
        tiers[$0]?[rule].level(of: variant).rawValue
      }
      #expect(Array(cells[1...3]) == levels, "\(row)")
    }
    #expect(seen == Set(PolicyFixtures.rules.map(\.id)))
  }
}
