import SourceText

/// An option that pip knows in a requirements file, and what it means to a gate.
struct PipOption: Sendable {
  enum Effect: Sendable {
    case include(Include.Kind)
    case editable
    case index(IndexOption.Kind)
    case hash
    /// It changes neither what is installed nor where from.
    case none
  }

  let names: [String]
  let takesValue: Bool
  let effect: Effect

  // `SUPPORTED_OPTIONS` and `SUPPORTED_OPTIONS_REQ` of pip's `req_file.py`, of pip 23 to 26.
  static let all: [PipOption] =
    withValue.map { PipOption(names: $0, takesValue: true, effect: $1) }
    + switches.map { PipOption(names: $0, takesValue: false, effect: $1) }

  private static let withValue: [([String], Effect)] = [
    (["-i", "--index-url", "--pypi-url"], .index(.indexURL)),
    (["--extra-index-url"], .index(.extraIndexURL)),
    (["-c", "--constraint"], .include(.constraints)),
    (["-r", "--requirement"], .include(.requirements)),
    (["-e", "--editable"], .editable),
    (["-f", "--find-links"], .index(.findLinks)),
    (["--trusted-host"], .index(.trustedHost)),
    (["--all-releases"], .index(.prereleases)),
    (["--hash"], .hash),
    (["--no-binary"], .none),
    (["--only-binary"], .none),
    (["--only-final"], .none),
    (["--use-feature"], .none),
    (["--global-option"], .none),
    (["-C", "--config-settings"], .none),
  ]

  private static let switches: [([String], Effect)] = [
    (["--no-index"], .index(.noIndex)),
    (["--pre"], .index(.prereleases)),
    (["--prefer-binary"], .none),
    (["--require-hashes"], .none),
    (["--no-require-hashes"], .none),
  ]
}

/// An option as it stands on a line.
struct OptionUse {
  let option: PipOption
  /// Nil for a mere switch.
  let value: MappedText?
  /// From the option's name to the end of its value.
  let location: Location

  /// Reads the words of a line in the way of Python's `optparse`: abbreviations, `--name=value` and
  /// `-nvalue` included.
  static func all(in words: [MappedText]) throws(Unreadable) -> [OptionUse] {
    var uses: [OptionUse] = []
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      let (option, attached) = try find(word)
      var value = attached
      var end = word.location.range.upperBound
      if option.takesValue, value == nil {
        guard index < words.count else {
          throw .declaration("the option '\(word.text)' lacks its value", at: word.location)
        }
        value = words[index]
        end = max(end, words[index].location.range.upperBound)
        index += 1
      } else if !option.takesValue, attached != nil {
        throw .declaration("the option '\(word.text)' takes no value", at: word.location)
      }
      let start = word.location.range.lowerBound
      uses.append(
        OptionUse(
          option: option, value: value,
          location: Location(file: word.file, range: start..<max(start, end))))
    }
    return uses
  }

  private static let hyphen = UInt8(ascii: "-")

  /// The option that a word names, and the value that the same word gives it.
  private static func find(
    _ word: MappedText
  ) throws(Unreadable) -> (PipOption, attached: MappedText?) {
    let bytes = word.content
    if bytes.count > 2, bytes.starts(with: [hyphen, hyphen]) {
      let name = bytes.prefix { $0 != UInt8(ascii: "=") }
      let attached =
        name.endIndex < bytes.endIndex ? word.part((name.endIndex + 1)..<bytes.endIndex) : nil
      return (try long(name, of: word), attached)
    }
    if bytes.count > 1, bytes.first == hyphen, bytes[bytes.startIndex + 1] != hyphen {
      let name = bytes.prefix(2)
      let option = PipOption.all.first { $0.names.contains { name.elementsEqual($0.utf8) } }
      guard let option else { throw unknown(word) }
      return (option, bytes.count > 2 ? word.part((bytes.startIndex + 2)..<bytes.endIndex) : nil)
    }
    throw .declaration(
      "pip ignores '\(word.text)', which follows an option", at: word.location,
      help: "write one requirement a line, its options after it")
  }

  /// An exact name, or the beginning of exactly one.
  private static func long(
    _ name: ArraySlice<UInt8>, of word: MappedText
  ) throws(Unreadable) -> PipOption {
    var matches: [(PipOption, String)] = []
    for option in PipOption.all {
      for candidate in option.names where candidate.utf8.starts(with: name) {
        if candidate.utf8.count == name.count { return option }
        matches.append((option, candidate))
      }
    }
    guard let match = matches.first else { throw unknown(word) }
    if matches.count == 1 { return match.0 }
    let names = matches.map { "'\($0.1)'" }.joined(separator: ", ")
    throw .declaration(
      "the option '\(word.text)' may stand for \(names)", at: word.location,
      help: "write the option's whole name")
  }

  private static func unknown(_ word: MappedText) -> Unreadable {
    Unreadable(
      Diagnostic(
        "pip knows no option '\(word.text)' in a requirements file", at: word.location,
        help: "remove the option"), extent: .declaration, reason: .notARequirement)
  }
}
