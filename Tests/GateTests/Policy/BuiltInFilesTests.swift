import Foundation
import Gate
import SourceText
import Testing

/// The files in `policies/`, as they stand in the source tree.
enum BuiltInFiles {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "policies")

  static func file(_ name: String) throws -> SourceFile {
    SourceFile(
      path: RepositoryPath("policies/" + name),
      bytes: Array(try Data(contentsOf: folder.appending(path: name))))
  }

  static func read(
    rules: [RuleDescription] = PolicyFixtures.rules
  ) throws -> BuiltInPolicies {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let files = try names.sorted().map { try file($0) }
    return try BuiltInPolicies.read(files, rules: rules).get()
  }
}

struct BuiltInFilesTests {
  @Test(arguments: [
    // Rule, and its level in paranoid, balanced and autonomous.
    ("denied", "forbid forbid forbid"), ("invalid-name", "forbid forbid forbid"),
    ("unknown-project", "block block block"), ("unknown-version", "block block block"),
    ("unreadable-manifest", "block block block"), ("typosquat", "block block block"),
    ("typosquat/name-alone", "block review annotate"),
    ("typosquat/faint", "review annotate ignore"), ("unlisted", "block ignore ignore"),
    ("new-project", "block review annotate"), ("new-release", "block review annotate"),
    ("new-release/open-requirement", "block annotate annotate"),
    ("yanked", "block review annotate"), ("unpinned", "block annotate ignore"),
    ("direct-reference", "block review annotate"),
    ("direct-reference/inside-repository", "annotate annotate ignore"),
    ("index-changed", "block review annotate"), ("insecure-index", "block review annotate"),
    ("trust-changed", "annotate annotate annotate"),
    ("trust-changed/unsigned-root", "forbid forbid forbid"),
    ("unsupported-manifest", "annotate annotate annotate"),
    ("override-unsigned", "annotate annotate annotate"),
    ("override-signature", "annotate annotate annotate"),
    ("override-signer", "annotate annotate annotate"),
    ("override-revoked", "annotate annotate annotate"),
    ("override-scope", "annotate annotate annotate"),
    ("override-expired", "annotate annotate annotate"),
    ("override-malformed", "annotate annotate annotate"),
    ("override-unused", "annotate annotate annotate"),
    ("uninspected-submodule", "review review annotate"),
  ])
  func theTiersSayWhatTheTableSays(rule: String, levels: String) throws {
    let builtIn = try BuiltInFiles.read()
    let parts = rule.split(separator: "/").map(String.init)
    let variant = parts.count > 1 ? parts[1] : nil
    let found = ["paranoid", "balanced", "autonomous"].map {
      builtIn.tiers[$0]?[RuleID(parts[0])].level(of: variant).rawValue ?? "none"
    }
    #expect(found.joined(separator: " ") == levels)
  }

  @Test func theTiersNameExactlyTheRules() throws {
    for tier in try BuiltInFiles.read().tiers.values {
      #expect(Set(tier.rules.keys) == Set(PolicyFixtures.rules.map(\.id)))
    }
  }

  @Test func theRegistryHoldsExactlyTheRulesThatTheTiersName() throws {
    let builtIn = try BuiltInFiles.read(rules: RuleRegistry.descriptions)
    for tier in builtIn.tiers.values {
      #expect(Set(tier.rules.keys) == Set(RuleRegistry.descriptions.map(\.id)))
    }
  }

  @Test func theAgesAreThoseOfTheTable() throws {
    for tier in try BuiltInFiles.read().tiers.values {
      #expect(tier["new-project"].ages == ["minimum-age": .days(30)])
      #expect(tier["new-release"].ages == ["minimum-age": .days(7)])
    }
  }

  @Test func theAllowlistHoldsTheNamesThatItPromises() throws {
    let names = try BuiltInFiles.read().allowed.map(\.name.text)
    #expect(
      names == [
        "numpy", "scipy", "pandas", "matplotlib", "seaborn", "soundfile", "librosa", "pydub",
        "resampy", "audioread", "scikit-learn", "torch", "tensorflow", "keras", "h5py", "netcdf4",
        "xlrd", "openpyxl", "pyarrow", "tqdm", "click", "rich", "colorama", "tabulate", "pytest",
        "pytest-asyncio", "pytest-cov", "typing-extensions", "attrs", "dataclasses",
      ])
    let noted = try BuiltInFiles.read().allowed.filter { $0.note != nil }
    #expect(noted.map(\.name.text) == ["dataclasses"])
  }

  @Test func everyDeniedNameHasAReasonAndIsNotAllowed() throws {
    let builtIn = try BuiltInFiles.read()
    for entry in builtIn.denied {
      #expect(entry.reason != nil, "\(entry.name.text)")
      #expect(!builtIn.allowed.contains { $0.name.text == entry.name.text }, "\(entry.name.text)")
      #expect(entry.name.isLiteral)
    }
    #expect(builtIn.denied.contains { $0.name.matches("jeilyfish") })
    #expect(!builtIn.denied.contains { $0.name.matches("jellyfish") })
  }

  @Test func aRepositoryCannotUseABuiltInFileAsItsPolicy() throws {
    let result = Policy.read(
      try BuiltInFiles.file("balanced.yaml"), origin: "here", builtIn: try BuiltInFiles.read(),
      rules: PolicyFixtures.rules)
    guard case .failure(let problems) = result else {
      Issue.record("a built-in tier was given anew")
      return
    }
    #expect(problems.lines == ["7:3: the tier 'balanced' is built in and cannot be given anew"])
  }
}
