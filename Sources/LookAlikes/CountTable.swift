/// How often each of many hashed things was seen, in four bytes each.
///
/// Holds sixteen bits of a hash in place of the thing itself: one question in some tens of thousands
/// about a thing never seen is answered with another's count, which a score can bear.
struct CountTable: Sendable {
  /// Sixteen bits of the hash above, the count below; zero is an empty place. Open addressing.
  let slots: Table<UInt32>

  init(_ counts: Counts) { slots = Table(counts.slots) }
  init(from reader: inout TableReader) { slots = reader.table() }
  func write(to writer: inout TableWriter) { writer.write(slots) }

  subscript(hash: UInt64) -> Int {
    slots.withElements { Int($0[Self.place(of: hash, in: $0)] & 0xffff) }
  }

  fileprivate static func mark(of hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 48) << 16
  }

  /// Where the hash stands, or the empty place where it would.
  fileprivate static func place(of hash: UInt64, in slots: UnsafeBufferPointer<UInt32>) -> Int {
    let mark = mark(of: hash)
    var place = Int(truncatingIfNeeded: hash & UInt64(slots.count - 1))
    while slots[place] != 0, slots[place] & 0xffff_0000 != mark {
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }

  /// Counts while there are still things to see.
  struct Counts {
    fileprivate var slots: [UInt32]
    private var used = 0

    init(capacity: Int) {
      var size = 16
      while size < capacity * 2 { size *= 2 }
      slots = [UInt32](repeating: 0, count: size)
    }

    /// Counts one more and says whether it was the first. A full table counts nothing new.
    mutating func add(_ hash: UInt64) -> Bool {
      let isFull = used * 4 >= slots.count * 3
      let isFirst = slots.withUnsafeMutableBufferPointer { slots in
        let place = CountTable.place(of: hash, in: UnsafeBufferPointer(slots))
        if slots[place] == 0 {
          if !isFull { slots[place] = CountTable.mark(of: hash) | 1 }
          return !isFull
        }
        if slots[place] & 0xffff < 0xffff { slots[place] += 1 }
        return false
      }
      if isFirst { used += 1 }
      return isFirst
    }
  }
}

/// FNV-1a, with its bits mixed at the end so that any of them may be used.
struct ByteHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func combine(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }

  static func value(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    var hash = ByteHash()
    for byte in bytes { hash.combine(byte) }
    return hash.value
  }

  var value: UInt64 {
    let mixed = (state ^ (state >> 32)) &* 0x9e37_79b9_7f4a_7c15
    return mixed ^ (mixed >> 29)
  }
}
