import SourceText

// The keys `indexes` and `private` of a policy, and what lists say of them.
extension PolicyFields {
  /// The indexes that are in order: `{name: internal, url: "https://packages.acme.example/simple/"}`.
  mutating func indexes(of node: YAMLNode) -> [PolicyIndex] {
    var indexes: [PolicyIndex] = []
    let file = problems.file
    var places: [String: Int] = [:]
    for element in elements(of: node, "'indexes'") {
      let what = "an entry of 'indexes'"
      var name: Placed<String>?
      var address: Placed<String>?
      for entry in entries(of: element, what, keys: .index) {
        let text = text(of: entry.value, "'\(entry.name)'")
        if entry.name == "name" { name = text } else { address = text }
      }
      require(["name", "url"], in: element, what)
      let isNamed = name.map { isIndexName($0) } ?? false
      guard let url = address.flatMap({ indexURL($0, of: name?.value ?? "NAME") }),
        let name, isNamed
      else { continue }
      // Two names that ask the environment for the same credentials would mix them up.
      let variable = PolicyIndex.variablePart(of: name.value)
      if let first = places[variable] {
        problems.add(
          "'\(name.value)' names an index twice; it is first named on line "
            + "\(file.position(of: first).line)", at: name.location,
          help: "give it a name that differs in more than case, '-', '_' and '.'")
        continue
      }
      places[variable] = name.location.range.lowerBound
      indexes.append(
        PolicyIndex(
          name: name.value, url: url, location: Location(file: file, range: element.range)))
    }
    return indexes
  }

  private mutating func isIndexName(_ name: Placed<String>) -> Bool {
    let bytes = Array(name.value.utf8)
    let isName =
      bytes.count <= 64
      && bytes.allSatisfy {
        (0x61...0x7a).contains($0 | 0x20) || (0x30...0x39).contains($0) || "-_.".utf8.contains($0)
      }
    if isName { return true }
    problems.add(
      "'\(name.value.shortened)' is not a name for an index", at: name.location,
      help: "use letters, digits, '-', '_' and '.'")
    return false
  }

  private mutating func indexURL(_ address: Placed<String>, of name: String) -> IndexURL? {
    let shown = Redacted.url(address.value.shortened)
    let variable = "PIPGATE_INDEX_\(PolicyIndex.variablePart(of: name.shortened))"
    do {
      let url = try IndexURL(address.value)
      if url.userInformation != nil {
        problems.add(
          "the address '\(shown)' carries credentials, which a policy never holds",
          at: address.location,
          help: "put them into \(variable)_USERNAME and \(variable)_PASSWORD, or into ~/.netrc")
        return nil
      }
      if url.isSecure { return url }
      problems.add(
        "the address '\(shown)' is not encrypted", at: address.location,
        help: "write 'https://'; an index on this machine is given by \(variable)_URL")
    } catch {
      switch error {
      case .insecure:
        problems.add(
          "the address '\(shown)' is not encrypted", at: address.location, help: "write 'https://'")
      case .malformed, .unsupportedScheme:
        problems.add(
          "'\(shown)' is not the address of an index", at: address.location,
          help: "write it like 'https://packages.acme.example/simple/'")
      }
    }
    return nil
  }

  /// A list of names and patterns.
  mutating func privateNames(of node: YAMLNode) -> [Placed<NamePattern>] {
    var names: [Placed<NamePattern>] = []
    let file = problems.file
    var places: [[UInt8]: Int] = [:]
    for element in elements(of: node, "'private'") {
      guard let text = text(of: element, "an entry of 'private'"), let name = pattern(text) else {
        continue
      }
      if let first = places[name.folded] {
        problems.add(
          "'\(name.text.shortened)' is listed twice; it is first listed on line "
            + "\(file.position(of: first).line)", at: text.location, help: "keep one of the two")
        continue
      }
      places[name.folded] = text.location.range.lowerBound
      names.append(Placed(name, at: text.location))
    }
    return names
  }

  /// Holds what the lists say against the indexes that there are.
  mutating func checkIndexes(_ indexes: [PolicyIndex], allowed: [ListEntry]) {
    let known = indexes.map(\.name)
    let knownNames = Set(known)
    let isPublic = { (index: PolicyIndex) in IndexURL.standard.isSame(as: index.url) }
    let publicNames = Set(indexes.lazy.filter(isPublic).map(\.name))
    for name in namedIndexes where !knownNames.contains(name.value) {
      if known.isEmpty {
        problems.add(
          "'\(name.value.shortened)' is not an index: the policy names none", at: name.location,
          help: "give it under 'indexes' with a name and a URL")
      } else {
        addUnknown(name, "is not an index", among: known)
      }
    }
    for entry in allowed where entry.isPrivate == true {
      guard let index = entry.index, publicNames.contains(index) else { continue }
      problems.add(
        "'\(entry.name.text.shortened)' is private, and '\(index.shortened)' is public",
        at: entry.location, help: "name the index that it is published on")
    }
  }

  /// Reports names that entries of one file send to different indexes.
  mutating func checkRoutes(_ allowed: [ListEntry]) {
    var routes: [[UInt8]: String] = [:]
    for entry in allowed {
      guard let index = entry.index else { continue }
      if let other = routes[entry.name.folded], other != index {
        problems.add(
          "'\(entry.name.text.shortened)' comes from '\(other.shortened)' by another entry",
          at: entry.location, help: "name one index for every version")
      }
      routes[entry.name.folded] = index
    }
  }
}

extension PolicyFields.Keys {
  static let index = Self(known: ["name", "url"])
}
