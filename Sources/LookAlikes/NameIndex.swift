/// Finds entries of a list by their names, or by a part of them, with one look.
struct NameIndex: Sendable {
  /// Open addressing; `UInt32.max` is an empty place.
  let places: Table<UInt32>

  /// Of entries with the same key the one with the best rank is kept.
  init(
    _ indices: some Collection<UInt32>, text: Table<UInt8>, entries: Table<ProtectedNames.Entry>,
    key: (ProtectedNames.Name) -> ProtectedNames.Name
  ) {
    var capacity = 16
    while capacity < indices.count * 3 / 2 { capacity *= 2 }
    places = text.withElements { text in
      Table(count: capacity, repeating: UInt32.max) { places in
        for index in indices {
          let entry = entries[Int(index)]
          let name = key(ProtectedNames.name(of: entry, in: text))
          var place = Self.hash(name) & (capacity - 1)
          while places[place] != .max {
            let other = entries[Int(places[place])]
            if key(ProtectedNames.name(of: other, in: text)).elementsEqual(name) { break }
            place = (place + 1) & (capacity - 1)
          }
          if places[place] == .max || entry.rank < entries[Int(places[place])].rank {
            places[place] = index
          }
        }
      }
    }
  }

  init(from reader: inout TableReader) { places = reader.table() }
  func write(to writer: inout TableWriter) { writer.write(places) }

  /// The entry whose key says this.
  func entry(
    of name: ProtectedNames.Name, in text: ProtectedNames.Name,
    entries: Table<ProtectedNames.Entry>, key: (ProtectedNames.Name) -> ProtectedNames.Name
  ) -> ProtectedNames.Entry? {
    places.withElements { places in
      var place = Self.hash(name) & (places.count - 1)
      while places[place] != .max {
        let entry = entries[Int(places[place])]
        if entry.length >= name.count,
          key(ProtectedNames.name(of: entry, in: text)).elementsEqual(name)
        {
          return entry
        }
        place = (place + 1) & (places.count - 1)
      }
      return nil
    }
  }

  /// FNV-1a.
  private static func hash(_ bytes: ProtectedNames.Name) -> Int {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return Int(truncatingIfNeeded: value ^ (value >> 32))
  }
}

extension ProtectedNames.Name {
  /// What stands behind the first separator; empty without one.
  var behindFirstWord: Self {
    let start = firstIndex(of: UInt8(ascii: "-")).map { $0 + 1 } ?? endIndex
    return Self(rebasing: self[start...])
  }
}
