/// One clause of a version specifier, such as `>=1.0` or `==2.*`.
///
/// Clauses are equal when they say the same: `==1.0` equals `== 1.0.0`.
package struct Specifier: Sendable {
  package enum Operator: String, Hashable, Sendable, CaseIterable {
    case compatible = "~="
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case arbitrary = "==="
  }

  package let op: Operator
  /// The version as written, with its `.*`, without the white space around it. After `===` it may
  /// be any text, even none.
  package let versionText: String
  /// Whether the version ends in `.*` and stands for all that begin like it.
  package let isPrefix: Bool
  /// The version, without the `.*`. Nil only after `===`, if the text is no version.
  package let version: Version?

  private init(op: Operator, versionText: String, isPrefix: Bool, version: Version?) {
    self.op = op
    self.versionText = versionText
    self.isPrefix = isPrefix
    self.version = version
  }

  /// Nil unless the whole text is one clause, white space around it aside.
  package init?(_ text: some StringProtocol) { self.init(utf8: Array(text.utf8)) }

  init?(utf8 bytes: [UInt8], in range: Range<Int>? = nil) {
    var cursor = ByteCursor(bytes, in: range)
    cursor.skipWhitespace()
    guard let specifier = Self.scan(&cursor) else { return nil }
    cursor.skipWhitespace()
    guard cursor.isAtEnd else { return nil }
    self = specifier
  }

  /// Whether naming this version asks for pre-releases.
  package var namesPrerelease: Bool {
    op != .notEqual && !isPrefix && (version?.isPrerelease ?? false)
  }
}

// https://packaging.python.org/en/latest/specifications/version-specifiers/#version-specifiers
extension Specifier {
  /// Reads the clause that stands at the cursor, up to where it can go on no longer. Nil, with the
  /// cursor where it was, if there is none.
  static func scan(_ cursor: inout ByteCursor) -> Specifier? {
    let start = cursor.position
    guard let op = Operator.scan(&cursor) else { return nil }
    cursor.skipWhitespace()
    let versionStart = cursor.position
    if op == .arbitrary {
      skipArbitraryText(&cursor)
      let range = versionStart..<cursor.position
      return Specifier(
        op: op, versionText: String(decoding: cursor.bytes[range], as: UTF8.self),
        isPrefix: false, version: Version(utf8: cursor.bytes, in: range))
    }
    let allowsMore = op == .equal || op == .notEqual
    guard let version = Version.scan(&cursor, allowsLocalLabel: allowsMore),
      op != .compatible || version.release.count > 1
    else {
      cursor.rewind(to: start)
      return nil
    }
    var isPrefix = false
    if allowsMore, version.isReleaseOnly, cursor.current == UInt8(ascii: "."),
      cursor.next == UInt8(ascii: "*")
    {
      cursor.advance()
      cursor.advance()
      isPrefix = true
    }
    let text = String(decoding: cursor.bytes[versionStart..<cursor.position], as: UTF8.self)
    return Specifier(op: op, versionText: text, isPrefix: isPrefix, version: version)
  }

  private static func skipArbitraryText(_ cursor: inout ByteCursor) {
    while let byte = cursor.current, byte != UInt8(ascii: ";"), byte != UInt8(ascii: ")"),
      cursor.whitespaceLength == 0
    {
      cursor.advance()
    }
  }
}

extension Specifier.Operator {
  /// Reads the longest operator that stands at the cursor, or nothing.
  static func scan(_ cursor: inout ByteCursor) -> Self? {
    let isFollowedByEqual = cursor.next == UInt8(ascii: "=")
    let op: Self? =
      switch (cursor.current, isFollowedByEqual) {
      case (UInt8(ascii: "="), true): .equal
      case (UInt8(ascii: "!"), true): .notEqual
      case (UInt8(ascii: "~"), true): .compatible
      case (UInt8(ascii: "<"), true): .lessOrEqual
      case (UInt8(ascii: ">"), true): .greaterOrEqual
      case (UInt8(ascii: "<"), false): .less
      case (UInt8(ascii: ">"), false): .greater
      default: nil
      }
    guard let op else { return nil }
    for _ in 0..<op.rawValue.utf8.count { cursor.advance() }
    return op == .equal && cursor.skip(UInt8(ascii: "=")) ? .arbitrary : op
  }
}

extension Version {
  fileprivate var isReleaseOnly: Bool {
    !isPrerelease && !isPostrelease && localSegments.isEmpty
  }
}

extension Specifier: Hashable, CustomStringConvertible {
  /// The clause as written, without white space.
  package var description: String { op.rawValue + versionText }

  /// The same text for all clauses that say the same.
  var canonicalText: String {
    guard op != .arbitrary, let version else { return description }
    if isPrefix { return "\(op.rawValue)\(version).*" }
    // `~=1.0` and `~=1.0.0` differ, so only there do trailing zeros count.
    return op.rawValue + version.text(trimmed: op != .compatible)
  }

  package static func == (a: Self, b: Self) -> Bool { a.canonicalText == b.canonicalText }
  package func hash(into hasher: inout Hasher) { hasher.combine(canonicalText) }
}
