import PythonPackaging
import SourceText

/// `pylock.toml` and `pylock.NAME.toml`.
// https://packaging.python.org/en/latest/specifications/pylock-toml/
package enum PylockFormat: ManifestFormat {
  package static let id = "pylock"
  package static let family = ManifestFamily.lock
  package static let fileNames = "`pylock.toml`, `pylock.NAME.toml`"
  package static let patterns = ["pylock.toml", "pylock.*.toml"]

  package static func reads(_ path: RepositoryPath) -> Bool {
    path.name.count { $0 == UInt8(ascii: ".") } <= 2
  }

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    PyprojectReader.manifest(of: file) { $0.readPylock($1) }
  }
}

extension PyprojectReader {
  fileprivate mutating func readPylock(_ root: TOMLTable) {
    guard let version = root["lock-version"]?.value.string?.text,
      version == "1" || version.utf8.starts(with: "1.".utf8)
    else {
      return report(
        .unknownLock(
          "pylock.toml", root["lock-version"]?.value.range ?? 0..<0, in: file))
    }
    for (table, value) in tables(root["packages"]) {
      attempt { reader throws(Unreadable) in try reader.readPylockPackage(table, value) }
    }
  }

  private mutating func readPylockPackage(
    _ table: TOMLTable, _ value: TOMLValue
  ) throws(Unreadable) {
    let release = try lockedRelease(table, value)
    var files = try lockedFiles(table["wheels"])
    if let sdist = table["sdist"] {
      guard let table = sdist.value.table else { throw wrong(sdist, expected: "a table") }
      files.insert(try lockedFile(table), at: 0)
    }
    var reference: DirectReference?
    for key in ["vcs", "directory", "archive"] {
      guard let entry = table[key] else { continue }
      guard let source = entry.value.table else { throw wrong(entry, expected: "a table") }
      reference = try pylockReference(key, source, entry)
      if key == "archive" { files = [try lockedFile(source)] }
    }
    var marker: String?
    if let entry = table["marker"] {
      guard let text = entry.value.string else { throw wrong(entry, expected: "a string") }
      marker = try RequirementReader.marker(in: MappedText(text, of: file).trimmed).description
    }
    declareLocked(
      release, marker: marker, reference: reference, files: files,
      index: table["index"]?.value.string?.text)
  }

  private func pylockReference(
    _ key: String, _ source: TOMLTable, _ entry: TOMLEntry
  ) throws(Unreadable) -> DirectReference {
    let url = source["url"]?.value.string
    guard let address = url ?? source["path"]?.value.string else {
      throw .declaration("a source without an address", at: location(of: entry))
    }
    if key == "vcs" {
      let type = source["type"]?.value.string?.text ?? "git"
      let commit = source["commit-id"]?.value.string?.text
      return DirectReference(
        kind: .versionControl, text: "\(type)+\(address.text)" + (commit.map { "@" + $0 } ?? ""))
    }
    return reference(url == nil ? "path" : "url", address, in: source)
  }
}
