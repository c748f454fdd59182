import PythonPackaging
import SourceText

/// One of the two lists of a policy.
enum PolicyList: String {
  case allow, deny
}

extension PolicyFields {
  /// The entries of a list that are in order. One that is not becomes a problem, and so does a name
  /// that stands twice with the same versions.
  mutating func listEntries(of node: YAMLNode, _ list: PolicyList) -> [ListEntry] {
    var entries: [ListEntry] = []
    let file = problems.file
    var places: [ListKey: Int] = [:]
    for element in elements(of: node, "'\(list.rawValue)'") {
      guard let (entry, key) = listEntry(of: element, list) else { continue }
      entries.append(entry)
      let start = element.range.lowerBound
      if let first = places[key] {
        problems.add(
          "'\(entry.name.text.shortened)' is listed twice; it is first listed on line "
            + "\(file.position(of: first).line)", at: element.range,
          help: "keep one of the two")
      } else {
        places[key] = start
      }
    }
    return entries
  }

  /// What makes two entries of a list the same.
  private struct ListKey: Hashable {
    let name: [UInt8]
    let versions: String?
    let paths: [PathPattern]
  }

  private mutating func listEntry(of node: YAMLNode, _ list: PolicyList) -> (ListEntry, ListKey)? {
    let location = Location(file: problems.file, range: node.range)
    switch node.content {
    case .scalar:
      guard let name = text(of: node, "an entry of '\(list.rawValue)'").flatMap({ pattern($0) })
      else { return nil }
      return (
        ListEntry(name: name, location: location),
        ListKey(name: name.folded, versions: nil, paths: [])
      )
    case .mapping: return detailedEntry(of: node, list, location)
    case .sequence:
      addForm("a name or a mapping", node, "an entry of '\(list.rawValue)'")
      return nil
    }
  }

  private mutating func detailedEntry(
    of node: YAMLNode, _ list: PolicyList, _ location: Location
  ) -> (ListEntry, ListKey)? {
    var name: NamePattern?
    var versions: (set: SpecifierSet, text: String)?
    var reason: String?
    var note: String?
    var useInstead: ProjectName?
    var index: String?
    var isPrivate: Bool?
    var paths: [PathPattern]?
    let what = "an entry of '\(list.rawValue)'"
    let problemCount = problems.count
    for entry in entries(of: node, what, keys: .listEntry(list)) {
      if entry.name == "private" {
        isPrivate = truth(of: entry.value, "'private'")
        continue
      }
      if entry.name == "paths" {
        paths = self.paths(of: entry.value)
        continue
      }
      guard let text = text(of: entry.value, "'\(entry.name)'") else { continue }
      switch entry.name {
      case "name": name = pattern(text)
      case "versions": versions = specifiers(text).map { ($0, text.value) }
      case "reason": reason = text.value
      case "note": note = text.value
      case "use-instead": useInstead = project(text)
      case "index":
        index = text.value
        namedIndexes.append(text)
      default: break
      }
    }
    require(["name"], in: node, what)
    if paths != nil, index != nil || isPrivate != nil {
      problems.add(
        "'paths' limits an entry that says which index knows the name, which holds everywhere",
        at: node.range, help: "write an entry of its own for 'index' and 'private'")
    }
    guard let name, problems.count == problemCount else { return nil }
    return (
      ListEntry(
        name: name, versions: versions?.set, reason: reason, useInstead: useInstead, note: note,
        index: index, isPrivate: isPrivate, paths: paths ?? [], location: location),
      ListKey(name: name.folded, versions: versions?.text, paths: paths ?? [])
    )
  }

  /// Where an entry counts. An empty list would make it count everywhere, which nobody means.
  private mutating func paths(of node: YAMLNode) -> [PathPattern] {
    let texts = elements(of: node, "'paths'").compactMap { text(of: $0, "an entry of 'paths'") }
    if case .sequence(let elements) = node.content, elements.isEmpty {
      problems.add(
        "'paths' is empty", at: node.range, help: "remove it, and the entry counts everywhere")
    }
    checkPatterns(texts)
    return texts.map { PathPattern($0.value) }
  }

  mutating func pattern(_ text: Placed<String>) -> NamePattern? {
    if let pattern = NamePattern(validating: text.value) { return pattern }
    problems.add(
      "'\(text.value.shortened)' is not the name of a project", at: text.location,
      help: "use letters, digits, '-', '_' and '.', and '*' for any part of a name")
    return nil
  }

  private mutating func project(_ text: Placed<String>) -> ProjectName? {
    if let name = ProjectName(text.value) { return name }
    problems.add(
      "'\(text.value.shortened)' is not the name of a project", at: text.location,
      help: "use letters, digits, '-', '_' and '.'")
    return nil
  }

  private mutating func specifiers(_ text: Placed<String>) -> SpecifierSet? {
    // A set without a clause would hold for every version, which nobody writes on purpose.
    let hasClause = text.value.utf8.contains { !" ,\t\n".utf8.contains($0) }
    if hasClause, let set = SpecifierSet(text.value) { return set }
    problems.add(
      "'\(text.value.shortened)' is not a version specifier", at: text.location,
      help: "write it as a requirement does, like '>=2.31,<3'")
    return nil
  }
}

extension PolicyFields.Keys {
  static func listEntry(_ list: PolicyList) -> Self {
    switch list {
    case .allow:
      Self(known: ["name", "versions", "reason", "note", "index", "private", "paths"])
    case .deny:
      Self(known: ["name", "versions", "reason", "note", "use-instead", "paths"], later: ["index"])
    }
  }
}
