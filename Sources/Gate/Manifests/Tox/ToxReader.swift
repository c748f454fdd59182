import SourceText

/// What is read of tox's settings in INI form so far.
struct ToxReader {
  static let coreName = "tox"
  /// How the section of tox's own settings is called in a `setup.cfg`.
  static let setupCoreName = "tox:tox"

  var collector: ManifestCollector
  private let document: INIDocument
  private let coreName: String
  private var substitution: ToxSubstitution
  /// The lists of dependencies that were read or wait for it: each is read once, where it stands.
  private var known: Set<ToxSettings.Key> = []
  private var waiting: [ToxSettings.Key] = []

  /// The list that every environment has if it has none of its own.
  private static let base = ToxSettings.Key(section: "testenv", name: "deps")

  init(document: INIDocument, coreName: String, collector: ManifestCollector) {
    self.document = document
    self.coreName = coreName
    self.collector = collector
    substitution = ToxSubstitution(settings: ToxSettings(document), coreName: coreName)
  }

  mutating func read() {
    let bases = bases
    let environments = document.sections.filter { section in
      Self.isEnvironment(section.name) || bases.contains(section.name)
    }
    known = Set(environments.map { .init(section: $0.name, name: "deps") })
    known.insert(Self.base)
    for section in document.sections where section.name == coreName { readCore(section) }
    for section in environments { readEnvironment(section) }
    while let key = waiting.popLast() {
      if let option = substitution.settings[key] { dependencies(option, in: key.section) }
    }
  }

  /// Sections of environments, those that build the project included.
  private static func isEnvironment(_ name: String) -> Bool {
    ["testenv", "pkgenv"].contains { name == $0 || name.utf8.starts(with: "\($0):".utf8) }
  }

  /// Sections that environments take settings from because their `base` names them.
  private var bases: Set<String> {
    Set(
      document.sections.flatMap(\.options).filter { $0.key == "base" }.flatMap { option in
        option.lines.flatMap { $0.split(at: UInt8(ascii: ",")) }.map(\.trimmed.text)
      })
  }

  /// The environment's own name; that of all environments is the section's.
  private func role(of section: String) -> DependencyRole {
    guard let colon = section.firstIndex(of: ":"), section != coreName else {
      return .group(section)
    }
    let name = section[section.index(after: colon)...]
    return .group(name.isEmpty ? section : String(name))
  }

  private mutating func readCore(_ section: INISection) {
    for option in document.options(of: section) {
      switch option.key {
      case "requires": readRequires(option)
      case "indexserver": readIndexServers(option)
      default: continue
      }
    }
  }

  private mutating func readEnvironment(_ section: INISection) {
    for option in document.options(of: section) {
      switch option.key {
      case "deps": dependencies(option, in: section.name)
      case "constraints":
        for line in expandedLines(of: option, in: section.name) {
          collector.include(.constraints, line)
        }
      case "setenv", "set_env": readVariables(option, in: section.name)
      case "commands", "commands_pre", "commands_post", "install_command":
        readCommands(option, in: section.name)
      case "pip_pre":
        if ["true", "1", "yes", "on"].contains(option.value.text.lowercased()) {
          collector.option(.prereleases, option.value)
        }
      default: continue
      }
    }
  }

  /// Reads the commands, one a line, that install something themselves.
  private mutating func readCommands(_ option: INIOption, in section: String) {
    guard InstallerNames.mayOccur(in: option.value.content) else { return }
    substitution.keepsUnknown = true
    for line in expandedLines(of: option, in: section) {
      // A hyphen in front lets a command fail.
      let isIgnored = line.content.first == UInt8(ascii: "-")
      let command = line.part(line.range.dropFirst(isIgnored ? 1 : 0)).trimmed
      collector.command(command)
    }
    substitution.keepsUnknown = false
  }

  private mutating func dependencies(_ option: INIOption, in section: String) {
    let role = role(of: section)
    for line in ToxLines.lines(of: option) {
      if collector.isFull { return }
      if let key = reference(line, in: section) {
        if known.insert(key).inserted { waiting.append(key) }
        continue
      }
      for part in expanded(line, in: section) { collector.deps(part, role: role, on: line) }
    }
  }

  /// The setting that a line is all about, `{[base]deps}`.
  private func reference(_ line: MappedText, in section: String) -> ToxSettings.Key? {
    guard line.content.first == UInt8(ascii: "{"), line.content.last == UInt8(ascii: "}"),
      let reference = ToxSubstitution.Reference(
        line.part((line.range.lowerBound + 1)..<(line.range.upperBound - 1))),
      let named = reference.section
    else { return nil }
    let key = ToxSettings.Key(section: named, name: reference.name)
    // What an environment installs stands in its own section, or in one that it takes it from.
    if reference.name == "deps", Self.isEnvironment(named) {
      return known.contains(key) ? key : Self.base
    }
    return substitution.settings[key] == nil ? nil : key
  }

  /// The lines that a line stands for; what cannot be decided is reported.
  private mutating func expanded(_ line: MappedText, in section: String) -> [MappedText] {
    do {
      let text = try substitution.expand(line, in: section)
      return text.split(at: 0x0a).map(\.trimmed).filter { !$0.isEmpty }
    } catch {
      collector.report(error)
      return []
    }
  }

  private mutating func expandedLines(of option: INIOption, in section: String) -> [MappedText] {
    ToxLines.lines(of: option).flatMap { expanded($0, in: section) }
  }

  /// tox installs them beside itself. Their list is one a line, or with commas on one line.
  private mutating func readRequires(_ option: INIOption) {
    let lines = expandedLines(of: option, in: coreName)
    let role = DependencyRole.group(Self.coreName)
    let isList = lines.count == 1 && lines[0].content.contains(UInt8(ascii: ","))
    if isList, (try? RequirementReader.dependency(in: lines[0], role: role)) == nil {
      let items = lines[0].split(at: UInt8(ascii: ",")).map(\.trimmed).filter { !$0.isEmpty }
      for item in items { collector.requirementLine(item, role: role) }
    } else {
      for line in lines { collector.requirementLine(line, role: role) }
    }
  }

  /// The indexes of tox 3, `name = url`.
  private mutating func readIndexServers(_ option: INIOption) {
    for line in expandedLines(of: option, in: coreName) {
      guard let sign = line.content.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = line.part(line.range.lowerBound..<sign).trimmed
      let url = line.part((sign + 1)..<line.range.upperBound).trimmed
      if url.isEmpty { continue }
      collector.option(name.text == "default" ? .indexURL : .extraIndexURL, url)
    }
  }

  private mutating func readVariables(_ option: INIOption, in section: String) {
    for line in ToxLines.lines(of: option) {
      guard let sign = line.content.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = line.part(line.range.lowerBound..<sign).trimmed.text
      guard let effect = InstallerVariable(name) else { continue }
      let value = line.part((sign + 1)..<line.range.upperBound).trimmed
      for value in expanded(value, in: section) { collector.variable(effect, value) }
    }
  }
}
