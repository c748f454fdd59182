import SourceText

/// The arguments of a command, told apart by what the program takes for options.
struct CommandArguments {
  enum Argument {
    case operand(ShellWord)
    /// An option with its value, when it takes one; the place is that of both.
    case option(CommandOptions.Effect, value: ShellWord?, location: Location)
  }

  private(set) var words: ArraySlice<ShellWord>
  /// Whether `--` was seen, after which nothing is an option.
  private var isAfterDashes = false
  /// The letters of `-qU` that were not yet looked at, and the word that they stand in.
  private var cluster: (letters: ShellWord, word: ShellWord)?

  init(_ words: ArraySlice<ShellWord>) { self.words = words }

  /// The next argument; options that mean nothing to a gate are passed over with their values.
  mutating func next(_ options: CommandOptions) -> Argument? {
    while true {
      if let (letters, word) = cluster {
        if let argument = option(in: letters, of: word, options) { return argument }
        continue
      }
      guard let word = words.popFirst() else { return nil }
      let bytes = word.text.content
      guard !isAfterDashes, bytes.count > 1, bytes.first == Self.dash, !isDashExpanded(word) else {
        return .operand(word)
      }
      if bytes.elementsEqual("--".utf8) {
        isAfterDashes = true
      } else if bytes.starts(with: "--".utf8) || options.hasLongOptionsWithOneDash {
        if let argument = long(word, options) { return argument }
      } else if let argument = option(in: word.dropping(1), of: word, options) {
        return argument
      }
    }
  }

  private static let dash = UInt8(ascii: "-")

  private func isDashExpanded(_ word: ShellWord) -> Bool {
    word.expansions.first?.range.lowerBound == word.text.range.lowerBound
  }

  private mutating func long(_ word: ShellWord, _ options: CommandOptions) -> Argument? {
    let equal = word.text.content.firstIndex(of: UInt8(ascii: "="))
    let name = word.text.part(word.text.range.lowerBound..<(equal ?? word.text.range.upperBound))
    let attached = equal.map { word.dropping($0 + 1 - word.text.range.lowerBound) }
    let (effect, takesValue) = options.long(name.text)
    return argument(word, effect, takesValue: takesValue, attached: attached)
  }

  /// Reads the first letter of `-abc`; the others wait.
  private mutating func option(
    in letters: ShellWord, of word: ShellWord, _ options: CommandOptions
  ) -> Argument? {
    cluster = nil
    guard let letter = letters.text.content.first else { return nil }
    let (effect, takesValue) = options.short(letter)
    let rest = letters.dropping(1)
    if takesValue {
      // Some write `-n=name`.
      let hasEqual = rest.text.content.first == UInt8(ascii: "=") && options.allowsEqualAfterLetter
      let value = hasEqual ? rest.dropping(1) : rest
      return argument(word, effect, takesValue: true, attached: rest.text.isEmpty ? nil : value)
    }
    if !rest.text.isEmpty { cluster = (rest, word) }
    return argument(word, effect, takesValue: false, attached: nil)
  }

  private mutating func argument(
    _ word: ShellWord, _ effect: CommandOptions.Effect, takesValue: Bool, attached: ShellWord?
  ) -> Argument? {
    let value = attached ?? (takesValue ? words.popFirst() : nil)
    if case .ignored = effect { return nil }
    if takesValue, value == nil { return nil }
    let start = word.text.location.range.lowerBound
    let end = max(
      word.text.location.range.upperBound, value?.text.location.range.upperBound ?? start)
    return .option(
      effect, value: value, location: Location(file: word.text.file, range: start..<end))
  }
}

extension ShellWord {
  /// The word without its first bytes.
  func dropping(_ count: Int) -> ShellWord {
    let start = min(text.range.lowerBound + count, text.range.upperBound)
    return ShellWord(
      text.part(start..<text.range.upperBound),
      expansions: expansions.filter { $0.range.lowerBound >= start }, isQuoted: isQuoted)
  }

  /// The word as text when nothing in it is replaced.
  var literal: String? { isLiteral ? text.text : nil }
}
