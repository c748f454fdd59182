import PythonPackaging

/// Finds pinned releases without a hash where one could stand.
package enum MissingHash: Rule {
  package static let description = RuleDescription(
    id: "missing-hash",
    summary: "a pinned release is not held to the files that were seen",
    rationale: """
      A version names a release, a hash its very files. Without one, an installer takes whatever an
      index, a mirror or a cache serves under that version, and files can be added to a release that
      has been out for years.
      """,
    remedy: """
      Lock with hashes (`uv lock`, `poetry lock`, `pip-compile --generate-hashes`). A requirement
      without a pin is left to `unpinned`, and formats that have no room for a hash are not asked for
      one. In a requirements file without any hash the want of one is a habit and no slip: that costs
      less (`unhashed-file`).
      """,
    variants: [
      RuleVariant(
        id: "unhashed-file", summary: "nothing in the requirements file is held to a hash")
    ],
    examples: [
      RuleExample(
        "with and without",
        head: """
          ↓flask==3.0.3
          click==8.1.7 --hash=sha256:ae74fb96c20a0277a1d615f1e4d73c8414f5a98db8b799a7931d1582f3390c28
          rich>=13

          """),
      RuleExample(
        "a lock", path: "uv.lock",
        head: """
          version = 1

          [[package]]
          name = "↓flask"
          version = "3.0.3"
          source = { registry = "https://packages.example.invalid/simple" }

          """),
      RuleExample(
        "one file of two", path: "pdm.lock",
        head: """
          [[package]]
          name = "↓click"
          version = "8.1.7"
          files = [
              {file = "click-8.1.7-py3-none-any.whl"},
              {file = "click-8.1.7.tar.gz", hash = "sha256:ca9853ad459e787e2192211578cc907e7594e294c7ccc834310722b41b9ca6de"},
          ]

          """),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .dependency(let dependency, _) = introduction, let name = dependency.name,
      dependency.hashUse != .impossible, dependency.reference == nil,
      dependency.role != .constraint, let version = dependency.specifiers.pinned
    else { return .silent }
    // An installer takes any file that the lock lists, so each needs one.
    let file = dependency.files.first { $0.hashes.isEmpty }
    guard dependency.hashes.isEmpty || file != nil else { return .silent }
    return .found(
      Finding(
        description.id, variant: dependency.hashUse == .unused ? "unhashed-file" : nil,
        dependency.hashes.isEmpty
          ? .missing(name.text, "\(version)")
          : .partlyMissing(name.text, "\(version)", file?.name ?? ""),
        at: dependency.nameLocation, label: "no hash", help: "lock it with hashes"))
  }
}

extension Finding.Message {
  fileprivate static func missing(_ name: String, _ version: String) -> Self {
    Self("'\(name)' \(version) is not held to a hash")
  }

  fileprivate static func partlyMissing(_ name: String, _ version: String, _ file: String) -> Self {
    Self("'\(name)' \(version) is locked with '\(file)', which is not held to a hash")
  }
}
