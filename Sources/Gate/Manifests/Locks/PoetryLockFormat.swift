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
    PyprojectReader.manifest(of: file) { $0.readPoetryLock($1) }
  }
}

extension PyprojectReader {
  fileprivate mutating func readPoetryLock(_ root: TOMLTable) {
    let metadata = root["metadata"]?.value.table
    if let version = metadata?["lock-version"] {
      guard let text = version.value.string?.text,
        ["0", "1", "2"].contains(String(text.prefix { $0 != "." }))
      else { return report(.unknownLock("poetry.lock", version.value.range, in: file)) }
    }
    for (table, value) in tables(root["package"]) {
      attempt { reader throws(Unreadable) in
        try reader.readPoetryPackage(table, value, metadata: metadata)
      }
    }
  }

  private mutating func readPoetryPackage(
    _ table: TOMLTable, _ value: TOMLValue, metadata: TOMLTable?
  ) throws(Unreadable) {
    let release = try lockedRelease(table, value)
    var files = try lockedFiles(table["files"])
    let name = table["name"]?.value.string?.text ?? ""
    if table["files"] == nil { files = try lockedFiles(metadata?["files"]?.value.table?[name]) }
    var hashes: [String] = []
    if let list = metadata?["hashes"]?.value.table?[name] {
      hashes = strings(list).map { LockedHash.normalized($0.text) }
    }
    var (reference, index): (DirectReference?, String?) = (nil, nil)
    if let source = table["source"] {
      guard let table = source.value.table else { throw wrong(source, expected: "a table") }
      (reference, index) = try poetrySource(table, source, isEditable: isDeveloped(table: value))
    }
    declareLocked(
      release, marker: try poetryLockMarker(table["markers"]), reference: reference, files: files,
      hashes: hashes, index: index, role: poetryRole(table))
  }

  private func isDeveloped(table value: TOMLValue) -> Bool {
    value.table?["develop"]?.value.boolean == true
  }

  private func poetrySource(
    _ source: TOMLTable, _ entry: TOMLEntry, isEditable: Bool
  ) throws(Unreadable) -> (DirectReference?, String?) {
    guard let url = source["url"]?.value.string else {
      throw .declaration("a source without an address", at: location(of: entry))
    }
    let kind = source["type"]?.value.string?.text
    switch kind {
    case "legacy", "pypi": return (nil, url.text)
    case "git":
      let commit = (source["resolved_reference"] ?? source["reference"])?.value.string?.text
      let text = "git+" + url.text + (commit.map { "@" + $0 } ?? "")
      return (DirectReference(kind: .versionControl, text: text), nil)
    case "url", "file", "directory":
      let kind =
        ReferenceReader.kind(of: Array(url.text.utf8)[...], in: file.path.parent)
      return (DirectReference(kind: kind, text: url.text, isEditable: isEditable), nil)
    default:
      throw .declaration(
        "'\(kind ?? "")' is no kind of source that is known", at: location(of: entry))
    }
  }

  /// One marker, or one for each group.
  private func poetryLockMarker(_ entry: TOMLEntry?) throws(Unreadable) -> String? {
    guard let entry else { return nil }
    let perGroup = entry.value.table?.entries.compactMap(\.value.string)
    guard let texts = entry.value.string.map({ [$0] }) ?? perGroup else {
      throw wrong(entry, expected: "a string")
    }
    var markers: Set<String> = []
    for text in texts {
      let text = MappedText(text, of: file).trimmed
      // A group without a condition of its own installs it anywhere.
      if text.isEmpty { return nil }
      markers.insert(try RequirementReader.marker(in: text).description)
    }
    let sorted = markers.sorted()
    return sorted.count == 1 ? sorted[0] : sorted.map { "(\($0))" }.joined(separator: " or ")
  }

  private func poetryRole(_ table: TOMLTable) -> DependencyRole {
    let groups = table["groups"]?.value.array?.compactMap { $0.string?.text }
    let names = groups ?? (table["category"]?.value.string).map { [$0.text] } ?? ["main"]
    return names.contains("main") ? .runtime : names.first.map { .group($0) } ?? .runtime
  }
}
