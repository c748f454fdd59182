import SourceText

/// An installing command with its arguments, read up to its subcommand.
struct InstallerUse {
  let installer: Installer
  /// What stands before the subcommand.
  let leading: [CommandArguments.Argument]
  var arguments: CommandArguments
  /// The program and its subcommands.
  let location: Location

  /// Nil when the program installs nothing, or not with this subcommand.
  init?(_ program: ShellWord, _ words: ArraySlice<ShellWord>) {
    guard let name = ProgramName(program)?.installer else { return nil }
    self.init(named: name, at: program.text, words)
  }

  private init?(named name: String, at word: MappedText, _ words: ArraySlice<ShellWord>) {
    guard let globals = Installers.globalOptions(name) else { return nil }
    var path = name
    var leading: [CommandArguments.Argument] = []
    var arguments = CommandArguments(words)
    var last = word
    while Installers.installer(path) == nil {
      guard Installers.isPrefix(path), let argument = arguments.next(globals) else { return nil }
      guard case .operand(let subcommand) = argument else {
        leading.append(argument)
        continue
      }
      guard let text = subcommand.literal else { return nil }
      path += " " + text
      last = subcommand.text
    }
    guard let installer = Installers.installer(path) else { return nil }
    self.installer = installer
    self.leading = leading
    self.arguments = arguments
    let start = word.location.range.lowerBound
    location = Location(
      file: word.file, range: start..<max(start, last.location.range.upperBound))
  }
}

/// What a program is, by the last component of the path that a command names it by.
struct ProgramName {
  /// In lower case, without a suffix such as `.exe`.
  let text: String

  /// Nil when only running the command would tell.
  init?(_ word: ShellWord) {
    let bytes = word.text.content
    var start = bytes.startIndex
    for index in bytes.indices where bytes[index] == 0x2f || bytes[index] == 0x5c {
      if word.expansions.allSatisfy({ !$0.range.contains(index) }) { start = index + 1 }
    }
    let expansions = word.expansions.filter {
      $0.kind != .pattern && $0.range.upperBound > start
    }
    if expansions.isEmpty {
      text = Self.withoutSuffix(bytes[start...])
    } else if let first = expansions.first, first.range.lowerBound > start {
      // `python$VERSION`
      text = Self.withoutSuffix(bytes[start..<first.range.lowerBound])
    } else if let first = expansions.first, let name = Self.name(in: bytes[first.range]) {
      text = name
    } else {
      return nil
    }
  }

  private static func withoutSuffix(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }[...]
    for suffix in [".exe", ".cmd", ".bat"] where bytes.suffix(4).elementsEqual(suffix.utf8) {
      bytes = bytes.dropLast(4)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What a variable or a substitution most likely is: `$PIP`, `${PYTHON3}`, `$(which python)`.
  private static func name(in bytes: ArraySlice<UInt8>) -> String? {
    let words = bytes.split { !isNameByte($0) }
    guard let last = words.last else { return nil }
    let parts = last.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
      .split(separator: UInt8(ascii: "_")).map { String(decoding: $0, as: UTF8.self) }
    return parts.first { part in
      ["pip", "python", "uv", "conda", "mamba", "poetry", "pipx", "py"].contains(
        String(part.prefix { $0.isLetter }))
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }

  /// The name under which `Installers` knows the program; nil for what is none.
  var installer: String? {
    if Self.isVersioned(text, "pip") { return "pip" }
    if Self.isVersioned(text, "pipx") { return "pipx" }
    if Self.isVersioned(text, "easy_install") { return "easy_install" }
    switch text {
    case "mamba", "micromamba", "conda": return "conda"
    case "pip_compile": return "pip-compile"
    case "pip._internal": return "pip"
    default: return Installers.globalOptions(text) == nil ? nil : text
    }
  }

  var isPython: Bool {
    ["python", "pypy", "py", "pythonw", "graalpy", "cpython"].contains {
      Self.isVersioned(text, $0)
    }
  }

  /// Whether the name is a word with nothing but a version behind it.
  private static func isVersioned(_ name: String, _ word: String) -> Bool {
    name.utf8.starts(with: word.utf8)
      && name.utf8.dropFirst(word.utf8.count).allSatisfy {
        (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
      }
  }
}
