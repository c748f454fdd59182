/// Puts numbers and texts one after another.
struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ number: UInt32) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ text: String) {
    append(UInt32(truncatingIfNeeded: text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ text: String?) {
    append(text == nil ? 0 as UInt8 : 1)
    if let text { append(text) }
  }
}

/// Takes them apart again; whatever is not there is nil.
struct ByteReader {
  private(set) var rest: Slice<UnsafeRawBufferPointer>

  init(_ bytes: UnsafeRawBufferPointer) { rest = bytes[...] }

  mutating func skip(_ prefix: [UInt8]) -> Bool {
    guard rest.starts(with: prefix) else { return false }
    rest = rest.dropFirst(prefix.count)
    return true
  }

  mutating func byte() -> UInt8? { rest.popFirst() }

  mutating func uint32() -> UInt32? {
    take(4).map { UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)) }
  }

  mutating func int64() -> Int64? {
    take(8).map { Int64(littleEndian: $0.loadUnaligned(as: Int64.self)) }
  }

  /// A number of things that follow; more than there are bytes left is a lie.
  mutating func count() -> Int? {
    uint32().flatMap { Int($0) <= rest.count ? Int($0) : nil }
  }

  mutating func text() -> String? { rawText().map { String(decoding: $0, as: UTF8.self) } }

  /// The bytes of a text, for whoever reads them at once.
  mutating func rawText() -> UnsafeRawBufferPointer? { count().flatMap { take($0) } }

  /// What follows its own number, each of at least so many bytes; nil as soon as one is not there.
  mutating func list<Element>(
    ofAtLeast size: Int, _ element: (inout ByteReader) -> Element?
  ) -> [Element]? {
    guard let count = count() else { return nil }
    var list: [Element] = []
    list.reserveCapacity(min(count, rest.count / size))
    for _ in 0..<count {
      guard let next = element(&self) else { return nil }
      list.append(next)
    }
    return list
  }

  /// Nil when damaged; a text that was nil when written is there without a value.
  mutating func optionalText() -> (value: String?, Void)? {
    switch byte() {
    case 0: return (nil, ())
    case 1: return text().map { ($0, ()) }
    default: return nil
    }
  }

  private mutating func take(_ length: Int) -> UnsafeRawBufferPointer? {
    guard length <= rest.count else { return nil }
    defer { rest = rest.dropFirst(length) }
    return UnsafeRawBufferPointer(rebasing: rest.prefix(length))
  }
}
