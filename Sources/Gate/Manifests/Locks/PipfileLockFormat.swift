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
      reader.report(problem)
    } else if !MappedText(0..<file.bytes.count, of: file).trimmed.isEmpty {
      do {
        reader.read(try JSON.parse(file.bytes))
      } catch {
        reader.report(Unreadable(error.diagnostic(in: file), extent: .file))
      }
    }
    return reader.manifest
  }
}

private struct PipfileLockReader {
  let file: SourceFile
  private(set) var manifest = Manifest()
  private var addresses: [String: String] = [:]
  /// Where everything comes from that does not say it.
  private var firstAddress: String?

  init(file: SourceFile) { self.file = file }

  mutating func read(_ root: JSONValue) {
    guard let members = root.object else {
      return report(declaration("the file is no object", at: root), extent: .file)
    }
    guard readMetadata(root["_meta"]) else { return }
    for category in members where category.name != "_meta" {
      guard let entries = category.value.object else {
        report(declaration("'\(category.name)' is no object", at: category.value))
        continue
      }
      let role: DependencyRole =
        switch category.name {
        case "default": .runtime
        case "develop": .group("dev")
        default: .group(category.name)
        }
      for entry in entries {
        if manifest.isFull { return report(.tooMany(at: location(entry.nameRange))) }
        do throws(Unreadable) {
          try read(entry, role: role)
        } catch {
          report(error)
        }
      }
    }
  }

  /// False when the lock is of a version whose form is not known.
  private mutating func readMetadata(_ metadata: JSONValue?) -> Bool {
    if let version = metadata?["pipfile-spec"], version.integer.map({ $0 > 6 }) ?? true {
      report(
        .declaration(
          "this version of Pipfile.lock is not known", at: location(version.range),
          help: "use a version of pipgate that reads it, or lock with an older format"),
        extent: .file)
      return false
    }
    for source in metadata?["sources"]?.array ?? [] {
      guard let url = source["url"]?.string else {
        report(declaration("an index without a URL", at: source))
        continue
      }
      firstAddress = firstAddress ?? url
      if let name = source["name"]?.string { addresses[name] = url }
      if let check = source["verify_ssl"], check.boolean != true {
        manifest.options.append(
          IndexOption(kind: .trustedHost, value: url, location: location(check.range)))
      }
    }
    return true
  }

  /// Declares an entry. One with a name is declared even when the rest of it cannot be read, which
  /// is told beside it.
  private mutating func read(_ entry: JSONMember, role: DependencyRole) throws(Unreadable) {
    let text = MappedText(jsonString: entry.nameRange, of: file)
    guard let name = ProjectName(text.content) else {
      throw Unreadable(
        Diagnostic(
          "'\(entry.name)' is no name of a project", at: text.location, help: LockedHash.remedy),
        extent: .declaration, reason: .invalidName)
    }
    var properties = Properties()
    var isWhole = false
    do throws(Unreadable) {
      properties = try self.properties(entry, name)
      if properties.reference == nil, properties.specifiers == nil {
        throw .declaration(
          "'\(name)' does not say its version", at: text.location, help: LockedHash.remedy)
      }
      isWhole = true
    } catch {
      report(error)
    }
    var dependency = Dependency(
      name: name, extras: properties.extras, specifiers: properties.specifiers ?? SpecifierSet(),
      marker: properties.marker, reference: properties.reference, hashes: properties.hashes,
      index: properties.reference == nil
        ? properties.index.map { addresses[$0] ?? $0 } ?? firstAddress : nil,
      role: role,
      location: location(entry.nameRange.lowerBound..<entry.value.range.upperBound),
      nameLocation: text.location)
    dependency.kind = .locked(isDirect: nil)
    dependency.hashUse = isWhole ? .usual : .impossible
    manifest.dependencies.append(dependency)
  }

  private struct Properties {
    var specifiers: SpecifierSet?
    var extras: [ProjectName] = []
    var hashes: [String] = []
    var marker: String?
    var index: String?
    var reference: DirectReference?
  }

  private func properties(
    _ entry: JSONMember, _ name: ProjectName
  ) throws(Unreadable) -> Properties {
    var properties = Properties()
    // Pipenv also takes a version alone.
    if entry.value.string != nil {
      properties.specifiers = try specifiers(entry.value)
      return properties
    }
    guard let members = entry.value.object else {
      throw declaration("'\(name)' is no object", at: entry.value)
    }
    for member in members {
      let value = member.value
      switch member.name {
      case "version": properties.specifiers = try specifiers(value)
      case "extras":
        let names = try texts(value, as: "name of an extra") { ProjectName($0) }
        properties.extras = Set(names).sorted()
      case "hashes":
        properties.hashes = LockedHash.union(
          try texts(value, as: "hash") { LockedHash.normalized($0) })
      case "markers": properties.marker = try marker(value)
      case "index": properties.index = try text(value)
      default: continue
      }
    }
    properties.reference = try reference(entry.value)
    return properties
  }

  private func specifiers(_ value: JSONValue) throws(Unreadable) -> SpecifierSet {
    let text = try text(value)
    if text == "*" { return SpecifierSet() }
    guard let set = SpecifierSet(text), !set.description.isEmpty else {
      throw declaration("'\(text)' is no version specifier", at: value)
    }
    return set
  }

  private func marker(_ value: JSONValue) throws(Unreadable) -> String? {
    if value.string == nil { throw declaration("a string is due here", at: value) }
    let text = MappedText(jsonString: value.range, of: file).trimmed
    return text.isEmpty ? nil : try RequirementReader.marker(in: text).description
  }

  private func reference(_ value: JSONValue) throws(Unreadable) -> DirectReference? {
    let isEditable = value["editable"]?.boolean == true
    let folder = try value["subdirectory"].map { value throws(Unreadable) in try self.text(value) }
    for key in ["git", "hg", "svn", "bzr"] {
      guard let address = value[key] else { continue }
      let commit = try value["ref"].map { value throws(Unreadable) in try self.text(value) }
      let text =
        "\(key)+\(try self.text(address))" + (commit.map { "@" + $0 } ?? "")
        + (folder.map { "#subdirectory=" + $0 } ?? "")
      return DirectReference(kind: .versionControl, text: text, isEditable: isEditable)
    }
    for key in ["path", "file"] {
      guard let address = value[key] else { continue }
      let text = try self.text(address)
      let kind = ReferenceReader.kind(of: Array(text.utf8)[...], in: file.path.parent)
      return DirectReference(kind: kind, text: text, isEditable: isEditable)
    }
    return nil
  }

  private func text(_ value: JSONValue) throws(Unreadable) -> String {
    if let text = value.string { return text }
    throw declaration("a string is due here", at: value)
  }

  private func texts<Item>(
    _ value: JSONValue, as noun: String, _ item: (String) -> Item?
  ) throws(Unreadable) -> [Item] {
    guard let values = value.array else { throw declaration("a list is due here", at: value) }
    var items: [Item] = []
    items.reserveCapacity(values.count)
    for value in values {
      let text = try text(value)
      guard let item = item(text) else { throw declaration("'\(text)' is no \(noun)", at: value) }
      items.append(item)
    }
    return items
  }

  private func location(_ range: Range<Int>) -> Location {
    Location(file: file, range: range.clamped(to: 0..<file.bytes.count))
  }

  private func declaration(_ message: String, at value: JSONValue) -> Unreadable {
    .declaration(message, at: location(value.range), help: LockedHash.remedy)
  }

  mutating func report(_ unreadable: Unreadable, extent: Unreadable.Extent? = nil) {
    if manifest.isFull, extent == nil, unreadable.extent == .declaration { return }
    manifest.unreadable.append(
      Unreadable(
        unreadable.diagnostic, extent: extent ?? unreadable.extent, reason: unreadable.reason,
        kind: .locked(isDirect: nil)))
  }
}
