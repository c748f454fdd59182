import PythonPackaging
import SourceText

extension PyprojectReader {
  /// Reads `[tool.uv]`. It comes last: its sources say where the dependencies of the other tables
  /// come from.
  // https://docs.astral.sh/uv/reference/settings/
  mutating func readUv(_ uv: TOMLTable) {
    requirements(uv["dev-dependencies"], role: .group("dev"))
    requirements(uv["constraint-dependencies"], role: .constraint)
    if let list = uv["build-constraint-dependencies"] {
      readBuildRequirements(list, role: .constraint)
    }
    readOverrides(uv["override-dependencies"])
    for list in table(uv["extra-build-dependencies"])?.entries ?? [] {
      readBuildRequirements(list, role: .build)
    }
    for (index, value) in tables(uv["index"]) { readSource(index, value, of: .uv) }
    readIndexOptions(uv)
    if let pip = table(uv["pip"]) { readIndexOptions(pip) }
    let strategies = [uv["index-strategy"], uv["pip"]?.value.table?["index-strategy"]]
    if strategies.contains(where: { $0?.value.string?.text.hasPrefix("unsafe-") == true }) {
      for position in manifest.options.indices where manifest.options[position].search == .inOrder {
        manifest.options[position].search = .together
      }
    }
    if let sources = table(uv["sources"]) { readSources(sources) }
  }

  /// A requirement for everything, or `{package = {…}, dependencies = […]}` for what one project asks.
  private mutating func readOverrides(_ list: TOMLEntry?) {
    for item in array(list) {
      if let string = item.string {
        requirement(string, role: .constraint)
      } else if let table = item.table, let dependencies = table["dependencies"] {
        requirements(dependencies, role: .constraint)
      } else {
        report(.declaration("\(item.kind) where a string is due", at: location(item.range)))
      }
    }
  }

  /// A requirement, or `{requirement = "…", hashes = […]}`.
  private mutating func readBuildRequirements(_ list: TOMLEntry, role: DependencyRole) {
    for item in array(list) {
      guard let string = item.string ?? item.table?["requirement"]?.value.string else {
        report(.declaration("\(item.kind) where a string is due", at: location(item.range)))
        continue
      }
      let count = manifest.dependencies.count
      requirement(string, role: role)
      guard let hashes = item.table?["hashes"], manifest.dependencies.count > count else {
        continue
      }
      attempt { reader throws(Unreadable) in
        let all = try reader.hashes(hashes)
        reader.manifest.dependencies[count] = reader.manifest.dependencies[count].with(hashes: all)
      }
    }
  }

  private mutating func hashes(_ entry: TOMLEntry) throws(Unreadable) -> [String] {
    var hashes: [String] = []
    for string in strings(entry) {
      guard let hash = LockedHash.normalized(string.text) else {
        throw .declaration(
          "'\(string.text)' is no hash", at: location(string.contentRange), help: LockedHash.remedy)
      }
      hashes.append(hash)
    }
    return LockedHash.union(hashes)
  }

  private mutating func readIndexOptions(_ table: TOMLTable) {
    if let url = string(table["index-url"]) { option(.indexURL, url) }
    for url in strings(table["extra-index-url"]) { option(.extraIndexURL, url, .inOrder) }
    for url in strings(table["find-links"]) { option(.findLinks, url) }
    for host in strings(table["allow-insecure-host"]) { option(.trustedHost, host) }
    if let prerelease = string(table["prerelease"]), prerelease.text == "allow" {
      option(.prereleases, prerelease)
    }
    if let entry = table["no-index"], entry.value.boolean == true {
      declare(
        IndexOption(kind: .noIndex, value: "", location: location(of: entry)))
    }
  }

  /// Gives each dependency the place that `[tool.uv.sources]` names for it. A source for a project
  /// that this file does not declare stands as a constraint of its own: in a workspace the members
  /// obey it.
  private mutating func readSources(_ entries: TOMLTable) {
    var sources: [ProjectName: [Dependency]] = [:]
    for entry in entries.entries {
      attempt { reader throws(Unreadable) in
        let (name, place) = try reader.name(entry)
        let values = entry.value.array ?? [entry.value]
        guard values.count <= Self.maximumAlternatives else {
          throw .declaration(
            "'\(entry.key)' has more than \(Self.maximumAlternatives) sources",
            at: reader.location(entry.keyRange))
        }
        for value in values {
          guard let table = value.table else { throw reader.wrong(entry, expected: "a table") }
          let source = try reader.source(
            table, of: name, at: reader.location(of: entry), nameLocation: place)
          // A member of the workspace comes from this repository and from nowhere else.
          if source.reference != nil || source.index != nil {
            sources[name, default: []].append(source)
          }
        }
      }
    }
    attach(sources)
  }

  /// The most places, told apart by markers, that one project may come from.
  private static let maximumAlternatives = 32

  private func source(
    _ table: TOMLTable, of name: ProjectName, at location: Location, nameLocation: Location
  ) throws(Unreadable) -> Dependency {
    var reference: DirectReference?
    for key in ["git", "url", "path"] {
      guard let entry = table[key] else { continue }
      guard let value = entry.value.string else { throw wrong(entry, expected: "a string") }
      reference = self.reference(key, value, in: table)
    }
    return Dependency(
      name: name, specifiers: SpecifierSet(), marker: table["marker"]?.value.string?.text,
      reference: reference, index: table["index"]?.value.string?.text, role: .constraint,
      location: location, nameLocation: nameLocation)
  }

  private mutating func attach(_ sources: [ProjectName: [Dependency]]) {
    if sources.isEmpty { return }
    var unused = sources
    let declared = manifest.dependencies
    manifest.dependencies = []
    for dependency in declared {
      guard let name = dependency.name, dependency.role != .constraint, let found = sources[name]
      else {
        declare(dependency)
        continue
      }
      unused[name] = nil
      for source in found {
        let markers = [dependency.marker, source.marker].compactMap { $0 }
        declare(
          dependency.with(
            marker: markers.isEmpty ? nil : markers.joined(separator: " and "),
            reference: source.reference, index: source.index))
      }
    }
    for source in unused.sorted(by: { $0.key < $1.key }).flatMap(\.value) { declare(source) }
  }
}
