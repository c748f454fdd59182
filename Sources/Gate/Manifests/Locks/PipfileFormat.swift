import PythonPackaging
import SourceText

/// `Pipfile`: what Pipenv is asked for.
// https://pipenv.pypa.io/en/latest/pipfile.html
package enum PipfileFormat: ManifestFormat {
  package static let id = "pipfile"
  package static let family = ManifestFamily.project
  package static let fileNames = "`Pipfile`"
  package static let patterns = ["pipfile"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    PyprojectReader.manifest(of: file) { $0.readPipfile($1) }
  }
}

extension PyprojectReader {
  fileprivate mutating func readPipfile(_ root: TOMLTable) {
    for (position, (source, value)) in tables(root["source"]).enumerated() {
      readSource(source, value, of: .pipenv, position: position)
    }
    let others = ["source", "requires", "scripts", "pipenv", "build-system"]
    for category in root.entries where !others.contains(category.key) {
      let role: DependencyRole =
        switch category.key {
        case "packages": .runtime
        case "dev-packages": .group("dev")
        default: .group(category.key)
        }
      for entry in table(category)?.entries ?? [] {
        attempt { reader throws(Unreadable) in try reader.readPipfileEntry(entry, role: role) }
      }
    }
  }

  private mutating func readPipfileEntry(
    _ entry: TOMLEntry, role: DependencyRole
  ) throws(Unreadable) {
    let (name, keyExtras, place) = try pipfileName(entry)
    let properties = entry.value.table
    guard entry.value.string != nil || properties != nil else {
      throw wrong(entry, expected: "a version or a table")
    }
    var version = entry.value.string
    var (reference, index): (DirectReference?, String?)
    if let properties {
      version = try lockedText(properties, "version")
      index = try lockedText(properties, "index")?.text
      for key in ["git", "hg", "svn", "bzr", "path", "file"] where reference == nil {
        guard let value = try lockedText(properties, key) else { continue }
        reference = try pipfileReference(key, value, in: properties)
      }
    }
    declare(
      Dependency(
        name: name,
        extras: try properties.map { table throws(Unreadable) in try extras(in: table) }
          ?? keyExtras,
        specifiers: try pipfileSpecifiers(version), marker: try pipfileMarker(properties),
        reference: reference, index: index, role: role,
        location: location(of: entry), nameLocation: place))
  }

  /// Pipenv gives pip the key with the version behind it, so that extras may stand in the key.
  private func pipfileName(
    _ entry: TOMLEntry
  ) throws(Unreadable) -> (ProjectName, [ProjectName], Location) {
    guard let bracket = entry.key.utf8.firstIndex(of: UInt8(ascii: "[")),
      let name = ProjectName(entry.key.utf8[..<bracket])
    else {
      let (name, place) = try name(entry)
      return (name, [], place)
    }
    let key = location(entry.keyRange)
    let extras = try RequirementReader.extras(
      in: MappedText(decoded: Array(entry.key.utf8[bracket...]), at: key))
    let text = Array(entry.key.utf8[..<bracket])
    let place = key.file.bytes[key.range].firstRange(of: text).map {
      Location(file: key.file, range: $0)
    }
    return (name, extras, place ?? key)
  }

  private func pipfileReference(
    _ key: String, _ value: TOMLString, in table: TOMLTable
  ) throws(Unreadable) -> DirectReference {
    if key == "path" || key == "file" { return reference(key, value, in: table) }
    return try lockedRepository(key, value, at: lockedText(table, "ref"), in: table)
  }

  private func pipfileSpecifiers(_ version: TOMLString?) throws(Unreadable) -> SpecifierSet {
    guard let version, version.text != "*", !version.text.isEmpty else { return SpecifierSet() }
    if let set = SpecifierSet(version.text) { return set }
    if let exact = Version(version.text).flatMap({ SpecifierSet("==\($0)") }) { return exact }
    throw .declaration(
      "'\(version.text)' is no version specifier", at: location(version.contentRange),
      help: "write a specifier such as '>=1.2', or '*'")
  }

  /// `markers`, and the names of markers as keys: `sys_platform = "== 'win32'"`.
  private func pipfileMarker(_ table: TOMLTable?) throws(Unreadable) -> String? {
    var conditions: [String] = []
    for entry in table?.entries ?? [] {
      guard entry.key == "markers" || Self.markerNames.contains(entry.key) else { continue }
      guard let value = entry.value.string else { throw wrong(entry, expected: "a marker") }
      if entry.key == "markers" {
        let text = MappedText(value, of: file).trimmed
        if !text.isEmpty { conditions.append(try RequirementReader.marker(in: text).description) }
      } else {
        let place = Location(file: file, range: value.contentRange)
        let text = MappedText(decoded: Array("\(entry.key) \(value.text)".utf8), at: place)
        conditions.append(try RequirementReader.marker(in: text).description)
      }
    }
    if conditions.count > 1 { conditions = conditions.map { "(\($0))" } }
    return conditions.isEmpty ? nil : conditions.joined(separator: " and ")
  }

  private static let markerNames: Set = [
    "os_name", "sys_platform", "platform_machine", "platform_python_implementation",
    "platform_release", "platform_system", "platform_version", "python_version",
    "python_full_version", "implementation_name", "implementation_version",
  ]
}
