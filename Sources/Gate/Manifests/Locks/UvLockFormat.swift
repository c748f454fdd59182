import PythonPackaging
import SourceText

/// `uv.lock`: every release of a workspace, with its source and its files.
// https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile
package enum UvLockFormat: ManifestFormat {
  package static let id = "uv-lock"
  package static let family = ManifestFamily.lock
  package static let fileNames = "`uv.lock`"
  package static let patterns = ["uv.lock"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    PyprojectReader.lockManifest(of: file) { $0.readUvLock($1) }
  }
}

/// Where a release of a `uv.lock` comes from.
private struct UvSource {
  let kind: String
  let address: TOMLString
  let table: TOMLTable
}

extension PyprojectReader {
  fileprivate mutating func readUvLock(_ root: TOMLTable) {
    guard let version = root["version"]?.value.integer, version == 1 else {
      return report(.unknownLock("uv.lock", root["version"], in: file))
    }
    // What is asked for is known only when all members have been seen.
    var packages: [(TOMLTable, LockedRelease, UvSource)] = []
    var requests = UvRequests()
    read(&requests, ofManifest: table(root["manifest"]))
    // The second name is that of the first versions, which uv still takes.
    for name in ["package", "distribution"] {
      lockedPackages(root[name]) { reader, table, release throws(Unreadable) in
        let source = try reader.uvSource(table, of: release)
        guard reader.isWorkspaceMember(source) else {
          return packages.append((table, release, source))
        }
        reader.manifest.projectNames.append(release.name)
        reader.read(&requests, of: table)
      }
    }
    for (table, release, source) in packages {
      attempt(as: release) { reader throws(Unreadable) in
        let index = source.kind == "registry" ? source.address.text : nil
        let role = requests.roles[release.name]
        try reader.declareLocked(
          release, reference: try reader.reference(source),
          files: try reader.lockedDistributions(table), index: index, role: role ?? .runtime,
          isDirect: role != nil)
      }
    }
  }

  /// A source of two kinds is refused, since uv takes the one and a reader of the other sees nothing.
  private func uvSource(
    _ table: TOMLTable, of release: LockedRelease
  ) throws(Unreadable) -> UvSource {
    guard let entry = table["source"] else {
      throw .declaration(
        "'\(release.name)' does not say its source", at: release.location, help: LockedHash.remedy)
    }
    guard let source = entry.value.table else {
      throw wrong(entry, expected: "a table that names the source")
    }
    let kinds = source.entries.filter { Self.sourceKinds.contains($0.key) }
    guard kinds.count == 1 else {
      throw .declaration(
        kinds.isEmpty
          ? "the source of '\(release.name)' is of no kind that is known"
          : "the source of '\(release.name)' is of two kinds", at: location(of: entry),
        help: "use a version of pipgate that reads this lock, or lock again")
    }
    guard let address = kinds[0].value.string else { throw wrong(kinds[0], expected: "a string") }
    return UvSource(kind: kinds[0].key, address: address, table: source)
  }

  private static let sourceKinds: Set = [
    "registry", "git", "url", "path", "directory", "editable", "virtual",
  ]

  /// Whether an entry is the project itself or one beside it in the repository.
  private func isWorkspaceMember(_ source: UvSource) -> Bool {
    guard ["virtual", "editable", "directory"].contains(source.kind) else { return false }
    let address = Array(source.address.text.utf8)[...]
    if case .path(.some) = ReferenceReader.kind(of: address, in: file.path.parent) { return true }
    return false
  }

  private func reference(_ source: UvSource) throws(Unreadable) -> DirectReference? {
    switch source.kind {
    case "registry": return nil
    case "git":
      return try lockedRepository("git", source.address, at: nil, in: source.table)
    case "url": return reference("url", source.address, in: source.table)
    default:
      let found = reference("path", source.address, in: source.table)
      return DirectReference(
        kind: found.kind, text: found.text, isEditable: source.kind == "editable")
    }
  }

  private mutating func read(_ requests: inout UvRequests, ofManifest manifest: TOMLTable?) {
    guard let manifest else { return }
    requests.add(uvNames(manifest["requirements"]), as: .runtime)
    for group in table(manifest["dependency-groups"])?.entries ?? [] {
      requests.add(uvNames(group), as: .group(group.key))
    }
  }

  private mutating func read(_ requests: inout UvRequests, of member: TOMLTable) {
    requests.add(uvNames(member["dependencies"]), as: .runtime)
    for extra in table(member["optional-dependencies"])?.entries ?? [] {
      requests.add(uvNames(extra), as: .extra(extra.key))
    }
    for name in ["dev-dependencies", "dependency-groups"] {
      for group in table(member[name])?.entries ?? [] {
        requests.add(uvNames(group), as: .group(group.key))
      }
    }
  }

  /// The names of a list of requests.
  private mutating func uvNames(_ entry: TOMLEntry?) -> [ProjectName] {
    array(entry).compactMap { value in
      if let name = (value.table?["name"]?.value.string?.text).flatMap(ProjectName.init) {
        return name
      }
      report(
        .declaration(
          "a request without the name of a project", at: location(value.range),
          help: LockedHash.remedy))
      return nil
    }
  }
}

/// What the members of a workspace ask for, and what for.
private struct UvRequests {
  /// What is installed for everybody counts before what an extra or a group adds.
  private(set) var roles: [ProjectName: DependencyRole] = [:]

  mutating func add(_ names: [ProjectName], as role: DependencyRole) {
    for name in names where role == .runtime || roles[name] == nil { roles[name] = role }
  }
}
