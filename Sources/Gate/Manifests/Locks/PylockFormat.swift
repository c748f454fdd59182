import PythonPackaging
import SourceText

/// `pylock.toml` and `pylock.NAME.toml`.
// https://packaging.python.org/en/latest/specifications/pylock-toml/
package enum PylockFormat: ManifestFormat {
  package static let id = "pylock"
  package static let family = ManifestFamily.lock
  package static let fileNames = "`pylock.toml`, `pylock.NAME.toml`"
  package static let patterns = ["pylock.toml", "pylock.*.toml"]

  /// The name between the dots holds something and no dot.
  package static func reads(_ path: RepositoryPath) -> Bool {
    let parts = path.name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 2 || parts.count == 3 && !parts[1].isEmpty
  }

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    PyprojectReader.lockManifest(of: file) { $0.readPylock($1) }
  }
}

extension PyprojectReader {
  fileprivate mutating func readPylock(_ root: TOMLTable) {
    guard let version = root["lock-version"]?.value.string?.text,
      version == "1" || version.utf8.starts(with: "1.".utf8)
    else { return report(.unknownLock("pylock.toml", root["lock-version"], in: file)) }
    lockedPackages(root["packages"]) { reader, table, release throws(Unreadable) in
      try reader.readPylockPackage(table, release)
    }
  }

  private mutating func readPylockPackage(
    _ table: TOMLTable, _ found: LockedRelease
  ) throws(Unreadable) {
    var release = found
    var files = try lockedDistributions(table)
    var reference: DirectReference?
    let sources = ["vcs", "directory", "archive"].compactMap { table[$0] }
    guard sources.count + (files.isEmpty ? 0 : 1) == 1 else {
      throw .declaration(
        sources.isEmpty
          ? "'\(release.name)' has neither files nor a source"
          : "'\(release.name)' has more than one source", at: release.location,
        help: LockedHash.remedy)
    }
    if let entry = sources.first {
      guard let source = entry.value.table else { throw wrong(entry, expected: "a table") }
      reference = try pylockReference(entry, source)
      if entry.key == "archive" { files = [try lockedFile(source, at: location(of: entry).range)] }
    } else if table["version"] == nil, let version = Self.version(of: files, release.name) {
      release.specifiers = SpecifierSet("==\(version)") ?? SpecifierSet()
    }
    try declareLocked(
      release, marker: try lockedMarker(lockedText(table, "marker")), reference: reference,
      files: files, index: try lockedText(table, "index")?.text)
  }

  /// The version that all files bear in their names.
  private static func version(of files: [LockedFile], _ name: ProjectName) -> Version? {
    let versions = files.map { DistributionFilename($0.name, project: name)?.version }
    guard let first = versions.first, versions.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  private func pylockReference(
    _ entry: TOMLEntry, _ source: TOMLTable
  ) throws(Unreadable) -> DirectReference {
    guard let address = try lockedText(source, firstOf: "url", "path") else {
      throw .declaration(
        "a source without an address", at: location(of: entry), help: LockedHash.remedy)
    }
    guard entry.key == "vcs" else {
      return reference(source["url"] == nil ? "path" : "url", address, in: source)
    }
    let system = try lockedText(source, "type")?.text ?? "git"
    return try lockedRepository(
      system, address, at: lockedText(source, "commit-id"), in: source)
  }
}
