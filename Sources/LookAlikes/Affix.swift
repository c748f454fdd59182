/// A common word that a name has more than the protected one.
struct Affix: Sendable {
  enum Form: Sendable {
    case before, joinedBefore, behind, joinedBehind
  }

  enum Kind: Sendable {
    /// Says nothing about what the project would add.
    case vague
    /// Says what every project of the index is.
    case language
    /// Says what a plugin could be for.
    case meaningful
  }

  let word: StaticString
  let kind: Kind
  let form: Form

  /// Where it stands in the name.
  func range(in name: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    switch form {
    case .before: 0..<word.utf8CodeUnitCount + 1
    case .joinedBefore: 0..<word.utf8CodeUnitCount
    case .behind: name.count - word.utf8CodeUnitCount - 1..<name.count
    case .joinedBehind: name.count - word.utf8CodeUnitCount..<name.count
    }
  }

  private static let words: [(StaticString, Kind)] = [
    ("sdk", .vague), ("utils", .vague), ("util", .vague), ("tools", .vague), ("tool", .vague),
    ("lib", .vague), ("dev", .vague), ("pro", .vague), ("plus", .vague),
    ("py", .language), ("python", .language), ("python3", .language), ("api", .language),
    ("client", .language),
    ("core", .meaningful), ("cli", .meaningful), ("server", .meaningful), ("test", .meaningful),
    ("helper", .meaningful), ("helpers", .meaningful), ("kit", .meaningful), ("app", .meaningful),
  ]

  /// Calls `body` with each affix that a name has, and with what is left without it.
  static func forEach(
    in name: UnsafeBufferPointer<UInt8>, _ body: (Affix, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let dash = UInt8(ascii: "-")
    for (word, kind) in words {
      let length = word.utf8CodeUnitCount
      guard name.count > length + 1 else { continue }
      func rest(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: name[range])
      }
      word.withUTF8Buffer { bytes in
        if name.prefix(length).elementsEqual(bytes) {
          let isJoined = name[length] != dash
          body(
            Affix(word: word, kind: kind, form: isJoined ? .joinedBefore : .before),
            rest((isJoined ? length : length + 1)..<name.count))
        }
        if name.suffix(length).elementsEqual(bytes) {
          let end = name.count - length
          let isJoined = name[end - 1] != dash
          body(
            Affix(word: word, kind: kind, form: isJoined ? .joinedBehind : .behind),
            rest(0..<(isJoined ? end : end - 1)))
        }
      }
    }
  }
}
