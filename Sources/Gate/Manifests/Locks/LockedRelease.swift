import PythonPackaging
import SourceText

extension PyprojectReader {
  /// What every lock says of a release: its name, its version, and the place of both.
  struct LockedRelease {
    let name: ProjectName
    let nameLocation: Location
    let location: Location
    /// Empty where the lock leaves the version to the source.
    var specifiers: SpecifierSet
  }

  /// Reads a lock in TOML. An empty file locks nothing, whatever its format demands of it.
  static func lockManifest(
    of file: SourceFile, reading read: (inout PyprojectReader, TOMLTable) -> Void
  ) -> Manifest {
    var manifest = manifest(of: file) { reader, root in
      if !root.isEmpty { read(&reader, root) }
    }
    for index in manifest.unreadable.indices {
      manifest.unreadable[index].kind = .locked(isDirect: nil)
    }
    return manifest
  }

  /// Reads the entries of a lock. One with a name is declared even when the rest of it cannot be
  /// read, which is told beside it: the name is judged whatever is wrong with the lock.
  mutating func lockedPackages(
    _ entry: TOMLEntry?,
    _ read: (inout Self, TOMLTable, LockedRelease) throws(Unreadable) -> Void
  ) {
    for (table, value) in tables(entry) {
      attempt { reader throws(Unreadable) in
        let named = try reader.lockedName(table, value)
        reader.attempt(as: named) { reader throws(Unreadable) in
          let release = try reader.lockedRelease(named, table)
          reader.attempt(as: release) { reader throws(Unreadable) in
            try read(&reader, table, release)
          }
        }
      }
    }
  }

  /// Runs a reader of one entry; what it throws is kept, and the entry's name declared alone.
  mutating func attempt(
    as named: LockedRelease, _ read: (inout Self) throws(Unreadable) -> Void
  ) {
    do throws(Unreadable) {
      try read(&self)
    } catch {
      report(error)
      var dependency = Dependency(
        name: named.name, specifiers: named.specifiers, role: .runtime, location: named.location,
        nameLocation: named.nameLocation)
      dependency.kind = .locked(isDirect: nil)
      declare(dependency)
    }
  }

  /// Reads the name of an entry, without the version.
  func lockedName(_ table: TOMLTable, _ value: TOMLValue) throws(Unreadable) -> LockedRelease {
    guard let entry = table["name"] else {
      throw .declaration(
        "an entry without a name", at: location(value.range), help: LockedHash.remedy)
    }
    guard let text = entry.value.string else { throw wrong(entry, expected: "a string") }
    let place = MappedText(text, of: file)
    guard let name = ProjectName(text.text) else {
      throw Unreadable(
        Diagnostic(
          "'\(text.text)' is no name of a project", at: place.location, help: LockedHash.remedy),
        extent: .declaration, reason: .invalidName)
    }
    return LockedRelease(
      name: name, nameLocation: place.location, location: location(of: entry),
      specifiers: SpecifierSet())
  }

  /// Reads the version of an entry.
  func lockedRelease(
    _ named: LockedRelease, _ table: TOMLTable
  ) throws(Unreadable) -> LockedRelease {
    guard let version = table["version"] else { return named }
    guard let text = version.value.string else { throw wrong(version, expected: "a string") }
    let specifiers = try Self.exact(text.text, at: location(text.contentRange))
    var whole = named.location.range
    let end = location(of: version).range.upperBound
    if end > whole.upperBound { whole = whole.lowerBound..<end }
    return LockedRelease(
      name: named.name, nameLocation: named.nameLocation, location: location(whole),
      specifiers: specifiers)
  }

  /// The specifier that a locked version stands for.
  static func exact(_ version: String, at place: Location) throws(Unreadable) -> SpecifierSet {
    guard Version(version) != nil, let set = SpecifierSet("==" + version) else {
      throw .declaration("'\(version)' is no version", at: place, help: LockedHash.remedy)
    }
    return set
  }

  /// The string under a key; nil when the table does not have the key.
  func lockedText(_ table: TOMLTable, _ key: String) throws(Unreadable) -> TOMLString? {
    guard let entry = table[key] else { return nil }
    guard let text = entry.value.string else { throw wrong(entry, expected: "a string") }
    return text
  }

  /// The string under the first of some keys that the table has.
  func lockedText(
    _ table: TOMLTable, firstOf keys: String...
  ) throws(Unreadable) -> TOMLString? {
    for key in keys {
      if let text = try lockedText(table, key) { return text }
    }
    return nil
  }

  /// The canonical text of a marker; nil when there is no condition.
  func lockedMarker(_ text: TOMLString?) throws(Unreadable) -> String? {
    guard let text else { return nil }
    let marker = MappedText(text, of: file).trimmed
    return marker.isEmpty ? nil : try RequirementReader.marker(in: marker).description
  }

  /// A source repository at the commit that was chosen.
  func lockedRepository(
    _ system: String, _ address: TOMLString, at commit: TOMLString?, in table: TOMLTable
  ) throws(Unreadable) -> DirectReference {
    var text = "\(system)+\(address.text)"
    if let commit { text += "@\(commit.text)" }
    if let folder = try lockedText(table, "subdirectory") {
      text += "#subdirectory=\(folder.text)"
    }
    return DirectReference(
      kind: .versionControl, text: text, isEditable: table["editable"]?.value.boolean == true)
  }

  /// Declares what a tool has chosen.
  mutating func declareLocked(
    _ release: LockedRelease, extras: [ProjectName] = [], marker: String? = nil,
    reference: DirectReference? = nil, files: [LockedFile] = [], hashes: [String] = [],
    index: String? = nil, role: DependencyRole = .runtime, isDirect: Bool? = nil
  ) throws(Unreadable) {
    guard reference != nil || !release.specifiers.description.isEmpty else {
      throw .declaration(
        "'\(release.name)' does not say its version", at: release.location,
        help: LockedHash.remedy)
    }
    var all = hashes
    for file in files { all += file.hashes }
    var dependency = Dependency(
      name: release.name, extras: extras, specifiers: release.specifiers, marker: marker,
      reference: reference, hashes: LockedHash.union(all), index: index,
      role: role, location: release.location, nameLocation: release.nameLocation)
    dependency.kind = .locked(isDirect: isDirect)
    dependency.files = files
    dependency.hashUse = .usual
    declare(dependency)
  }
}

extension Unreadable {
  /// A lock of a version whose form is not known, or one that does not say it.
  static func unknownLock(
    _ name: String, _ version: TOMLEntry?, in file: SourceFile
  ) -> Unreadable {
    let message =
      version == nil ? "\(name) does not say its version" : "this version of \(name) is not known"
    return Unreadable(
      Diagnostic(
        message, at: Location(file: file, range: version?.value.range ?? file.range(ofLine: 1)),
        help: "use a version of pipgate that reads it, or lock with an older format"),
      extent: .file)
  }
}
