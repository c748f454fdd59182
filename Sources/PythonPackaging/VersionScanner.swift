// https://packaging.python.org/en/latest/specifications/version-specifiers/#appendix-parsing-version-strings-with-regular-expressions
extension Version {
  /// Reads the longest version that stands at the cursor. Nil, with the cursor anywhere, if there
  /// is none.
  static func scan(_ cursor: inout ByteCursor, allowsLocalLabel: Bool) -> Version? {
    _ = cursor.skip(word: "v")
    guard let first = scanNumber(&cursor) else { return nil }
    var epoch: VersionNumber = 0
    var release = [first]
    if cursor.current == UInt8(ascii: "!"), isDigit(cursor.next) {
      cursor.advance()
      guard let number = scanNumber(&cursor) else { return nil }
      epoch = first
      release = [number]
    }
    while cursor.current == UInt8(ascii: "."), isDigit(cursor.next) {
      cursor.advance()
      guard let number = scanNumber(&cursor) else { return nil }
      release.append(number)
    }

    var prerelease: Prerelease?
    if let kind = scanLabel(&cursor, among: prereleaseLabels) {
      guard let number = scanLabelNumber(&cursor) else { return nil }
      prerelease = Prerelease(kind: kind, number: number)
    }
    var postrelease: VersionNumber?
    if cursor.current == UInt8(ascii: "-"), isDigit(cursor.next) {
      cursor.advance()
      guard let number = scanNumber(&cursor) else { return nil }
      postrelease = number
    } else if scanLabel(&cursor, among: postreleaseLabels) != nil {
      guard let number = scanLabelNumber(&cursor) else { return nil }
      postrelease = number
    }
    var development: VersionNumber?
    if scanLabel(&cursor, among: developmentLabels) != nil {
      guard let number = scanLabelNumber(&cursor) else { return nil }
      development = number
    }
    var localSegments: [LocalSegment] = []
    if allowsLocalLabel, cursor.current == UInt8(ascii: "+"), isAlphanumeric(cursor.next) {
      guard let segments = scanLocalSegments(&cursor) else { return nil }
      localSegments = segments
    }
    return Version(
      epoch: epoch, release: release, prerelease: prerelease, postrelease: postrelease,
      development: development, localSegments: localSegments)
  }

  // A label that begins with another comes first.
  private static let prereleaseLabels: [(StaticString, PrereleaseKind)] = [
    ("alpha", .alpha), ("a", .alpha), ("beta", .beta), ("b", .beta),
    ("preview", .releaseCandidate), ("pre", .releaseCandidate), ("c", .releaseCandidate),
    ("rc", .releaseCandidate),
  ]
  private static let postreleaseLabels: [(StaticString, Void)] = [
    ("post", ()), ("rev", ()), ("r", ()),
  ]
  private static let developmentLabels: [(StaticString, Void)] = [("dev", ())]

  /// Reads a label with the separator before it, or nothing.
  private static func scanLabel<Meaning>(
    _ cursor: inout ByteCursor, among labels: [(StaticString, Meaning)]
  ) -> Meaning? {
    let start = cursor.position
    skipSeparator(&cursor)
    for (label, meaning) in labels where cursor.skip(word: label) { return meaning }
    cursor.rewind(to: start)
    return nil
  }

  /// Reads the number of a label; a missing one is zero. Nil if it has too many digits.
  private static func scanLabelNumber(_ cursor: inout ByteCursor) -> VersionNumber? {
    skipSeparator(&cursor)
    return VersionNumber(digits: cursor.bytes[cursor.skip(while: ByteCursor.isDigit)])
  }

  private static func scanNumber(_ cursor: inout ByteCursor) -> VersionNumber? {
    let digits = cursor.skip(while: ByteCursor.isDigit)
    return digits.isEmpty ? nil : VersionNumber(digits: cursor.bytes[digits])
  }

  private static func scanLocalSegments(_ cursor: inout ByteCursor) -> [LocalSegment]? {
    var segments: [LocalSegment] = []
    repeat {
      cursor.advance()  // the `+` or the separator
      let text = cursor.bytes[cursor.skip(while: ByteCursor.isAlphanumeric)]
      if text.allSatisfy(ByteCursor.isDigit) {
        guard let number = VersionNumber(digits: text) else { return nil }
        segments.append(.number(number))
      } else {
        segments.append(
          .word(String(decoding: text.map(ByteCursor.lowercased), as: UTF8.self)))
      }
    } while isSeparator(cursor.current) && isAlphanumeric(cursor.next)
    return segments
  }

  private static func skipSeparator(_ cursor: inout ByteCursor) {
    if isSeparator(cursor.current) { cursor.advance() }
  }

  private static func isSeparator(_ byte: UInt8?) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  private static func isDigit(_ byte: UInt8?) -> Bool { byte.map(ByteCursor.isDigit) ?? false }

  private static func isAlphanumeric(_ byte: UInt8?) -> Bool {
    byte.map(ByteCursor.isAlphanumeric) ?? false
  }
}
