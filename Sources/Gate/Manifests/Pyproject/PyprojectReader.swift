import PythonPackaging
import SourceText

/// What is read of a `pyproject.toml` so far. Its sections are read by extensions, one a file.
struct PyprojectReader {
  let file: SourceFile
  /// Where the bytes of `file` come from when they are only a part of another file.
  private let origin: MappedText?
  var manifest = Manifest()
  /// The addresses of the indexes that the file names.
  var indexAddresses: [String: String] = [:]
  private var isOverfull = false

  init(file: SourceFile, origin: MappedText? = nil) {
    self.file = file
    self.origin = origin
  }

  /// The table of an entry; a value of another kind is reported.
  mutating func table(_ entry: TOMLEntry?) -> TOMLTable? {
    guard let entry else { return nil }
    if let table = entry.value.table { return table }
    report(wrong(entry, expected: "a table"))
    return nil
  }

  /// The values of an array; a value of another kind is reported.
  mutating func array(_ entry: TOMLEntry?) -> [TOMLValue] {
    guard let entry else { return [] }
    if let array = entry.value.array { return array }
    report(wrong(entry, expected: "a list"))
    return []
  }

  /// The tables of an array of tables.
  mutating func tables(_ entry: TOMLEntry?) -> [(TOMLTable, TOMLValue)] {
    array(entry).compactMap { value in
      if let table = value.table { return (table, value) }
      report(.declaration("\(value.kind) where a table is due", at: location(value.range)))
      return nil
    }
  }

  /// The text of a string; a value of another kind is reported.
  mutating func string(_ entry: TOMLEntry?) -> TOMLString? {
    guard let entry else { return nil }
    if let string = entry.value.string { return string }
    report(wrong(entry, expected: "a string"))
    return nil
  }

  /// The strings of an array.
  mutating func strings(_ entry: TOMLEntry?) -> [TOMLString] {
    array(entry).compactMap { value in
      if let string = value.string { return string }
      report(.declaration("\(value.kind) where a string is due", at: location(value.range)))
      return nil
    }
  }

  /// Reads a list of requirements in the form of PEP 508.
  mutating func requirements(_ entry: TOMLEntry?, role: DependencyRole) {
    for string in strings(entry) { requirement(string, role: role) }
  }

  /// Reads a table whose values are lists of requirements.
  mutating func requirementLists(_ entry: TOMLEntry?, role: (String) -> DependencyRole) {
    for list in table(entry)?.entries ?? [] { requirements(list, role: role(list.key)) }
  }

  /// The longest requirement that is read, in bytes.
  private static let maximumLength = 1 << 16

  mutating func requirement(_ string: TOMLString, role: DependencyRole) {
    attempt { reader throws(Unreadable) in
      guard string.contentRange.count <= Self.maximumLength else {
        throw .declaration(
          "the requirement is longer than 64 KiB", at: reader.location(string.contentRange))
      }
      let text = reader.text(string).trimmed
      // Hatch puts values of the environment into requirements.
      if text.text.utf8.contains(UInt8(ascii: "{")), text.text.contains("{env:") {
        throw .declaration(
          "'{env:…}' is replaced when it is installed, so the requirement cannot be decided",
          at: text.location, help: "write the value")
      }
      reader.declare(
        try RequirementReader.dependency(in: text, role: role))
    }
  }

  mutating func option(
    _ kind: IndexOption.Kind, _ value: TOMLString, _ search: IndexSearch = .together
  ) {
    var option = IndexOption(
      kind: kind, value: value.text, location: location(value.contentRange))
    option.search = search
    declare(option)
  }

  mutating func declare(_ dependency: Dependency) {
    if manifest.isFull { return overflow(at: dependency.location) }
    manifest.dependencies.append(dependency)
  }

  mutating func declare(_ option: IndexOption) {
    if manifest.isFull { return overflow(at: option.location) }
    manifest.options.append(option)
  }

  mutating func declare(_ include: Include) {
    if manifest.isFull { return overflow(at: include.location) }
    manifest.includes.append(include)
  }

  /// Gives dependencies the address of the index that they ask for by name.
  mutating func resolveIndexes() {
    if indexAddresses.isEmpty { return }
    for position in manifest.dependencies.indices {
      guard let name = manifest.dependencies[position].index else { continue }
      manifest.dependencies[position].index = indexAddresses[name] ?? name
    }
  }

  mutating func report(_ unreadable: Unreadable) {
    if manifest.isFull { return overflow(at: unreadable.diagnostic.location) }
    manifest.unreadable.append(unreadable)
  }

  private mutating func overflow(at place: Location) {
    if !isOverfull { manifest.unreadable.append(.tooMany(at: place)) }
    isOverfull = true
  }

  /// Runs a reader of one declaration and keeps what it throws.
  mutating func attempt(_ read: (inout Self) throws(Unreadable) -> Void) {
    do { try read(&self) } catch { report(error) }
  }

  func location(_ range: Range<Int>) -> Location {
    origin?.location(of: range)
      ?? Location(file: file, range: range.clamped(to: 0..<file.bytes.count))
  }

  /// The text of a string, mapped to where it stands.
  func text(_ string: TOMLString) -> MappedText {
    origin.map { string.text(in: $0) } ?? MappedText(string, of: file)
  }

  /// From an entry's key to the end of its value; the key alone when the value opens a table of its
  /// own.
  func location(of entry: TOMLEntry) -> Location {
    let value = entry.value.range
    guard value.lowerBound >= entry.keyRange.upperBound else { return location(entry.keyRange) }
    return location(entry.keyRange.lowerBound..<value.upperBound)
  }

  /// The name that a key gives, and its place without quotes.
  func name(_ entry: TOMLEntry) throws(Unreadable) -> (ProjectName, Location) {
    var range = entry.keyRange
    if range.count >= 2, let first = file.bytes[range].first,
      first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    {
      range = (range.lowerBound + 1)..<(range.upperBound - 1)
    }
    if let name = ProjectName(entry.key) { return (name, location(range)) }
    throw Unreadable(
      Diagnostic(
        "'\(entry.key)' is no name of a project", at: location(range),
        help: "use only ASCII letters, digits, '-', '_' and '.' in a project's name"),
      extent: .declaration, reason: .invalidName)
  }

  func wrong(_ entry: TOMLEntry, expected: String) -> Unreadable {
    .declaration(
      "'\(entry.key)' is \(entry.value.kind) where \(expected) is due", at: location(of: entry),
      help: "write \(expected)")
  }
}
