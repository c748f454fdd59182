import PythonPackaging
import SourceText

/// What the options of one command say of all that it installs.
private struct CommandTerms {
  var role = DependencyRole.runtime
  /// The projects that a tool comes from, whatever its command is called.
  var hasSource = false
  var readsPythonIndex = false
  var address: ShellWord?
}

extension CommandReader {
  /// Reads the arguments of an installing command.
  mutating func read(_ use: InstallerUse) {
    var arguments = use.arguments
    var terms = CommandTerms()
    var operands: [ShellWord] = []
    var options = use.leading
    let stopsAtOperand: Bool =
      switch use.installer.operands {
      case .command, .oneTool: true
      default: false
      }
    while let argument = arguments.next(use.installer.options) {
      guard case .operand(let word) = argument else {
        options.append(argument)
        continue
      }
      operands.append(word)
      if stopsAtOperand { break }
    }
    if kind == .prose { operands = ProsePlaceholder.withoutBrackets(operands) }
    for case .option(let effect, let value, _) in options {
      switch effect {
      case .group: terms.role = value?.literal.map { .group($0) } ?? terms.role
      case .extra: terms.role = value?.literal.map { .extra($0) } ?? terms.role
      case .namedGroup(let name): if terms.role == .runtime { terms.role = .group(name) }
      case .source: terms.hasSource = true
      case .pythonIndex: terms.readsPythonIndex = true
      case .address: terms.address = value
      default: continue
      }
    }
    for case .option(let effect, let value, let location) in options {
      readOption(effect, value, at: location, terms.role)
    }
    readOperands(operands, of: use.installer, terms, rest: arguments.words)
  }

  private mutating func readOption(
    _ effect: CommandOptions.Effect, _ value: ShellWord?, at location: Location,
    _ role: DependencyRole
  ) {
    switch effect {
    case .requirement, .source:
      if let value { readTool(value, role: role) }
    case .requirements:
      if let value {
        for part in value.split(at: UInt8(ascii: ",")) { readTool(part, role: role) }
      }
    case .editable:
      if let value { readEditable(value, role: role, location: location) }
    case .include(let kind):
      if let value { include(kind, value, at: location) }
    case .index(let kind):
      // Prose only names an index, and options have no kind that would say so.
      if self.kind == .prose || kind == .channel && value?.literal == "defaults" { return }
      manifest.options.append(
        IndexOption(kind: kind, value: value?.text.text ?? "", location: location))
    case .orderedIndex:
      if self.kind == .prose { return }
      var option = IndexOption(
        kind: .extraIndexURL, value: value?.text.text ?? "", location: location)
      option.search = .inOrder
      manifest.options.append(option)
    case .condaFile:
      if let value { readCondaFile(value) }
    case .pipOptions:
      if let value { readPipOptions(value, role: role) }
    case .ignored, .group, .extra, .namedGroup, .pythonIndex, .address: return
    }
  }

  /// Options for pip that stand in one word, `--pip-args "--index-url …"`.
  private mutating func readPipOptions(_ word: ShellWord, role: DependencyRole) {
    var arguments = CommandArguments(ShellWords.split(word.text, dialect: .posix)[...])
    while let argument = arguments.next(PipOptions.install) {
      if case .option(let effect, let value, let location) = argument {
        if case .pipOptions = effect { continue }
        readOption(effect, value, at: location, role)
      }
    }
  }

  private mutating func readOperands(
    _ operands: [ShellWord], of installer: Installer, _ terms: CommandTerms,
    rest: ArraySlice<ShellWord>
  ) {
    switch installer.operands {
    case .requirements:
      if let address = terms.address { return readAddress(address, for: operands, terms.role) }
      for word in operands { readRequirement(word, role: terms.role) }
    case .poetryRequirements:
      for word in operands { readPoetryRequirement(word, role: terms.role) }
    case .condaPackages:
      if let address = terms.address { return readAddress(address, for: operands, terms.role) }
      for word in operands {
        if terms.readsPythonIndex {
          readRequirement(word, role: terms.role)
        } else {
          readCondaPackage(word, role: terms.role)
        }
      }
    case .tools:
      if let address = terms.address { return readAddress(address, for: operands, terms.role) }
      if terms.hasSource { return }
      for word in operands { readTool(word, role: terms.role) }
    case .oneTool:
      if let tool = operands.first, !terms.hasSource { readTool(tool, role: terms.role) }
    case .environmentThenRequirements:
      for word in operands.dropFirst() { readRequirement(word, role: terms.role) }
    case .files:
      for word in operands { include(.requirements, word, at: word.text.location) }
    case .command:
      guard let program = operands.first else { return }
      // After `-m` the module is the program; `hatch run env:pip …` names an environment.
      read(([program.withoutEnvironment] + rest)[...])
    case .nothing: return
    }
  }
}

extension ShellWord {
  /// The parts between separators, expansions kept.
  fileprivate func split(at separator: UInt8) -> [ShellWord] {
    var parts: [ShellWord] = []
    var start = text.range.lowerBound
    var brackets = 0
    func part(upTo end: Int) -> ShellWord {
      ShellWord(
        text.part(start..<end),
        expansions: expansions.filter {
          $0.range.lowerBound >= start && $0.range.upperBound <= end
        },
        isQuoted: isQuoted)
    }
    for index in text.content.indices {
      let byte = text.bytes[index]
      if byte == UInt8(ascii: "[") { brackets += 1 }
      if byte == UInt8(ascii: "]") { brackets -= 1 }
      // In `a>=1,<2` the comma goes on with the specifiers.
      let isSeparator =
        byte == separator && brackets <= 0 && !expansions.contains { $0.range.contains(index) }
        && !"<>=!~".utf8.contains(text.content[(index + 1)...].first { $0 != 0x20 } ?? 0)
      if isSeparator {
        parts.append(part(upTo: index))
        start = index + 1
      }
    }
    parts.append(part(upTo: text.range.upperBound))
    return parts.filter { !$0.text.isEmpty }
  }

  /// The word without the environment of `hatch run env:command`.
  fileprivate var withoutEnvironment: ShellWord {
    guard let colon = text.content.firstIndex(of: UInt8(ascii: ":")),
      expansions.allSatisfy({ !$0.range.contains(colon) }), colon + 1 < text.range.upperBound,
      !"/\\".utf8.contains(text.bytes[colon + 1])
    else { return self }
    return dropping(colon + 1 - text.range.lowerBound)
  }
}
