import SourceText

/// The words of a command, without what only starts another one.
struct CommandWords {
  enum Target {
    case program(ShellWord, ArraySlice<ShellWord>)
    /// The text that a shell is given to run.
    case script(ShellWord, ShellDialect)
    /// A shell that reads its commands from its input.
    case shell(ShellDialect)
    case none
  }

  private(set) var words: ArraySlice<ShellWord>
  private(set) var target = Target.none
  /// Whether `xargs` adds words from the input.
  private(set) var readsArgumentsFromInput = false
  private let dialect: ShellDialect

  init(_ words: ArraySlice<ShellWord>, dialect: ShellDialect) {
    self.words = words
    self.dialect = dialect
  }

  /// Finds the program that is run in the end.
  mutating func unwrap() {
    // Every round drops a word or ends.
    while let first = words.first {
      if first.text.isEmpty || isAssignment(first) {
        words.removeFirst()
        continue
      }
      let name = ProgramName(first)
      if let name, name.installer != nil {
        target = .program(first, words.dropFirst())
        return
      }
      if let module = pythonModule(isPython: name?.isPython ?? false) {
        words = module
        if let program = words.first, ProgramName(program)?.installer != nil { continue }
        return
      }
      guard let name else {
        // `$SUDO pip install …`: whatever the variable holds, it starts what follows.
        words.removeFirst()
        continue
      }
      guard let wrapper = CommandWrapper.named(name.text) else { return }
      words.removeFirst()
      if unwrap(wrapper) { return }
    }
  }

  /// Drops the words of one wrapper; true when what is run is known.
  private mutating func unwrap(_ wrapper: CommandWrapper) -> Bool {
    switch wrapper.form {
    case .command(let operands):
      skipOptions(of: wrapper, operands: operands)
      if wrapper.readsInput { readsArgumentsFromInput = true }
      return false
    case .shell(let dialect, let flags):
      unwrapShell(dialect, flags: flags)
      return true
    case .text:
      // `eval "…"`; several words are joined, of which the first tells the program.
      if words.count == 1, let word = words.first {
        target = .script(word, dialect)
        return true
      }
      return false
    case .user:
      return unwrapUser(wrapper)
    case .container:
      return unwrapContainer()
    }
  }

  private mutating func skipOptions(of wrapper: CommandWrapper, operands: Int) {
    var operands = operands
    while let word = words.first {
      let bytes = word.text.content
      if bytes.elementsEqual("--".utf8) {
        words.removeFirst()
        if operands == 0 { return }
        continue
      }
      if bytes.count > 1, bytes.first == UInt8(ascii: "-") {
        words.removeFirst()
        let name = String(decoding: bytes.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
        if wrapper.valued.contains(name), !bytes.contains(UInt8(ascii: "=")) {
          words = words.dropFirst()
        }
        continue
      }
      if isAssignment(word) {
        words.removeFirst()
        continue
      }
      if operands > 0 || wrapper.skipsNumbers && Self.isNumber(bytes) {
        operands -= 1
        words.removeFirst()
        continue
      }
      return
    }
  }

  /// A shell with `-c` runs its next word, one without operands its input.
  private mutating func unwrapShell(_ dialect: ShellDialect, flags: [String]) {
    while let word = words.first {
      let text = word.text.text.lowercased()
      let isFlag =
        flags.contains(text)
        || dialect == .posix && text.utf8.first == UInt8(ascii: "-")
          && text.utf8.dropFirst().first != UInt8(ascii: "-") && text.utf8.last == UInt8(ascii: "c")
      words.removeFirst()
      if isFlag {
        if dialect == .posix, let script = words.first {
          target = .script(script, dialect)
        } else if words.count == 1, let script = words.first {
          target = .script(script, dialect)
        } else if let program = words.first {
          // `cmd /c pip install x`: the words themselves are the command.
          var inner = CommandWords(words, dialect: dialect)
          inner.unwrap()
          target = inner.target
          _ = program
        }
        return
      }
      if text.utf8.first == UInt8(ascii: "-") && text.utf8.count > 1
        || dialect == .cmd && text.utf8.first == UInt8(ascii: "/")
      {
        if ["-o", "+o", "--rcfile", "--init-file", "-executionpolicy"].contains(text) {
          words = words.dropFirst()
        }
        continue
      }
      if text != "-" { return }
    }
    target = .shell(dialect)
  }

  /// `su user -c "…"`, `runuser -u user -- pip …`.
  private mutating func unwrapUser(_ wrapper: CommandWrapper) -> Bool {
    if let flag = words.firstIndex(where: { ["-c", "--command"].contains($0.text.text) }),
      flag + 1 < words.endIndex
    {
      target = .script(words[flag + 1], .posix)
      return true
    }
    skipOptions(of: wrapper, operands: 0)
    return false
  }

  /// Finds the shell, or the installer, that a container or another machine is told to run.
  private mutating func unwrapContainer() -> Bool {
    while let word = words.first {
      let name = ProgramName(word)
      if case .shell? = name.flatMap({ CommandWrapper.named($0.text)?.form }) { return false }
      if let name, name.isPython || name.installer != nil,
        word.isLiteral, !word.text.content.contains(UInt8(ascii: ":"))
      {
        return false
      }
      words.removeFirst()
    }
    return true
  }

  /// The words from the module on that `python -m` runs; nil when the program runs none. Of a
  /// program that is not known to be Python, only `-m` right behind it counts.
  private func pythonModule(isPython: Bool) -> ArraySlice<ShellWord>? {
    if !isPython {
      let flag = words.dropFirst().first?.text.content
      guard let flag, flag.elementsEqual("-m".utf8), words.count > 2,
        ProgramName(words[words.startIndex + 2])?.installer != nil
      else { return nil }
    }
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      let bytes = word.text.content
      if bytes.first != UInt8(ascii: "-") {
        let isBootstrap = ProgramName(word)?.text == "get-pip.py"
        return isBootstrap && ProgramName(words[words.startIndex])?.isPython == true
          ? words[(rest.startIndex - 1)...] : nil
      }
      if bytes.last == UInt8(ascii: "m"), bytes.count <= 4 { return rest }
      if bytes.count > 2, bytes.starts(with: "-m".utf8) {
        var module = rest
        // `-mpip`: the word after the letter is the module.
        module = [word.dropping(2)] + rest
        return module
      }
      if bytes.elementsEqual("-W".utf8) || bytes.elementsEqual("-X".utf8) {
        rest = rest.dropFirst()
      }
      if bytes.elementsEqual("-c".utf8) { return nil }
    }
    return nil
  }

  private func isAssignment(_ word: ShellWord) -> Bool {
    let name = word.text.content.prefix {
      ShellVariableName.contains($0)
    }
    return !name.isEmpty && name.endIndex < word.text.content.endIndex
      && word.text.content[name.endIndex] == UInt8(ascii: "=")
      && word.expansions.allSatisfy { $0.range.lowerBound > name.endIndex }
  }

  private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, (0x30...0x39).contains(first) else { return false }
    return bytes.dropFirst().allSatisfy {
      (0x30...0x39).contains($0) || ".smhd".utf8.contains($0)
    }
  }
}

/// The bytes of a variable's name.
enum ShellVariableName {
  static func contains(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "_"): true
    default: false
    }
  }
}
