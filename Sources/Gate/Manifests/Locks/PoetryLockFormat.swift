import PythonPackaging
import SourceText

/// `poetry.lock` of every version: 1 keeps the files apart from the releases, 2 beside them.
// https://python-poetry.org/docs/basic-usage/#installing-with-poetrylock
package enum PoetryLockFormat: ManifestFormat {
  package static let id = "poetry-lock"
  package static let family = ManifestFamily.lock
  package static let fileNames = "`poetry.lock`"
  package static let patterns = ["poetry.lock"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    PyprojectReader.lockManifest(of: file) { $0.readPoetryLock($1) }
  }
}

/// What a `poetry.lock` says of its releases elsewhere than beside them.
private struct PoetryLockTables {
  /// The lists of files or hashes of old locks.
  var contents: [ProjectName: TOMLEntry] = [:]
  var hashes: [ProjectName: TOMLEntry] = [:]
  /// The extra of the project that asks for a release.
  var extras: [ProjectName: String] = [:]
}

extension PyprojectReader {
  fileprivate mutating func readPoetryLock(_ root: TOMLTable) {
    let metadata = table(root["metadata"])
    if let version = metadata?["lock-version"] {
      guard let text = version.value.string?.text,
        ["0", "1", "2"].contains(String(text.prefix { $0 != "." }))
      else { return report(.unknownLock("poetry.lock", version, in: file)) }
    }
    var tables = PoetryLockTables()
    tables.contents = byProject(metadata?["files"])
    tables.hashes = byProject(metadata?["hashes"])
    for extra in table(root["extras"])?.entries ?? [] {
      for text in strings(extra) {
        // `name (>=1.0)`
        let name = text.text.utf8.prefix { $0 != 0x20 && $0 != UInt8(ascii: "[") }
        if let name = ProjectName(Array(name)) { tables.extras[name] = extra.key }
      }
    }
    lockedPackages(root["package"]) { reader, table, release throws(Unreadable) in
      try reader.readPoetryPackage(table, release, tables)
    }
  }

  private mutating func byProject(_ entry: TOMLEntry?) -> [ProjectName: TOMLEntry] {
    var found: [ProjectName: TOMLEntry] = [:]
    for entry in table(entry)?.entries ?? [] {
      attempt { reader throws(Unreadable) in found[try reader.name(entry).0] = entry }
    }
    return found
  }

  private mutating func readPoetryPackage(
    _ table: TOMLTable, _ release: LockedRelease, _ tables: PoetryLockTables
  ) throws(Unreadable) {
    // Which of the lists counts depends on the version of Poetry, so that all of them do.
    let files =
      try lockedFiles(table["files"]) + lockedFiles(tables.contents[release.name])
    var hashes: [String] = []
    if let list = tables.hashes[release.name] {
      for text in try lockedGroups(list) {
        guard let hash = LockedHash.normalized(text) else {
          throw .notAHash(text, at: location(of: list))
        }
        hashes.append(hash)
      }
    }
    var (reference, index): (DirectReference?, String?)
    if let source = table["source"] {
      guard let properties = source.value.table else { throw wrong(source, expected: "a table") }
      let isEditable = table["develop"]?.value.boolean == true
      (reference, index) = try poetrySource(properties, source, isEditable: isEditable)
    }
    try declareLocked(
      release, marker: try poetryLockMarker(table["markers"]), reference: reference, files: files,
      hashes: hashes, index: index,
      role: try poetryRole(table, extra: tables.extras[release.name]))
  }

  private func poetrySource(
    _ source: TOMLTable, _ entry: TOMLEntry, isEditable: Bool
  ) throws(Unreadable) -> (DirectReference?, String?) {
    guard let url = try lockedText(source, "url"), let kind = try lockedText(source, "type") else {
      throw .declaration(
        "a source without a type or an address", at: location(of: entry), help: LockedHash.remedy)
    }
    switch kind.text {
    case "legacy", "pypi": return (nil, url.text)
    case "git":
      let commit = try lockedText(source, firstOf: "resolved_reference", "reference")
      return (try lockedRepository("git", url, at: commit, in: source), nil)
    case "url": return (reference("url", url, in: source), nil)
    case "file", "directory":
      let found = reference("path", url, in: source)
      return (DirectReference(kind: found.kind, text: found.text, isEditable: isEditable), nil)
    default:
      throw .declaration(
        "'\(kind.text)' is no kind of source that is known", at: location(kind.contentRange),
        help: "use a version of pipgate that reads this lock, or lock again")
    }
  }

  /// One marker, or one for each group.
  private func poetryLockMarker(_ entry: TOMLEntry?) throws(Unreadable) -> String? {
    guard let entry else { return nil }
    if let text = entry.value.string { return try lockedMarker(text) }
    guard let groups = entry.value.table else {
      throw wrong(entry, expected: "a marker or a table of markers")
    }
    var markers: Set<String> = []
    for group in groups.entries {
      guard let text = group.value.string else { throw wrong(group, expected: "a marker") }
      // A group without a condition of its own installs it anywhere.
      guard let marker = try lockedMarker(text) else { return nil }
      markers.insert(marker)
    }
    let sorted = markers.sorted()
    return sorted.count < 2 ? sorted.first : sorted.map { "(\($0))" }.joined(separator: " or ")
  }

  private func poetryRole(
    _ table: TOMLTable, extra: String?
  ) throws(Unreadable) -> DependencyRole {
    var groups = ["main"]
    if let entry = table["groups"] {
      groups = try lockedGroups(entry)
    } else if let category = try lockedText(table, "category") {
      groups = [category.text]
    }
    if let group = groups.first, !groups.contains("main") { return .group(group) }
    guard let extra, table["optional"]?.value.boolean == true else { return .runtime }
    return .extra(extra)
  }
}
