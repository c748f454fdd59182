import SourceText

extension PyprojectReader {
  /// Reads `[tool.tox]` or a whole `tox.toml`.
  // https://tox.wiki/en/latest/config.html#pyproject-toml
  mutating func readTox(_ tox: TOMLTable) {
    if let text = tox["legacy_tox_ini"] { readOlderTox(text) }
    for item in array(tox["requires"]) { readToxItem(item, role: .group("tox"), .line) }
    for base in ["env_run_base", "env_pkg_base"] {
      if let table = table(tox[base]) { readToxEnvironment(table, named: base) }
    }
    for key in ["env", "env_base"] {
      for entry in table(tox[key])?.entries ?? [] {
        if let table = table(entry) { readToxEnvironment(table, named: entry.key) }
      }
    }
  }

  private enum ToxItem {
    case line, constraints
  }

  private mutating func readToxEnvironment(_ environment: TOMLTable, named name: String) {
    let role = DependencyRole.group(name)
    for (key, kind) in [("deps", ToxItem.line), ("constraints", .constraints)] {
      guard let entry = environment[key] else { continue }
      if let text = entry.value.string {
        readToxText(text, role: role, kind)
      } else {
        for item in array(entry) { readToxItem(item, role: role, kind) }
      }
    }
    for key in ["commands", "commands_pre", "commands_post"] {
      for command in environment[key]?.value.array ?? [] { readToxCommand(command) }
    }
    if let command = environment["install_command"]?.value { readToxCommand(command) }
    if let entry = environment["pip_pre"], entry.value.boolean == true {
      declare(IndexOption(kind: .prereleases, value: "", location: location(of: entry)))
    }
    for entry in environment["set_env"]?.value.table?.entries ?? [] {
      guard let variable = InstallerVariable(entry.key), let text = entry.value.string else {
        continue
      }
      let value = MappedText(text, of: file).trimmed
      collect { $0.variable(variable, value) }
    }
  }

  /// Reads a command that is a list of words. What stands for several words is no matter here: the
  /// person who starts tox adds it.
  private mutating func readToxCommand(_ command: TOMLValue) {
    var substitution = ToxSubstitution(settings: ToxSettings(), coreName: ToxReader.coreName)
    substitution.keepsUnknown = true
    var words: [MappedText] = []
    for word in command.array ?? [] {
      guard let text = word.string else { continue }
      do {
        let expanded = try substitution.expand(MappedText(text, of: file), in: "")
        if !expanded.isEmpty { words.append(expanded) }
      } catch {
        report(error)
      }
    }
    // A hyphen in front lets the command fail.
    if words.first?.text == "-" { words.removeFirst() }
    collect { $0.command(words) }
  }

  /// An item of a list: a string, or a table that says what stands for it.
  // https://tox.wiki/en/latest/config.html#toml-replacements
  private mutating func readToxItem(
    _ item: TOMLValue, role: DependencyRole, _ kind: ToxItem, depth: Int = 0
  ) {
    if let text = item.string { return readToxText(text, role: role, kind) }
    guard depth < 16, let table = item.table, let replace = table["replace"]?.value.string else {
      return report(
        .declaration("\(item.kind) where a string is due", at: location(item.range)))
    }
    switch replace.text {
    // What it refers to is read where it stands, if it is a list of an environment.
    case "ref" where refersToEnvironment(table): return
    case "if":
      for key in ["then", "else"] {
        guard let value = table[key]?.value else { continue }
        for item in value.array ?? [value] where item.string?.text != "" {
          readToxItem(item, role: role, kind, depth: depth + 1)
        }
      }
    case "env" where table["default"]?.value.string?.text.isEmpty == false:
      if let text = table["default"]?.value.string { readToxText(text, role: role, kind) }
    default:
      report(
        .undecided(
          "'\(replace.text)' is replaced when tox runs, so it cannot be decided",
          at: location(item.range), help: "write the value"))
    }
  }

  private func refersToEnvironment(_ table: TOMLTable) -> Bool {
    if table["env"] != nil {
      return ["deps", "constraints"].contains(table["key"]?.value.string?.text)
    }
    let path = (table["of"]?.value.array ?? []).compactMap { $0.string?.text }
    let names = path.starts(with: ["tool", "tox"]) ? Array(path.dropFirst(2)) : path
    guard let last = names.last, ["deps", "constraints", "requires"].contains(last) else {
      return false
    }
    return names.count == 1 || names.count == 2 && names[0].hasPrefix("env_")
      || names.count == 3 && ["env", "env_base"].contains(names[0])
  }

  private mutating func readToxText(_ string: TOMLString, role: DependencyRole, _ kind: ToxItem) {
    guard string.contentRange.count <= 1 << 16 else {
      return report(
        .declaration("the text is longer than 64 KiB", at: location(string.contentRange)))
    }
    var substitution = ToxSubstitution(settings: ToxSettings(), coreName: ToxReader.coreName)
    for line in MappedText(string, of: file).split(at: 0x0a) {
      let line = ToxLines.withoutComment(line.trimmed)
      if line.isEmpty || line.content.first == UInt8(ascii: "#") { continue }
      do {
        let text = try substitution.expand(line, in: "")
        collect { collector in
          switch kind {
          case .line: collector.deps(text, role: role, on: line)
          case .constraints: collector.include(.constraints, text)
          }
        }
      } catch {
        report(error)
      }
    }
  }

  /// Reads a whole `tox.ini` that stands in a string.
  private mutating func readOlderTox(_ entry: TOMLEntry) {
    guard let string = string(entry) else { return }
    // Places in a text with escapes are found by walking through it.
    guard string.isVerbatim || string.contentRange.count <= 1 << 13 else {
      return report(
        .declaration(
          "the text has escapes and is longer than 8 KiB", at: location(string.contentRange),
          help: "move it to a file 'tox.ini'"))
    }
    let document = INIDocument(MappedText(string, of: file), foldsKeys: true)
    var tox = ToxReader(
      document: document, coreName: ToxReader.coreName, collector: ManifestCollector())
    tox.collector.report(document.problems)
    tox.read()
    take(tox.collector.manifest)
  }

  private mutating func collect(_ read: (inout ManifestCollector) -> Void) {
    var collector = ManifestCollector()
    read(&collector)
    take(collector.manifest)
  }

  private mutating func take(_ manifest: Manifest) {
    for dependency in manifest.dependencies { declare(dependency) }
    for option in manifest.options { declare(option) }
    for include in manifest.includes { declare(include) }
    for unreadable in manifest.unreadable { report(unreadable) }
  }
}
