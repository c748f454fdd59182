import PythonPackaging
import SourceText

extension PyprojectReader {
  /// What every lock says of a release: its name, its version, and the place of both.
  struct LockedRelease {
    let name: ProjectName
    let nameLocation: Location
    let location: Location
    /// Empty where the lock leaves the version to the source.
    let specifiers: SpecifierSet
  }

  /// Reads `name` and `version` of an entry.
  func lockedRelease(
    _ table: TOMLTable, _ value: TOMLValue
  ) throws(Unreadable) -> LockedRelease {
    guard let entry = table["name"], let text = entry.value.string else {
      throw .declaration("an entry without a name", at: location(value.range))
    }
    let place = MappedText(text, of: file)
    guard let name = ProjectName(text.text) else {
      throw Unreadable(
        Diagnostic("'\(text.text)' is no name of a project", at: place.location),
        extent: .declaration, reason: .invalidName)
    }
    var whole = location(of: entry)
    var specifiers = SpecifierSet()
    if let version = table["version"] {
      guard let text = version.value.string else { throw wrong(version, expected: "a string") }
      specifiers = try Self.exact(text.text, at: location(text.contentRange))
      let end = location(of: version).range.upperBound
      if end > whole.range.upperBound { whole = location(whole.range.lowerBound..<end) }
    }
    return LockedRelease(
      name: name, nameLocation: place.location, location: whole, specifiers: specifiers)
  }

  /// The specifier that a locked version stands for.
  static func exact(_ version: String, at place: Location) throws(Unreadable) -> SpecifierSet {
    guard Version(version) != nil, let set = SpecifierSet("==" + version) else {
      throw .declaration(
        "'\(version)' is no version", at: place,
        help: "lock again with the tool that made the file")
    }
    return set
  }

  /// Reads a file of a release: `url`, `path` or a name, and its hash or table of hashes.
  func lockedFile(_ table: TOMLTable) throws(Unreadable) -> LockedFile {
    var hashes: [String] = []
    if let entry = table["hash"] {
      guard let hash = entry.value.string else { throw wrong(entry, expected: "a string") }
      hashes = [LockedHash.normalized(hash.text)]
    }
    if let entry = table["hashes"] {
      guard let table = entry.value.table else { throw wrong(entry, expected: "a table") }
      for hash in table.entries {
        guard let digest = hash.value.string else { throw wrong(hash, expected: "a string") }
        hashes.append("\(hash.key.lowercased()):\(digest.text.lowercased())")
      }
    }
    let url = table["url"]?.value.string?.text
    let name =
      (table["name"] ?? table["filename"] ?? table["file"])?.value.string?.text
      ?? LockedHash.lastComponent(of: url ?? table["path"]?.value.string?.text ?? "")
    return LockedFile(name: name, url: url, hashes: hashes.sorted())
  }

  /// Reads a list of files.
  func lockedFiles(_ entry: TOMLEntry?) throws(Unreadable) -> [LockedFile] {
    guard let entry else { return [] }
    guard let values = entry.value.array else { throw wrong(entry, expected: "a list") }
    var files: [LockedFile] = []
    files.reserveCapacity(values.count)
    for value in values {
      guard let table = value.table else {
        throw .declaration("\(value.kind) where a file is due", at: location(value.range))
      }
      files.append(try lockedFile(table))
    }
    return files
  }

  /// Declares what a tool has chosen.
  mutating func declareLocked(
    _ release: LockedRelease, extras: [ProjectName] = [], marker: String? = nil,
    reference: DirectReference? = nil, files: [LockedFile] = [], hashes: [String] = [],
    index: String? = nil, role: DependencyRole = .runtime, isDirect: Bool? = nil
  ) {
    var dependency = Dependency(
      name: release.name, extras: extras, specifiers: release.specifiers, marker: marker,
      reference: reference, hashes: Set(hashes + files.flatMap(\.hashes)).sorted(), index: index,
      role: role, location: release.location, nameLocation: release.nameLocation)
    dependency.kind = .locked(isDirect: isDirect)
    dependency.files = files
    dependency.hashUse = .usual
    declare(dependency)
  }
}

/// How locks write hashes and the names of files.
enum LockedHash {
  /// `algorithm:hexadecimal` in lower case; a digest alone is of SHA-256, as old locks have it.
  static func normalized(_ text: String) -> String {
    let text = text.lowercased()
    return text.utf8.contains(UInt8(ascii: ":")) ? text : "sha256:" + text
  }

  /// The file's name at the end of a URL or path, without query and fragment.
  static func lastComponent(of address: String) -> String {
    let path = address.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let start = path.lastIndex(of: UInt8(ascii: "/")).map { path.index(after: $0) }
    return String(decoding: path[(start ?? path.startIndex)...], as: UTF8.self)
  }
}
