import PythonPackaging
import SourceText

extension PyprojectReader {
  // https://python-poetry.org/docs/pyproject/
  mutating func readPoetry(_ entry: TOMLEntry?) {
    guard let poetry = table(entry) else { return }
    nameProject(poetry["name"])
    readPoetryDependencies(poetry["dependencies"], role: .runtime)
    readPoetryDependencies(poetry["dev-dependencies"], role: .group("dev"))
    readPoetryDependencies(poetry["requires-plugins"], role: .build)
    for group in table(poetry["group"])?.entries ?? [] {
      readPoetryDependencies(table(group)?["dependencies"], role: .group(group.key))
    }
    for (source, value) in tables(poetry["source"]) {
      readSource(source, value, of: .poetry)
    }
  }

  private mutating func readPoetryDependencies(_ entry: TOMLEntry?, role: DependencyRole) {
    for declaration in table(entry)?.entries ?? [] {
      // The interpreter is not a project.
      if declaration.key.lowercased() == "python" { continue }
      let values = declaration.value.array ?? [declaration.value]
      for value in values {
        attempt { reader throws(Unreadable) in
          try reader.readPoetryDependency(declaration, value: value, role: role)
        }
      }
    }
  }

  /// A constraint with `||` becomes one dependency for each alternative.
  private mutating func readPoetryDependency(
    _ entry: TOMLEntry, value: TOMLValue, role: DependencyRole
  ) throws(Unreadable) {
    let (name, place) = try name(entry)
    let isListed = entry.value.array != nil
    let whole = isListed ? location(value.range) : location(of: entry)
    let properties = value.table
    guard value.string != nil || properties != nil else {
      throw wrong(entry, expected: "a version or a table")
    }
    let version = value.string ?? properties?["version"]?.value.string
    if version == nil, let wrongVersion = properties?["version"] {
      throw wrong(wrongVersion, expected: "a string")
    }
    let reference = try properties.flatMap { table throws(Unreadable) in
      try poetryReference(table)
    }
    let extras = try properties.map { table throws(Unreadable) in try self.extras(in: table) } ?? []
    let marker = try properties.flatMap { table throws(Unreadable) in try poetryMarker(table) }
    // Poetry's own name for the default index.
    let source = (properties?["source"]?.value.string?.text).flatMap { name in
      name.lowercased() == "pypi" ? nil : name
    }
    guard let constraint = PoetryConstraint(version?.text ?? "*") else {
      throw .declaration(
        "'\(version?.text ?? "")' is no version constraint",
        at: location(version?.contentRange ?? value.range),
        help: "write a constraint such as '^1.2' or '>=1.2,<2'")
    }
    for specifiers in constraint.alternatives {
      declare(
        Dependency(
          name: name, extras: extras, specifiers: specifiers, marker: marker,
          reference: reference, index: source, role: role, location: whole, nameLocation: place))
    }
  }

  private func poetryReference(_ table: TOMLTable) throws(Unreadable) -> DirectReference? {
    for key in ["git", "url", "path", "file"] {
      guard let entry = table[key] else { continue }
      guard let value = entry.value.string else { throw wrong(entry, expected: "a string") }
      return reference(key, value, in: table)
    }
    return nil
  }

  /// Where `git`, `url`, `path` or `file` says that a project comes from, with what is checked out.
  func reference(_ key: String, _ value: TOMLString, in table: TOMLTable) -> DirectReference {
    let isEditable = (table["develop"] ?? table["editable"])?.value.boolean == true
    var text = value.text
    let folder = table["subdirectory"]?.value.string?.text
    if key == "git" {
      let commit = ["rev", "tag", "branch"].lazy.compactMap { table[$0]?.value.string?.text }.first
      text = "git+" + text + (commit.map { "@" + $0 } ?? "")
    } else if key == "path" || key == "file" {
      let path = text + (folder.map { "/" + $0 } ?? "")
      let kind = ReferenceReader.kind(of: Array(path.utf8)[...], in: file.path.parent)
      return DirectReference(kind: kind, text: path, isEditable: isEditable)
    }
    if let folder { text += "#subdirectory=" + folder }
    let kind: DirectReference.Kind =
      key == "git"
      ? .versionControl : ReferenceReader.kind(of: Array(text.utf8)[...], in: file.path.parent)
    return DirectReference(kind: kind, text: text, isEditable: isEditable)
  }

  /// The names under `extras`.
  func extras(in table: TOMLTable) throws(Unreadable) -> [ProjectName] {
    guard let entry = table["extras"] else { return [] }
    guard let values = entry.value.array else { throw wrong(entry, expected: "a list") }
    var extras: Set<ProjectName> = []
    for value in values {
      guard let name = (value.string?.text).flatMap(ProjectName.init) else {
        throw Unreadable.declaration("this is no name of an extra", at: location(value.range))
      }
      extras.insert(name)
    }
    return extras.sorted()
  }

  /// Joins `markers`, `python` and `platform` into one marker.
  private func poetryMarker(_ table: TOMLTable) throws(Unreadable) -> String? {
    var conditions: [String] = []
    for key in ["markers", "python", "platform"] {
      guard let entry = table[key] else { continue }
      guard let value = entry.value.string else { throw wrong(entry, expected: "a string") }
      let text = text(value).trimmed
      switch key {
      case "markers":
        if text.isEmpty { continue }
        conditions.append(try RequirementReader.marker(in: text).description)
      case "python":
        guard let constraint = PoetryConstraint(value.text) else {
          throw .declaration("'\(value.text)' is no version constraint", at: text.location)
        }
        if let condition = Self.pythonCondition(constraint) { conditions.append(condition) }
      default: conditions.append(Self.platformCondition(value.text))
      }
    }
    if conditions.count > 1 { conditions = conditions.map { "(\($0))" } }
    return conditions.isEmpty ? nil : conditions.joined(separator: " and ")
  }

  private static func pythonCondition(_ constraint: PoetryConstraint) -> String? {
    let alternatives = constraint.alternatives.map { set in
      set.specifiers.map { "python_version \($0.op.rawValue) \"\($0.versionText)\"" }
        .joined(separator: " and ")
    }
    return alternatives.contains("") ? nil : alternatives.joined(separator: " or ")
  }

  private static func platformCondition(_ text: String) -> String {
    let name = text.filter { $0 != "\"" && $0 != "'" }
    return name.first == "!"
      ? "sys_platform != \"\(name.drop { "!= ".contains($0) })\""
      : "sys_platform == \"\(name.drop { "= ".contains($0) })\""
  }
}
