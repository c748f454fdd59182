/// The name of a project, valid by the grammar of PEP 508 and compared as PEP 503 folds it.
package struct ProjectName: Sendable {
  /// The name as it was written.
  package let text: String
  /// Lower case, with each run of `-`, `_` and `.` as one `-`.
  package let normalized: String

  /// Nil unless the bytes are ASCII letters, digits, `-`, `_` and `.`, beginning and ending with a
  /// letter or digit. Bytes are checked before anything is folded, so that no look-alike scalar
  /// passes as the letter it folds to.
  package init?(_ bytes: some Collection<UInt8>) {
    guard let first = bytes.first, Self.isAlphanumeric(first) else { return nil }
    var folded: [UInt8] = []
    folded.reserveCapacity(bytes.count)
    var isAfterSeparator = false
    for byte in bytes {
      if Self.isAlphanumeric(byte) {
        if isAfterSeparator { folded.append(UInt8(ascii: "-")) }
        isAfterSeparator = false
        folded.append((0x41...0x5a).contains(byte) ? byte | 0x20 : byte)
      } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      {
        isAfterSeparator = true
      } else {
        return nil
      }
    }
    if isAfterSeparator { return nil }
    text = String(decoding: bytes, as: UTF8.self)
    normalized = String(decoding: folded, as: UTF8.self)
  }

  package init?(_ text: String) { self.init(Array(text.utf8)) }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
  }
}

extension ProjectName: Hashable, Comparable, CustomStringConvertible {
  package static func == (a: Self, b: Self) -> Bool { a.normalized == b.normalized }
  package static func < (a: Self, b: Self) -> Bool { a.normalized < b.normalized }
  package func hash(into hasher: inout Hasher) { hasher.combine(normalized) }
  package var description: String { normalized }
}
