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
    PyprojectReader.manifest(of: file) { $0.readUvLock($1) }
  }
}

extension PyprojectReader {
  fileprivate mutating func readUvLock(_ root: TOMLTable) {
    guard let version = root["version"]?.value.integer, version == 1 else {
      return report(
        .unknownLock(
          "uv.lock", root["version"]?.value.range ?? 0..<0, in: file))
    }
    let packages = tables(root["package"])
    var direct: Set<ProjectName> = []
    for (table, _) in packages where isWorkspaceMember(table) {
      if let name = (table["name"]?.value.string?.text).flatMap(ProjectName.init) {
        manifest.projectNames.append(name)
      }
      direct.formUnion(dependencyNames(of: table))
    }
    if let manifest = root["manifest"]?.value.table {
      direct.formUnion(names(in: manifest["requirements"]?.value.array ?? []))
      for group in manifest["dependency-groups"]?.value.table?.entries ?? [] {
        direct.formUnion(names(in: group.value.array ?? []))
      }
    }
    for (table, value) in packages where !isWorkspaceMember(table) {
      attempt { reader throws(Unreadable) in
        try reader.readUvPackage(table, value, direct: direct)
      }
    }
  }

  /// Whether an entry is the project itself or one beside it in the workspace.
  private func isWorkspaceMember(_ table: TOMLTable) -> Bool {
    guard let source = table["source"]?.value.table else { return false }
    for key in ["virtual", "editable", "directory"] {
      guard let path = source[key]?.value.string else { continue }
      let kind = ReferenceReader.kind(of: Array(path.text.utf8)[...], in: file.path.parent)
      if case .path(.some) = kind { return true }
    }
    return false
  }

  private func dependencyNames(of table: TOMLTable) -> Set<ProjectName> {
    var found = names(in: table["dependencies"]?.value.array ?? [])
    for key in ["optional-dependencies", "dev-dependencies"] {
      for group in table[key]?.value.table?.entries ?? [] {
        found.formUnion(names(in: group.value.array ?? []))
      }
    }
    return found
  }

  private func names(in values: [TOMLValue]) -> Set<ProjectName> {
    Set(values.compactMap { ($0.table?["name"]?.value.string?.text).flatMap(ProjectName.init) })
  }

  private mutating func readUvPackage(
    _ table: TOMLTable, _ value: TOMLValue, direct: Set<ProjectName>
  ) throws(Unreadable) {
    let release = try lockedRelease(table, value)
    guard let entry = table["source"] else {
      throw .declaration("'\(release.name)' does not say its source", at: release.location)
    }
    guard let source = entry.value.table, let kind = source.entries.first,
      let address = kind.value.string
    else { throw wrong(entry, expected: "a table that names the source") }
    var reference: DirectReference?
    var index: String?
    switch kind.key {
    case "registry": index = address.text
    case "git":
      reference = DirectReference(kind: .versionControl, text: "git+" + address.text)
    case "url", "path", "directory", "editable", "virtual":
      reference = self.reference(kind.key == "url" ? "url" : "path", address, in: source)
      if kind.key == "editable", let found = reference {
        reference = DirectReference(kind: found.kind, text: found.text, isEditable: true)
      }
    default:
      throw .declaration(
        "'\(kind.key)' is no kind of source that is known", at: location(of: kind),
        help: "use a version of pipgate that reads this lock")
    }
    var files = try lockedFiles(table["wheels"])
    if let sdist = table["sdist"] {
      guard let table = sdist.value.table else { throw wrong(sdist, expected: "a table") }
      files.insert(try lockedFile(table), at: 0)
    }
    declareLocked(
      release, reference: reference, files: files, index: index,
      isDirect: direct.contains(release.name))
  }
}

extension Unreadable {
  /// A lock of a version whose form is not known.
  static func unknownLock(_ name: String, _ range: Range<Int>, in file: SourceFile) -> Unreadable {
    Unreadable(
      Diagnostic(
        "this version of \(name) is not known", at: Location(file: file, range: range),
        help: "use a version of pipgate that reads it, or lock with an older format"),
      extent: .file)
  }
}
