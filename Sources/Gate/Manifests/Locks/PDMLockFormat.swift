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
    PyprojectReader.lockManifest(of: file) { $0.readPDMLock($1) }
  }
}

extension PyprojectReader {
  fileprivate mutating func readPDMLock(_ root: TOMLTable) {
    let metadata = table(root["metadata"])
    if let version = metadata?["lock_version"] {
      guard let text = version.value.string?.text, let major = Int(text.prefix { $0 != "." }),
        major <= 4
      else { return report(.unknownLock("pdm.lock", version, in: file)) }
    }
    // Old locks keep the files apart, under `name version`.
    let files = table(metadata?["files"])
    lockedPackages(root["package"]) { reader, table, release throws(Unreadable) in
      try reader.readPDMPackage(table, release, files: files)
    }
  }

  private mutating func readPDMPackage(
    _ table: TOMLTable, _ release: LockedRelease, files: TOMLTable?
  ) throws(Unreadable) {
    // Which of the lists counts depends on the version of PDM, so that both do.
    var found = try lockedFiles(table["files"])
    if let files, let version = table["version"]?.value.string?.text {
      found += try lockedFiles(files["\(release.name.text) \(version)"])
    }
    try declareLocked(
      release, extras: try extras(in: table), marker: try lockedMarker(lockedText(table, "marker")),
      reference: try pdmReference(table), files: found,
      index: try lockedText(table, "index")?.text, role: try pdmRole(table))
  }

  private func pdmReference(_ table: TOMLTable) throws(Unreadable) -> DirectReference? {
    for key in ["git", "hg", "svn", "bzr"] {
      guard let address = try lockedText(table, key) else { continue }
      let commit = try lockedText(table, firstOf: "revision", "ref")
      return try lockedRepository(key, address, at: commit, in: table)
    }
    for key in ["url", "path"] {
      guard let address = try lockedText(table, key) else { continue }
      return reference(key, address, in: table)
    }
    return nil
  }

  private func pdmRole(_ table: TOMLTable) throws(Unreadable) -> DependencyRole {
    guard let entry = table["groups"] else { return .runtime }
    let groups = try lockedGroups(entry)
    return groups.contains("default") ? .runtime : groups.first.map { .group($0) } ?? .runtime
  }

  /// The names of a list of groups.
  func lockedGroups(_ entry: TOMLEntry) throws(Unreadable) -> [String] {
    guard let values = entry.value.array else { throw wrong(entry, expected: "a list") }
    var groups: [String] = []
    for value in values {
      guard let text = value.string else { throw wrong(entry, expected: "a list of strings") }
      groups.append(text.text)
    }
    return groups
  }
}
