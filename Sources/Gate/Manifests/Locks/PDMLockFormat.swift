import PythonPackaging
import SourceText

/// `pdm.lock` of every version.
// https://pdm-project.org/latest/usage/lockfile/
package enum PDMLockFormat: ManifestFormat {
  package static let id = "pdm-lock"
  package static let family = ManifestFamily.lock
  package static let fileNames = "`pdm.lock`"
  package static let patterns = ["pdm.lock"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    PyprojectReader.manifest(of: file) { $0.readPDMLock($1) }
  }
}

extension PyprojectReader {
  fileprivate mutating func readPDMLock(_ root: TOMLTable) {
    let metadata = root["metadata"]?.value.table
    if let version = metadata?["lock_version"] {
      guard let text = version.value.string?.text, let major = Int(text.prefix { $0 != "." }),
        major <= 4
      else { return report(.unknownLock("pdm.lock", version.value.range, in: file)) }
    }
    for (table, value) in tables(root["package"]) {
      attempt { reader throws(Unreadable) in
        try reader.readPDMPackage(table, value, metadata: metadata)
      }
    }
  }

  private mutating func readPDMPackage(
    _ table: TOMLTable, _ value: TOMLValue, metadata: TOMLTable?
  ) throws(Unreadable) {
    let release = try lockedRelease(table, value)
    var files = try lockedFiles(table["files"])
    if table["files"] == nil {
      files = try lockedFiles(metadata?["files"]?.value.table?[pdmKey(table)])
    }
    declareLocked(
      release, extras: try extras(in: table), marker: try pdmMarker(table),
      reference: try pdmReference(table), files: files, index: table["index"]?.value.string?.text,
      role: pdmRole(table))
  }

  /// Old locks list files under `name version` or `name[extra] version`.
  private func pdmKey(_ table: TOMLTable) -> String {
    let name = table["name"]?.value.string?.text ?? ""
    return "\(name) \(table["version"]?.value.string?.text ?? "")"
  }

  private func pdmReference(_ table: TOMLTable) throws(Unreadable) -> DirectReference? {
    for key in ["git", "url", "path"] {
      guard let entry = table[key] else { continue }
      guard let value = entry.value.string else { throw wrong(entry, expected: "a string") }
      guard key == "git" else { return reference(key, value, in: table) }
      let commit = (table["revision"] ?? table["ref"])?.value.string?.text
      let text = "git+" + value.text + (commit.map { "@" + $0 } ?? "")
      return DirectReference(kind: .versionControl, text: text)
    }
    return nil
  }

  private func pdmMarker(_ table: TOMLTable) throws(Unreadable) -> String? {
    guard let entry = table["marker"] else { return nil }
    guard let value = entry.value.string else { throw wrong(entry, expected: "a string") }
    let text = MappedText(value, of: file).trimmed
    return text.isEmpty ? nil : try RequirementReader.marker(in: text).description
  }

  private func pdmRole(_ table: TOMLTable) -> DependencyRole {
    let groups = table["groups"]?.value.array?.compactMap { $0.string?.text } ?? ["default"]
    return groups.contains("default") ? .runtime : groups.first.map { .group($0) } ?? .runtime
  }
}
