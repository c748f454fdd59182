/// Takes the values of SSH's wire format from bytes, in order. Nil stands for what is not there or
/// not in its only canonical form.
///
/// https://www.rfc-editor.org/rfc/rfc4251#section-5
struct WireReader {
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(_ bytes: some Sequence<UInt8>) {
    self.bytes = ArraySlice(bytes)
    index = self.bytes.startIndex
  }

  var isAtEnd: Bool { index == bytes.endIndex }

  mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= bytes.endIndex - index else { return nil }
    defer { index += count }
    return bytes[index..<index + count]
  }

  mutating func number() -> UInt32? {
    bytes(4).map { $0.reduce(0) { $0 << 8 | UInt32($1) } }
  }

  mutating func string() -> ArraySlice<UInt8>? {
    guard let count = number(), let length = Int(exactly: count) else { return nil }
    return bytes(length)
  }

  /// A string as text for a reader: what is not UTF-8 is replaced.
  mutating func text() -> String? { string().map { String(decoding: $0, as: UTF8.self) } }

  /// The magnitude of a number above zero, without leading zeros.
  mutating func positiveInteger() -> ArraySlice<UInt8>? {
    guard let written = string(), let first = written.first, first < 0x80 else { return nil }
    guard first == 0 else { return written }
    let magnitude = written.dropFirst()
    guard let highest = magnitude.first, highest >= 0x80 else { return nil }
    return magnitude
  }
}
