import PythonPackaging

/// Finds pinned releases whose files are not the ones that were locked before or that the index has.
package enum LockTampered: Rule {
  package static let description = RuleDescription(
    id: "lock-tampered",
    summary:
      "a locked file has another hash or host than the release had before, or has on the index",
    rationale: """
      The files of a release never change. When the version stays and a hash becomes another, when its
      files are suddenly fetched from another host, or when one of them is named after another release,
      the lock was edited by hand or made against an index that lies. Nobody reads thousands of digests
      in a review; this rule does.

      The same is held against what the index lists today: the hash of each file, hashes without a
      file's name (`--hash`), of which an installer accepts any, and the hosts from which the index
      serves the release, where it tells them and the lock was made against that very index.

      A file that the index does not list under the release is a case of its own, `unlisted-file`: it
      may have been put into the lock, but also uploaded since the index was asked, or deleted.
      """,
    remedy: """
      Restore the lock from the base and lock again with the tool, against the usual index. A release
      that is truly served anew under its old version must not be installed. When the index itself has
      moved, its address in the lock changes with the hosts, and that is shown as a change of the
      index.
      """,
    needs: [.index],
    variants: [
      RuleVariant(id: "unlisted-file", summary: "the index lists the release without the file")
    ],
    examples: [
      RuleExample(
        "another hash for the same file", path: "poetry.lock",
        base: """
          [[package]]
          name = "flask"
          version = "3.0.3"
          files = [{file = "flask-3.0.3.tar.gz", hash = "sha256:\(before)"}]

          """,
        head: """
          [[package]]
          name = "↓flask"
          version = "3.0.3"
          files = [{file = "flask-3.0.3.tar.gz", hash = "sha256:\(after)"}]

          """,
        projects: [ExampleProject("flask", .init("3.0.3", daysOld: 400))]),
      RuleExample(
        "the file of another project", path: "uv.lock",
        head: """
          version = 1

          [[package]]
          name = "↓flask"
          version = "3.0.3"
          source = { registry = "https://packages.example.invalid/simple" }
          wheels = [
              { url = "https://files.example.invalid/flask-3.0.3-py3-none-any.whl", hash = "sha256:\(before)" },
              { url = "https://files.example.invalid/flusk-3.0.3-py3-none-any.whl", hash = "sha256:\(after)" },
          ]

          """),
    ])

  private static let before = "34e815dfaa43340d1d15a5c3a02b8476004037eb4840b34910c6e21679d288f3"
  private static let after = "ceb27b0af3823ea2737928a4d99d125a06175b8512c445cbd9a9ce200ef76842"

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .dependency(let dependency, let previous) = introduction,
      let (_, name) = introduction.indexedDependency, let version = dependency.specifiers.pinned,
      !dependency.hashes.isEmpty || !dependency.files.isEmpty
    else { return .silent }
    let locked = LockedContents(of: [dependency])
    let former = previous.filter { $0.specifiers.pinned == version && $0.reference == nil }
    let sameIndex = former.filter { $0.index == dependency.index }
    let trouble =
      locked.foreignFile(in: dependency)
      ?? locked.hashDifference(from: LockedContents(of: former))
      ?? locked.hostDifference(from: LockedContents(of: sameIndex))
    if let trouble { return found(trouble, name, version, dependency) }
    // Without something to compare the index is not needed, and not having it costs nothing.
    let routes = context.facts.routes
    guard let asked = routes.askedIndex(of: name, for: dependency), !locked.sha256.isEmpty else {
      return .silent
    }
    switch context.facts.lookup(name, for: dependency) {
    case .absent: return .silent
    case .unavailable(let reason): return .lacks(reason)
    case .found(let record):
      let files = record.files.filter { $0.version == version }
      // A lock that was made against another index has that one's hosts.
      let isSameIndex = (dependency.index ?? dependency.usualIndex).map(asked.isMeant) ?? false
      let trouble =
        locked.difference(from: files)
        ?? (isSameIndex ? locked.hostDifference(from: files, at: asked) : nil)
      return trouble.map { found($0, name, version, dependency) } ?? .silent
    }
  }

  private static func found(
    _ trouble: LockedContents.Difference, _ name: ProjectName, _ version: Version,
    _ dependency: Dependency
  ) -> RuleResult {
    .found(
      Finding(
        description.id, variant: trouble.variant, .tampered(name.text, "\(version)", trouble),
        at: dependency.nameLocation, label: trouble.label,
        help: "restore the lock from the base, and lock again", facts: trouble.facts))
  }
}

extension LockedContents.Difference {
  fileprivate var variant: String? {
    if case .unlistedFile = self { "unlisted-file" } else { nil }
  }

  fileprivate var label: String {
    switch self {
    case .hash(_, _, _, let whose), .noneKnown(let whose): "not the files that \(whose) has"
    case .host: "fetched from another host"
    case .foreignFile: "holds a file of another release"
    case .unlistedFile: "holds a file that the index does not list"
    case .unlistedHash: "accepts a file that the index does not list"
    case .unlistedHost: "fetched from another host than the index's"
    }
  }

  fileprivate var facts: [Finding.Fact] {
    switch self {
    case .hash(let file, let was, let now, let whose):
      [Finding.Fact("'\(file)'", now), Finding.Fact(whose, was)]
    case .host(let file, let was, let now):
      [Finding.Fact("'\(file)'", now), Finding.Fact("before", was)]
    case .unlistedHost(let file, let host, let known):
      [Finding.Fact("'\(file)'", host), Finding.Fact("the index", known)]
    case .unlistedHash(let hash): [Finding.Fact("hash", hash)]
    case .noneKnown, .foreignFile, .unlistedFile: []
    }
  }
}

extension Finding.Message {
  fileprivate static func tampered(
    _ name: String, _ version: String, _ trouble: LockedContents.Difference
  ) -> Self {
    switch trouble {
    case .hash(_, _, _, let whose):
      Self("'\(name)' \(version) has another hash here than \(whose) has for the same file")
    case .noneKnown(let whose):
      Self("'\(name)' \(version) has none of the hashes here that \(whose) has for it")
    case .host: Self("'\(name)' \(version) is fetched from another host than before")
    case .foreignFile(let file):
      Self("'\(name)' \(version) is locked with '\(file)', which is no file of that release")
    case .unlistedFile(let file):
      Self("'\(name)' \(version) is locked with '\(file)', which the index does not list")
    case .unlistedHash:
      Self("'\(name)' \(version) may be a file here for which the index has no such hash")
    case .unlistedHost:
      Self("'\(name)' \(version) is fetched from another host than the index serves it from")
    }
  }
}
