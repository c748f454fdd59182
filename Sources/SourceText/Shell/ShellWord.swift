/// A word of a command as the shell hands it to a program, with its place.
package struct ShellWord: Hashable, Sendable {
  /// The word without its quotes and escapes. What the shell puts something else in place of stands
  /// in it as it is written.
  package let text: MappedText
  /// What the shell replaces when it runs, in order and without overlaps.
  package let expansions: [ShellExpansion]
  /// Whether any of it is quoted or escaped.
  package let isQuoted: Bool

  package init(_ text: MappedText, expansions: [ShellExpansion] = [], isQuoted: Bool = false) {
    self.text = text
    self.expansions = expansions
    self.isQuoted = isQuoted
  }

  /// Whether nothing in it is decided only when the command runs. A pattern for file names stands
  /// for itself where no file matches.
  package var isLiteral: Bool { expansions.allSatisfy { $0.kind == .pattern } }

  /// Whether it is this very word, without quotes.
  func isKeyword(_ word: StaticString) -> Bool {
    !isQuoted && expansions.isEmpty
      && word.withUTF8Buffer { text.content.elementsEqual($0) }
  }

  /// Whether it is this word of small letters, without quotes, in the letters that a shell takes.
  func isKeyword(_ word: StaticString, _ dialect: ShellDialect) -> Bool {
    if dialect.isPOSIX { return isKeyword(word) }
    return !isQuoted && expansions.isEmpty
      && word.withUTF8Buffer { word in text.content.elementsEqual(word) { $0 | 0x20 == $1 } }
  }
}

/// A part of a word that the shell replaces.
package struct ShellExpansion: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The value of one variable.
    case variable(String)
    /// All elements of an array, each a word: `${X[@]}`.
    case elements(String)
    /// A command's output, arithmetic, a variable with operators, a template's expression.
    case computed
    /// `*` and `?` outside of quotes.
    case pattern
  }

  package let kind: Kind
  /// Where it stands in the bytes of the word's text.
  package let range: Range<Int>
  package let isQuoted: Bool

  package init(_ kind: Kind, at range: Range<Int>, isQuoted: Bool) {
    self.kind = kind
    self.range = range
    self.isQuoted = isQuoted
  }
}
