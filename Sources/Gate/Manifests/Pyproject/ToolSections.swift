import PythonPackaging
import SourceText

// The tables of tools that list requirements in the form of PEP 508.
extension PyprojectReader {
  // https://pdm-project.org/latest/reference/pep621/
  mutating func readPDM(_ entry: TOMLEntry?) {
    guard let pdm = table(entry) else { return }
    for group in table(pdm["dev-dependencies"])?.entries ?? [] {
      for string in strings(group) { readPDMLine(string, role: .group(group.key)) }
    }
    for (source, value) in tables(pdm["source"]) { readSource(source, value, of: .pdm) }
    if let resolution = table(pdm["resolution"]) {
      for override in table(resolution["overrides"])?.entries ?? [] { readOverride(override) }
    }
  }

  /// PDM also takes `-e path` in its development dependencies.
  private mutating func readPDMLine(_ string: TOMLString, role: DependencyRole) {
    let text = text(string).trimmed
    guard text.content.starts(with: "-e ".utf8) else { return requirement(string, role: role) }
    attempt { reader throws(Unreadable) in
      let value = text.part((text.range.lowerBound + 3)..<text.range.upperBound).trimmed
      reader.declare(
        try RequirementLine.editable(value, role: role, location: text.location))
    }
  }

  /// PDM pins what others ask for by name: a version, a specifier or a URL.
  private mutating func readOverride(_ entry: TOMLEntry) {
    attempt { reader throws(Unreadable) in
      let (name, place) = try reader.name(entry)
      guard let value = entry.value.string else { throw reader.wrong(entry, expected: "a string") }
      let location = reader.location(of: entry)
      if ReferenceReader.scheme(of: Array(value.text.utf8)[...]) != nil {
        let kind = ReferenceReader.kind(
          of: Array(value.text.utf8)[...], in: reader.file.path.parent)
        reader.declare(
          Dependency(
            name: name, specifiers: SpecifierSet(),
            reference: DirectReference(kind: kind, text: value.text),
            role: .constraint, location: location, nameLocation: place))
        return
      }
      let exact = Version(value.text).flatMap { SpecifierSet("==\($0)") }
      guard let specifiers = SpecifierSet(value.text) ?? exact else {
        throw .declaration("'\(value.text)' is no version and no specifier", at: location)
      }
      reader.declare(
        Dependency(
          name: name, specifiers: specifiers, role: .constraint, location: location,
          nameLocation: place))
    }
  }

  /// Reads an index as uv, Poetry, PDM and others declare it; `position` counts those before it.
  mutating func readSource(
    _ source: TOMLTable, _ value: TOMLValue, of tool: SourceTool, position: Int = 0
  ) {
    let priority = source["priority"]?.value.string?.text
    let isDefault =
      source["default"]?.value.boolean == true
      || ["default", "primary"].contains(priority ?? (tool == .poetry ? "primary" : ""))
      || source["name"]?.value.string?.text == "pypi" || tool == .pipenv && position == 0
    let search: IndexSearch
    switch tool {
    case .uv:
      search =
        source["explicit"]?.value.boolean == true ? .byName : isDefault ? .together : .inOrder
    case .poetry: search = ["explicit", "supplemental"].contains(priority) ? .byName : .together
    case .pipenv: search = position == 0 ? .together : .byName
    case .pdm: search = .together
    }
    let kind: IndexOption.Kind =
      source["type"]?.value.string?.text == "find_links"
      ? .findLinks : isDefault ? .indexURL : .extraIndexURL
    if let url = string(source["url"]) {
      option(kind, url, search)
      if let name = source["name"]?.value.string?.text { indexAddresses[name] = url.text }
    } else if let name = string(source["name"]) {
      option(kind, name, search)
    } else {
      report(.declaration("an index without a URL", at: location(value.range)))
    }
    if let check = source["verify_ssl"], check.value.boolean != true {
      let url = source["url"]?.value.string?.text ?? ""
      declare(
        IndexOption(kind: .trustedHost, value: url, location: location(of: check)))
    }
  }

  // https://hatch.pypa.io/latest/config/environment/overview/
  /// Everything below `[tool.hatch]` named `dependencies` lists requirements: environments, their
  /// overrides, build targets and build hooks.
  mutating func readHatch(_ hatch: TOMLTable) {
    var open: [(TOMLTable, group: String)] = [(hatch, "hatch")]
    while let (table, group) = open.popLast() {
      for entry in table.entries {
        switch entry.key {
        case "dependencies", "extra-dependencies", "constraint-dependencies":
          readHatchList(entry, group: group)
        case "requirements_txt":
          for path in strings(entry.value.table?["files"]) { include(path) }
        default:
          if let inner = entry.value.table { open.append((inner, entry.key)) }
        }
      }
    }
  }

  /// A list of strings; in an override also of `{value = "…", if = […]}`.
  private mutating func readHatchList(_ entry: TOMLEntry, group: String) {
    for item in array(entry) {
      if let string = item.string ?? item.table?["value"]?.value.string {
        requirement(string, role: .group(group))
      } else {
        report(.declaration("\(item.kind) where a string is due", at: location(item.range)))
      }
    }
  }

  // https://cibuildwheel.pypa.io/en/stable/options/#test-requires
  /// What wheels are tested with, for all, by platform and by override: a list or words in a string.
  mutating func readWheelBuilds(_ entry: TOMLEntry?) {
    guard let settings = table(entry) else { return }
    var open = [settings]
    for platform in ["linux", "macos", "windows", "pyodide", "android", "ios"] {
      if let table = table(settings[platform]) { open.append(table) }
    }
    for (override, _) in tables(settings["overrides"]) { open.append(override) }
    for table in open {
      guard let requires = table["test-requires"] else { continue }
      if let string = requires.value.string {
        readWords(of: string, role: .group("test"))
      } else {
        requirements(requires, role: .group("test"))
      }
    }
  }

  /// Reads requirements between white space.
  private mutating func readWords(of string: TOMLString, role: DependencyRole) {
    let text = MappedText(string, of: file)
    let words = text.content.split { $0 == 0x20 || (0x09...0x0d).contains($0) }
    for word in words {
      attempt { reader throws(Unreadable) in
        reader.declare(
          try RequirementReader.dependency(in: text.part(word.indices), role: role))
      }
    }
  }

  mutating func readRye(_ entry: TOMLEntry?) {
    guard let rye = table(entry) else { return }
    requirements(rye["dev-dependencies"], role: .group("dev"))
    for (source, value) in tables(rye["sources"]) { readSource(source, value, of: .pdm) }
  }

  // https://flit.pypa.io/en/stable/pyproject_toml.html#old-style-metadata
  mutating func readFlit(_ entry: TOMLEntry?) {
    guard let flit = table(entry), let metadata = table(flit["metadata"]) else { return }
    requirements(metadata["requires"], role: .runtime)
    requirements(metadata["dev-requires"], role: .group("dev"))
    requirementLists(metadata["requires-extra"]) { .extra($0) }
  }
}

/// A tool by its way to look on the indexes that a file declares.
enum SourceTool {
  case uv, poetry, pipenv
  /// PDM and Rye: on all together.
  case pdm
}
