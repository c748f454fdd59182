import PythonPackaging
import SourceText

/// `Pipfile.lock`: what Pipenv has chosen, by category.
// https://pipenv.pypa.io/en/latest/locking.html
package enum PipfileLockFormat: ManifestFormat {
  package static let id = "pipfile-lock"
  package static let family = ManifestFamily.lock
  package static let fileNames = "`Pipfile.lock`"
  package static let patterns = ["pipfile.lock"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    var reader = PipfileLockReader(file: file)
    if let problem = ReadableText.problem(in: file, commentDeclaresEncoding: false) {
      reader.manifest.unreadable.append(problem)
      return reader.manifest
    }
    do {
      reader.read(try JSON.parse(file.bytes))
    } catch {
      reader.manifest.unreadable.append(Unreadable(error.diagnostic(in: file), extent: .file))
    }
    return reader.manifest
  }
}

private struct PipfileLockReader {
  let file: SourceFile
  var manifest = Manifest()
  private var addresses: [String: String] = [:]

  init(file: SourceFile) { self.file = file }

  mutating func read(_ root: JSONValue) {
    guard let members = root.object else {
      return report("the file is no object", at: root.range, extent: .file)
    }
    for source in root["_meta"]?["sources"]?.array ?? [] {
      if let name = source["name"]?.string, let url = source["url"]?.string {
        addresses[name] = url
      }
    }
    for category in members where category.name != "_meta" {
      guard let entries = category.value.object else {
        report("'\(category.name)' is no object", at: category.value.range)
        continue
      }
      let role: DependencyRole =
        switch category.name {
        case "default": .runtime
        case "develop": .group("dev")
        default: .group(category.name)
        }
      for entry in entries {
        if manifest.isFull {
          return manifest.unreadable.append(.tooMany(at: location(entry.nameRange)))
        }
        do throws(Unreadable) {
          manifest.dependencies.append(try dependency(entry, role: role))
        } catch {
          manifest.unreadable.append(error)
        }
      }
    }
  }

  private func dependency(
    _ entry: JSONMember, role: DependencyRole
  ) throws(Unreadable) -> Dependency {
    let inner = (entry.nameRange.lowerBound + 1)..<(entry.nameRange.upperBound - 1)
    let place = location(inner)
    guard let name = ProjectName(entry.name) else {
      throw Unreadable(
        Diagnostic("'\(entry.name)' is no name of a project", at: place), extent: .declaration,
        reason: .invalidName)
    }
    guard let members = entry.value.object else {
      throw .declaration("'\(name)' is no object", at: location(entry.value.range))
    }
    var specifiers = SpecifierSet()
    var (extras, hashes): (Set<ProjectName>, Set<String>) = ([], [])
    var marker: String?
    var index: String?
    for member in members {
      let value = member.value
      switch member.name {
      case "version": specifiers = try self.specifiers(value)
      case "extras": extras = Set(try texts(value).compactMap { ProjectName($0) })
      case "hashes": hashes = Set(try texts(value).map { LockedHash.normalized($0) })
      case "markers":
        let text = MappedText(decoded: Array(try text(value).utf8), at: location(value.range))
        marker = try RequirementReader.marker(in: text).description
      case "index": index = try text(value)
      default: continue
      }
    }
    var dependency = Dependency(
      name: name, extras: extras.sorted(), specifiers: specifiers, marker: marker,
      reference: try reference(entry.value), hashes: hashes.sorted(),
      index: index.map { addresses[$0] ?? $0 } ?? onlyAddress, role: role,
      location: location(entry.nameRange.lowerBound..<entry.value.range.upperBound),
      nameLocation: place)
    dependency.kind = .locked(isDirect: nil)
    dependency.hashUse = .usual
    return dependency
  }

  /// Pipenv leaves the index out where there is one only.
  private var onlyAddress: String? { addresses.count == 1 ? addresses.first?.value : nil }

  private func specifiers(_ value: JSONValue) throws(Unreadable) -> SpecifierSet {
    let text = try text(value)
    if text == "*" { return SpecifierSet() }
    guard let set = SpecifierSet(text) else {
      throw .declaration("'\(text)' is no version specifier", at: location(value.range))
    }
    return set
  }

  private func reference(_ value: JSONValue) throws(Unreadable) -> DirectReference? {
    let isEditable = value["editable"]?.boolean == true
    for key in ["git", "hg", "svn", "bzr"] {
      guard let address = value[key] else { continue }
      let commit = value["ref"]?.string
      let text = "\(key)+\(try text(address))" + (commit.map { "@" + $0 } ?? "")
      return DirectReference(kind: .versionControl, text: text, isEditable: isEditable)
    }
    for key in ["path", "file"] {
      guard let address = value[key] else { continue }
      let text = try text(address)
      let kind = ReferenceReader.kind(of: Array(text.utf8)[...], in: file.path.parent)
      return DirectReference(kind: kind, text: text, isEditable: isEditable)
    }
    return nil
  }

  private func text(_ value: JSONValue) throws(Unreadable) -> String {
    if let text = value.string { return text }
    throw .declaration("a string is due here", at: location(value.range))
  }

  private func texts(_ value: JSONValue) throws(Unreadable) -> [String] {
    guard let values = value.array else {
      throw .declaration("a list is due here", at: location(value.range))
    }
    var texts: [String] = []
    for value in values { texts.append(try text(value)) }
    return texts
  }

  private func location(_ range: Range<Int>) -> Location {
    Location(file: file, range: range.clamped(to: 0..<file.bytes.count))
  }

  private mutating func report(
    _ message: String, at range: Range<Int>, extent: Unreadable.Extent = .declaration
  ) {
    manifest.unreadable.append(
      Unreadable(Diagnostic(message, at: location(range)), extent: extent))
  }
}
