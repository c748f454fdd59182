import PythonPackaging

/// Finds pinned releases whose files are not the ones that were locked before or that the index has.
package enum LockTampered: Rule {
  package static let description = RuleDescription(
    id: "lock-tampered",
    summary:
      "a locked file has another hash or host than the release had before, or has on the index",
    rationale: """
      The files of a release never change. When the version stays and a hash becomes another, or the
      same file is suddenly fetched from another host, the lock was edited by hand or made against an
      index that lies. Nobody reads thousands of digests in a review; this rule does.
      """,
    remedy: """
      Restore the lock from the base and lock again with the tool, against the usual index. A release
      that is truly served anew under its old version must not be installed. When the index itself has
      moved, its address in the lock changes with the hosts, and that is shown as a change of the
      index.
      """,
    needs: [.index],
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
        projects: [ExampleProject("flask", .init("3.0.3", daysOld: 400))])
    ])

  private static let before = "34e815dfaa43340d1d15a5c3a02b8476004037eb4840b34910c6e21679d288f3"
  private static let after = "ceb27b0af3823ea2737928a4d99d125a06175b8512c445cbd9a9ce200ef76842"

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .dependency(let dependency, let previous) = introduction,
      let (_, name) = introduction.indexedDependency, let version = dependency.specifiers.pinned,
      !dependency.hashes.isEmpty
    else { return .silent }
    let locked = LockedFiles(dependency)
    for former in previous where former.specifiers.pinned == version && former.reference == nil {
      if let trouble = locked.difference(
        from: LockedFiles(former), sameIndex: former.index == dependency.index)
      {
        return found(trouble, name, version, dependency)
      }
    }
    guard dependency.index == nil else { return .silent }
    switch context.facts.lookup(name, for: dependency) {
    case .absent: return .silent
    case .unavailable(let reason): return .lacks(reason)
    case .found(let record):
      let listed = record.files.filter { $0.version == version && $0.sha256 != nil }
      return locked.difference(from: listed).map { found($0, name, version, dependency) } ?? .silent
    }
  }

  private static func found(
    _ trouble: LockedFiles.Difference, _ name: ProjectName, _ version: Version,
    _ dependency: Dependency
  ) -> RuleResult {
    .found(
      Finding(
        description.id, .tampered(name.text, "\(version)", trouble), at: dependency.nameLocation,
        label: trouble.label, help: "restore the lock from the base, and lock again",
        facts: trouble.facts))
  }
}

/// The files of a locked release, for comparison.
private struct LockedFiles {
  /// What the lock is compared with.
  enum Other { case base, index }

  enum Difference {
    case hash(file: String, was: String, is: String, whose: Other)
    case noneKnown(whose: Other)
    case host(file: String, was: String, is: String)
  }

  private let hashes: Set<String>
  private let byName: [String: LockedFile]

  init(_ dependency: Dependency) {
    hashes = Set(dependency.hashes.filter { $0.utf8.starts(with: "sha256:".utf8) })
    byName = Dictionary(
      dependency.files.filter { !$0.name.isEmpty }.map { ($0.name, $0) }
    ) { first, _ in first }
  }

  /// How the files differ from those of a former declaration of the same release.
  func difference(from former: LockedFiles, sameIndex: Bool) -> Difference? {
    for (name, file) in byName.sorted(by: { $0.key < $1.key }) {
      guard let old = former.byName[name] else { continue }
      if !file.hashes.isEmpty, !old.hashes.isEmpty, Set(file.hashes).isDisjoint(with: old.hashes) {
        return .hash(file: name, was: old.hashes[0], is: file.hashes[0], whose: .base)
      }
      if sameIndex, let url = file.url, let oldURL = old.url {
        let (host, oldHost) = (URLHost.host(of: url), URLHost.host(of: oldURL))
        if host != oldHost {
          return .host(
            file: name, was: String(decoding: oldHost, as: UTF8.self),
            is: String(decoding: host, as: UTF8.self))
        }
      }
    }
    let isReplaced =
      !hashes.isEmpty && !former.hashes.isEmpty && hashes.isDisjoint(with: former.hashes)
    return isReplaced ? .noneKnown(whose: .base) : nil
  }

  /// How the files differ from those that the index lists for the release, all with their hashes.
  func difference(from listed: [ReleaseFile]) -> Difference? {
    var known: Set<String> = []
    for file in listed {
      guard let sha256 = file.sha256 else { continue }
      let hash = "sha256:" + sha256
      known.insert(hash)
      let locked = byName[file.filename]?.hashes.filter { $0.utf8.starts(with: "sha256:".utf8) }
      if let locked, let first = locked.first, !locked.contains(hash) {
        return .hash(file: file.filename, was: hash, is: first, whose: .index)
      }
    }
    let isForeign = !known.isEmpty && !hashes.isEmpty && hashes.isDisjoint(with: known)
    return isForeign ? .noneKnown(whose: .index) : nil
  }
}

extension LockedFiles.Difference {
  fileprivate var label: String {
    switch self {
    case .hash(_, _, _, .base), .noneKnown(.base): "other files under the same version"
    case .hash(_, _, _, .index), .noneKnown(.index): "not the files of the index"
    case .host: "from another host"
    }
  }

  fileprivate var facts: [Finding.Fact] {
    switch self {
    case .hash(let file, let was, let now, let whose):
      [
        Finding.Fact("'\(file)'", now),
        Finding.Fact(whose == .base ? "before" : "on the index", was),
      ]
    case .host(let file, let was, let now):
      [Finding.Fact("'\(file)'", now), Finding.Fact("before", was)]
    case .noneKnown: []
    }
  }
}

extension Finding.Message {
  fileprivate static func tampered(
    _ name: String, _ version: String, _ trouble: LockedFiles.Difference
  ) -> Self {
    switch trouble {
    case .hash(_, _, _, .base):
      Self("'\(name)' \(version) has another hash than before for the same file")
    case .hash(_, _, _, .index):
      Self("'\(name)' \(version) has another hash than the index has for the same file")
    case .noneKnown(.base):
      Self("'\(name)' \(version) has none of the hashes that it had before")
    case .noneKnown(.index):
      Self("'\(name)' \(version) has none of the hashes that the index has for it")
    case .host: Self("'\(name)' \(version) is fetched from another host than before")
    }
  }
}
