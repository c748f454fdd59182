import PythonPackaging
import SourceText

extension PyprojectReader {
  /// Reads `[tool.pixi]` or a whole `pixi.toml`: conda projects by name, Python projects like any.
  // https://pixi.sh/latest/reference/pixi_manifest/
  mutating func readPixi(_ pixi: TOMLTable) {
    for workspace in ["workspace", "project"] {
      guard let table = table(pixi[workspace]) else { continue }
      readChannels(table["channels"])
      readPixiOptions(table)
    }
    readPixiOptions(pixi)
    readEnvironment(pixi, role: .runtime)
    for feature in table(pixi["feature"])?.entries ?? [] {
      guard let table = table(feature) else { continue }
      readChannels(table["channels"])
      readPixiOptions(table)
      readEnvironment(table, role: .group(feature.key))
    }
    if let package = table(pixi["package"]) { readEnvironment(package, role: .build) }
  }

  private mutating func readEnvironment(_ table: TOMLTable, role: DependencyRole) {
    readDependencyTables(of: table, role: role)
    for target in self.table(table["target"])?.entries ?? [] {
      if let table = self.table(target) { readDependencyTables(of: table, role: role) }
    }
  }

  private mutating func readDependencyTables(of table: TOMLTable, role: DependencyRole) {
    let tables: [(key: String, role: DependencyRole)] = [
      ("dependencies", role), ("run-dependencies", role), ("build-dependencies", .build),
      ("host-dependencies", .build),
    ]
    for (key, role) in tables {
      for entry in self.table(table[key])?.entries ?? [] {
        // The interpreter is not a project.
        if entry.key.lowercased() == "python" { continue }
        attempt { reader throws(Unreadable) in
          try reader.readPixiDependency(entry, role: role, ecosystem: .conda)
        }
      }
    }
    for entry in self.table(table["pypi-dependencies"])?.entries ?? [] {
      attempt { reader throws(Unreadable) in
        try reader.readPixiDependency(entry, role: role, ecosystem: .python)
      }
    }
  }

  private mutating func readPixiDependency(
    _ entry: TOMLEntry, role: DependencyRole, ecosystem: Ecosystem
  ) throws(Unreadable) {
    let (name, place) = try name(entry)
    let properties = entry.value.table
    guard entry.value.string != nil || properties != nil else {
      throw wrong(entry, expected: "a version or a table")
    }
    let version = entry.value.string ?? properties?["version"]?.value.string
    var address: DirectReference?
    for key in ["git", "url", "path"] {
      if let value = properties?[key]?.value.string, let properties {
        address = reference(key, value, in: properties)
      }
    }
    var dependency = Dependency(
      name: name,
      extras: try properties.map { table throws(Unreadable) in try extras(in: table) } ?? [],
      specifiers: try pixiSpecifiers(version, ecosystem), reference: address,
      index: properties?["index"]?.value.string?.text, role: role, location: location(of: entry),
      nameLocation: place)
    dependency.ecosystem = ecosystem
    declare(dependency)
  }

  private func pixiSpecifiers(
    _ version: TOMLString?, _ ecosystem: Ecosystem
  ) throws(Unreadable) -> SpecifierSet {
    guard let version, version.text != "*", !version.text.isEmpty else { return SpecifierSet() }
    if ecosystem == .conda {
      return CondaVersion.specifiers(in: Array(version.text.utf8)[...], hasBuild: false)
    }
    if let set = SpecifierSet(version.text) { return set }
    if let exact = Version(version.text) { return SpecifierSet("==\(exact)") ?? SpecifierSet() }
    throw .declaration(
      "'\(version.text)' is no version specifier", at: location(version.contentRange),
      help: "write a specifier such as '>=1.2'")
  }

  private mutating func readChannels(_ entry: TOMLEntry?) {
    for value in array(entry) {
      if let channel = value.string ?? value.table?["channel"]?.value.string {
        option(.channel, channel)
      } else {
        report(.declaration("\(value.kind) where a channel is due", at: location(value.range)))
      }
    }
  }

  private mutating func readPixiOptions(_ table: TOMLTable) {
    guard let options = self.table(table["pypi-options"]) else { return }
    if let url = string(options["index-url"]) { option(.indexURL, url) }
    for url in strings(options["extra-index-urls"]) { option(.extraIndexURL, url) }
    for link in array(options["find-links"]) {
      if let value = link.table?["url"]?.value.string ?? link.table?["path"]?.value.string {
        option(.findLinks, value)
      } else {
        report(.declaration("\(link.kind) where a place is due", at: location(link.range)))
      }
    }
  }
}
