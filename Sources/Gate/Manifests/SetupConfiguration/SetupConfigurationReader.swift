import PythonPackaging
import SourceText

/// What is read of a `setup.cfg` so far.
// https://setuptools.pypa.io/en/latest/userguide/declarative_config.html
struct SetupConfigurationReader {
  var collector = ManifestCollector()

  mutating func read(_ text: MappedText) {
    let document = INIDocument(text, foldsKeys: false)
    collector.report(document.problems)
    for section in document.sections where section.name != INIDocument.defaultName {
      let options = document.options(of: section)
      switch Self.kind(of: section) {
      case .metadata: for option in options { readMetadata(option) }
      case .options: for option in options { readOption(option) }
      case .extras:
        for option in options { requirements(option, role: .extra(option.key)) }
      case .olderExtras:
        for option in options { olderExtra(option) }
      case .installer: for option in options { readInstallerOption(option) }
      case nil: continue
      }
    }
    if !document.sections(named: ToxReader.setupCoreName).isEmpty {
      var tox = ToxReader(
        document: INIDocument(text, foldsKeys: true), coreName: ToxReader.setupCoreName,
        collector: collector)
      tox.read()
      collector = tox.collector
    }
  }

  private enum Kind {
    case metadata, options, extras, olderExtras, installer
  }

  /// setuptools takes `options` out of the names that begin with it, and the dots around the rest.
  private static func kind(of section: INISection) -> Kind? {
    switch section.name {
    case "metadata": return .metadata
    case "options": return .options
    case "options.extras_require": return .extras
    // https://docs.openstack.org/pbr/latest/user/using.html#extras
    case "extras": return .olderExtras
    case "easy_install", "develop": return .installer
    default: break
    }
    guard section.name.utf8.starts(with: "options".utf8) else { return nil }
    var name = Substring(section.name)
    while name.utf8.starts(with: "options".utf8) { name = name.dropFirst("options".utf8.count) }
    while name.utf8.first == UInt8(ascii: ".") { name = name.dropFirst() }
    while name.utf8.last == UInt8(ascii: ".") { name = name.dropLast() }
    return name.isEmpty ? .options : name == "extras_require" ? .extras : nil
  }

  /// Options may be written with hyphens instead of underscores.
  private static func name(of option: INIOption) -> String {
    String(decoding: option.key.utf8.map { $0 == UInt8(ascii: "-") ? 0x5f : $0 }, as: UTF8.self)
  }

  private mutating func readMetadata(_ option: INIOption) {
    switch Self.name(of: option).lowercased() {
    case "name":
      if let name = ProjectName(option.value.trimmed.text) { collector.name(name) }
    // pbr and the `distutils2` before it.
    case "requires_dist": requirements(option, role: .runtime)
    case "setup_requires_dist": requirements(option, role: .build)
    default: break
    }
  }

  private mutating func readOption(_ option: INIOption) {
    switch Self.name(of: option) {
    case "install_requires": requirements(option, role: .runtime)
    case "setup_requires": requirements(option, role: .build)
    case "tests_require": requirements(option, role: .group("test"))
    case "dependency_links":
      for link in Self.list(option, separator: UInt8(ascii: ",")) {
        collector.option(.findLinks, link)
      }
    case "extras_require" where !option.value.isEmpty:
      collector.report(
        .declaration(
          "setuptools reads no extras here", at: option.value.location,
          help: "write them in a section '[options.extras_require]'"))
    default: break
    }
  }

  private mutating func readInstallerOption(_ option: INIOption) {
    switch Self.name(of: option) {
    case "index_url": if !option.value.isEmpty { collector.option(.indexURL, option.value) }
    case "find_links":
      for line in option.lines {
        for link in line.words { collector.option(.findLinks, link) }
      }
    default: break
    }
  }

  /// Reads requirements, a line each or between semicolons, or the files that hold them.
  private mutating func requirements(_ option: INIOption, role: DependencyRole) {
    let value = option.value
    if value.content.starts(with: "file:".utf8) {
      let paths = value.part((value.range.lowerBound + 5)..<value.range.upperBound)
      for path in paths.split(at: UInt8(ascii: ",")) { include(path.trimmed) }
      return
    }
    let items = Self.list(option, separator: UInt8(ascii: ";"))
    if items.count == 2, option.lines.count == 1, marker(items[1]) {
      collector.report(
        .declaration(
          "setuptools takes what follows the semicolon for another requirement",
          at: items[1].location, help: "write the requirement on a line of its own"))
      return requirement(items[0], role: role)
    }
    for line in SetuptoolsLines.lines(in: items) { requirement(line, role: role) }
  }

  private func marker(_ text: MappedText) -> Bool {
    do {
      _ = try RequirementReader.marker(in: text)
      return true
    } catch {
      return false
    }
  }

  private mutating func include(_ path: MappedText) {
    if path.content.contains(0x0a) {
      return collector.report(
        .declaration(
          "the paths of the files run into each other", at: path.location,
          help: "write a comma between them"))
    }
    collector.include(.requirements, path)
  }

  private mutating func requirement(_ line: MappedText, role: DependencyRole) {
    collector.attempt(at: line.location) { manifest throws(Unreadable) in
      manifest.dependencies.append(try RequirementReader.dependency(in: line, role: role))
    }
  }

  /// In pbr's extras a colon comes before a marker.
  private mutating func olderExtra(_ option: INIOption) {
    for line in SetuptoolsLines.lines(in: option.lines) {
      let colon = line.content.firstIndex(of: UInt8(ascii: ":"))
      guard let colon, !line.content.contains(UInt8(ascii: "@")),
        !line.content[..<colon].contains(UInt8(ascii: ";"))
      else {
        requirement(line, role: .extra(option.key))
        continue
      }
      collector.attempt(at: line.location) { manifest throws(Unreadable) in
        let requirement = line.part(line.range.lowerBound..<colon).trimmed
        let marker = line.part((colon + 1)..<line.range.upperBound).trimmed
        let condition = try RequirementReader.marker(in: marker).description
        let dependency = try RequirementReader.dependency(
          in: requirement, role: .extra(option.key))
        manifest.dependencies.append(
          dependency.with(marker: condition, location: line.location))
      }
    }
  }

  /// The items of a list: its lines, or the parts of its only line.
  private static func list(_ option: INIOption, separator: UInt8) -> [MappedText] {
    let lines = option.lines
    let items = lines.count > 1 ? lines : lines[0].split(at: separator)
    return items.map(\.trimmed).filter { !$0.isEmpty }
  }
}

extension MappedText {
  /// The parts between separators, empty ones included.
  func split(at separator: UInt8) -> [MappedText] {
    content.split(separator: separator, omittingEmptySubsequences: false).map { part($0.indices) }
  }

  /// The parts between white space.
  var words: [MappedText] {
    content.split { $0 == 0x20 || (0x09...0x0d).contains($0) }.map { part($0.indices) }
  }
}
