/// A glob over normalized project names; only `*` is special.
package struct NamePattern: Hashable, Sendable {
  package let text: String
  package let isLiteral: Bool
  /// Equal for two patterns that match the same names by their spelling.
  let folded: [UInt8]

  /// Nil unless the bytes are ASCII letters, digits, `-`, `_`, `.` and `*`, and no separator stands
  /// first or last: whatever matches it is a project name.
  package init?(validating text: String) {
    func isInner(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "*"): true
      default: false
      }
    }
    guard let first = text.utf8.first, let last = text.utf8.last, isInner(first), isInner(last),
      text.utf8.allSatisfy({ isInner($0) || "-_.".utf8.contains($0) })
    else { return nil }
    self.init(text)
  }

  /// `text` is a project name in which `*` may stand; it is folded as names are.
  package init(_ text: String) {
    self.text = text
    var folded: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
        if folded.last != UInt8(ascii: "-") { folded.append(UInt8(ascii: "-")) }
      case 0x41...0x5a: folded.append(byte | 0x20)
      default: folded.append(byte)
      }
    }
    self.folded = folded
    isLiteral = !folded.contains(UInt8(ascii: "*"))
  }

  /// Whether it says more of a name than another pattern does: a whole name more than any pattern,
  /// then more characters, then the later in the order of texts.
  package func isMoreSpecific(than other: NamePattern) -> Bool {
    if isLiteral != other.isLiteral { return isLiteral }
    let (own, others) = (literalCount, other.literalCount)
    return own != others ? own > others : other.folded.lexicographicallyPrecedes(folded)
  }

  private var literalCount: Int { folded.count { $0 != UInt8(ascii: "*") } }

  package func matches(_ normalizedName: String) -> Bool {
    isLiteral
      ? folded.elementsEqual(normalizedName.utf8)
      : Wildcard.matches(
        folded, Array(normalizedName.utf8), isMany: { $0 == UInt8(ascii: "*") }, matchesOne: ==)
  }
}
