import Foundation
import Gate
import PythonPackaging
import Testing

@testable import GateIO

/// What a run asks the index, in which rounds, and what it does not ask.
@Suite struct IndexInquiryTests {
  let index: LoopbackIndex
  let folder: URL

  init() throws {
    index = try LoopbackIndex.shared.get()
    folder = try TemporaryDirectory.make()
    for name in ["before", "after"] {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
    }
  }

  /// Judges requirements that were not there before.
  private func judgement(
    _ requirements: String, policy: String = "version: 1\n", isHook: Bool = false,
    tier: String? = nil, timeout: Int? = nil
  ) throws -> Judgement {
    let file = folder.appendingPathComponent("after/requirements.txt")
    try requirements.write(to: file, atomically: true, encoding: .utf8)
    let policyFile = folder.appendingPathComponent("policy.yaml")
    try policy.write(to: policyFile, atomically: true, encoding: .utf8)
    let request = RunRequest(
      source: .folders(before: folder.path + "/before", after: folder.path + "/after"),
      directory: folder.path, environment: ["XDG_CACHE_HOME": folder.path + "/cache"],
      isHook: isHook, policyFile: policyFile.path, tier: tier, asOf: testNow,
      indexURL: index.url, timeout: timeout)
    let report = try GateRun(request: request, version: "1").report().report
    return try #require(report.judgements.first)
  }

  private func serve(_ project: String, _ requirements: String..., more: String = "") throws {
    let lines = requirements.map { "\"Requires-Dist: \($0)\"" }.joined(separator: ", ")
    try index.serve(
      project,
      """
      {"versions": {"0.9": {"uploaded": "-900d"},
                    "1.0": {"uploaded": "-800d", "metadata": [\(lines)]}}\(more)}
      """)
  }

  private func requests(_ prefix: String, _ names: String...) -> [Int] {
    names.map { name in
      index.requests(about: "\(prefix)-\(name)").count
    }
  }

  @Test func asksInRoundsAndEverythingOnce() throws {
    try serve("rounds-shop", "rounds-cart", "rounds-lamp")
    try serve("rounds-cart", "rounds-wheel")
    try serve("rounds-lamp", "rounds-wheel>=0.9")
    try serve("rounds-wheel", "rounds-cart")
    for _ in 0..<2 {
      let judgement = try judgement("rounds-shop\n")
      let finding = try #require(
        judgement.findings.map(\.finding).first { $0.rule == "transitive" })
      #expect(finding.pulls.map(\.name) == ["rounds-cart", "rounds-lamp"])
      #expect(finding.pulls.flatMap(\.pulls).map(\.name) == ["rounds-wheel"])
      // A listing and the metadata of one release; the second run finds both in the cache.
      #expect(requests("rounds", "shop", "cart", "lamp", "wheel") == [2, 2, 2, 2])
    }
  }

  @Test func aCommitHookAsksForNoNotes() throws {
    try serve("hooked-shop", "hooked-cart")
    try serve("hooked-cart")
    let hooked = try judgement("hooked-shop\n", isHook: true)
    #expect(!hooked.findings.contains { $0.finding.rule == "transitive" })
    #expect(requests("hooked", "shop", "cart") == [1, 0])
    let paranoid = try judgement("hooked-shop\n", isHook: true, tier: "paranoid")
    #expect(paranoid.findings.contains { $0.finding.rule == "transitive" })
    #expect(requests("hooked", "shop", "cart") == [2, 2])
  }

  @Test func asksForNoMetadataThatNoRuleReads() throws {
    try serve("spared-shop", "spared-cart")
    _ = try judgement("spared-shop\n", tier: "autonomous")
    #expect(requests("spared", "shop", "cart") == [1, 0])
  }

  /// A list of licences needs the metadata of the release itself and nothing more.
  @Test func asksForTheLicenceWhereThereIsAList() throws {
    try serve("licensed-shop", "licensed-cart")
    let judgement = try judgement(
      "licensed-shop\n",
      policy: """
        version: 1
        tier: own
        tiers:
          own: {extends: autonomous, levels: {license: {level: block, allow: [MIT]}}}
        """)
    #expect(judgement.findings.map(\.finding.variant).contains("undeclared"))
    #expect(requests("licensed", "shop", "cart") == [2, 0])
  }

  /// What the budget does not reach is unknown, at the level of the rule.
  @Test func spendsOneBudgetOnAllRounds() throws {
    try serve("late-shop", "late-cart")
    try serve(
      "late-cart", more: #", "respond": {"at": "metadata", "delay": 30}"#)
    let judgement = try judgement("late-shop\n", tier: "paranoid", timeout: 2)
    let missing = try #require(judgement.missing.first { $0.rule == "transitive" })
    #expect(missing.unavailability.cause == .network)
    #expect(missing.level == .review)
  }
}
