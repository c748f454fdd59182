/// A common word that one of two names has more than the other.
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

  /// Where it stands in the name that has it.
  func range(in name: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    switch form {
    case .before: 0..<word.utf8CodeUnitCount + 1
    case .joinedBefore: 0..<word.utf8CodeUnitCount
    case .behind: name.count - word.utf8CodeUnitCount - 1..<name.count
    case .joinedBehind: name.count - word.utf8CodeUnitCount..<name.count
    }
  }

  /// Whether a separator stands between it and the rest.
  var isApart: Bool { form == .before || form == .behind }

  private static let droppedForms: [(StaticString, [Form])] = [
    ("python", [.before, .behind]), ("py", [.before, .joinedBefore, .behind, .joinedBehind]),
  ]

  /// What is left of the name that has it.
  func rest(of name: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let range = range(in: name)
    return range.lowerBound == 0 ? range.upperBound..<name.count : 0..<range.lowerBound
  }

  private static let words: [(StaticString, Kind)] = [
    ("sdk", .vague), ("utils", .vague), ("util", .vague), ("tools", .vague), ("tool", .vague),
    ("lib", .vague), ("dev", .vague), ("pro", .vague), ("plus", .vague),
    ("py", .language), ("python", .language), ("python3", .language), ("api", .language),
    ("client", .language),
    ("core", .meaningful), ("cli", .meaningful), ("server", .meaningful), ("test", .meaningful),
    ("helper", .meaningful), ("helpers", .meaningful), ("kit", .meaningful), ("app", .meaningful),
  ]

  /// Calls `body` with each name that this one would be the rest of, were the affix left out that
  /// says no more than what every project of the index is.
  static func forEachDropped(
    from name: UnsafeBufferPointer<UInt8>, _ body: (Affix, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    for (word, forms) in droppedForms {
      let length = word.utf8CodeUnitCount
      for form in forms {
        let affix = Affix(word: word, kind: .language, form: form)
        let isJoined = !affix.isApart
        let isBefore = form == .before || form == .joinedBefore
        let count = name.count + length + (isJoined ? 0 : 1)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { whole in
          whole.initialize(repeating: UInt8(ascii: "-"))
          let (start, wordStart) = isBefore ? (count - name.count, 0) : (0, count - length)
          _ = whole[start...].update(fromContentsOf: name)
          word.withUTF8Buffer { _ = whole[wordStart...].update(fromContentsOf: $0) }
          body(affix, UnsafeBufferPointer(whole))
        }
      }
    }
  }

  /// Calls `body` with each affix that a name has, and with what is left without it.
  static func forEach(
    in name: UnsafeBufferPointer<UInt8>, _ body: (Affix, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let dash = UInt8(ascii: "-")
    guard let first = name.first, let last = name.last else { return }
    for (word, kind) in words {
      let length = word.utf8CodeUnitCount
      let mayFit = word.utf8Start[0] == first || word.utf8Start[length - 1] == last
      guard mayFit, name.count > length + 1 else { continue }
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
