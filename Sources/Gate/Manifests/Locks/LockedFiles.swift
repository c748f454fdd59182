import PythonPackaging
import SourceText

extension PyprojectReader {
  /// Reads a list of files.
  func lockedFiles(_ entry: TOMLEntry?) throws(Unreadable) -> [LockedFile] {
    guard let entry else { return [] }
    guard let values = entry.value.array else { throw wrong(entry, expected: "a list") }
    var files: [LockedFile] = []
    files.reserveCapacity(values.count)
    for value in values {
      guard let table = value.table else {
        throw .declaration(
          "\(value.kind) where a file is due", at: location(value.range), help: LockedHash.remedy)
      }
      files.append(try lockedFile(table, at: value.range))
    }
    return files
  }

  /// Reads the files of a release: its source distribution and its wheels.
  func lockedDistributions(_ table: TOMLTable) throws(Unreadable) -> [LockedFile] {
    let wheels = try lockedFiles(table["wheels"])
    guard let sdist = table["sdist"] else { return wheels }
    guard let table = sdist.value.table else { throw wrong(sdist, expected: "a table") }
    return [try lockedFile(table, at: location(of: sdist).range)] + wheels
  }

  /// Reads a file of a release: `url`, `path` or a name, and its hash or table of hashes.
  func lockedFile(_ table: TOMLTable, at place: Range<Int>) throws(Unreadable) -> LockedFile {
    var (url, path, name): (String?, String?, String?)
    var hashes: [String] = []
    // Locks are mostly lists of files: one pass over the keys of each.
    for entry in table.entries {
      switch entry.key {
      case "url": url = try lockedText(entry).text
      case "path": path = try lockedText(entry).text
      case "name", "filename", "file": name = try lockedText(entry).text
      case "hash": hashes.append(try lockedHash(lockedText(entry)))
      case "hashes":
        guard let table = entry.value.table else { throw wrong(entry, expected: "a table") }
        for hash in table.entries { hashes.append(try lockedHash(hash)) }
      default: continue
      }
    }
    name = name ?? url.map(LockedHash.fileName) ?? path.map(LockedHash.lastComponent)
    // A source that is one file leaves the name to the source.
    if name == nil, hashes.isEmpty {
      throw .declaration(
        "a file without a name or a hash", at: location(place), help: LockedHash.remedy)
    }
    return LockedFile(name: name ?? "", url: url, hashes: LockedHash.union(hashes))
  }

  private func lockedText(_ entry: TOMLEntry) throws(Unreadable) -> TOMLString {
    guard let text = entry.value.string else { throw wrong(entry, expected: "a string") }
    return text
  }

  /// Reads `algorithm:hexadecimal`.
  func lockedHash(_ text: TOMLString) throws(Unreadable) -> String {
    guard let hash = LockedHash.normalized(text.text) else {
      throw .notAHash(text.text, at: location(text.contentRange))
    }
    return hash
  }

  /// Reads an algorithm with its digest.
  private func lockedHash(_ entry: TOMLEntry) throws(Unreadable) -> String {
    let text = try lockedText(entry)
    guard let hash = LockedHash.normalized("\(entry.key):\(text.text)") else {
      throw .notAHash(text.text, at: location(text.contentRange))
    }
    return hash
  }
}

extension Unreadable {
  static func notAHash(_ text: String, at place: Location) -> Unreadable {
    .declaration("'\(text)' is no hash", at: place, help: LockedHash.remedy)
  }
}
