// A layout that lay on a disk.
extension ProtectedNames {
  /// Takes names as `layout` gives them, from memory that is never freed; nil unless every place that
  /// a search could go to is within it. Whoever can write a file can make its checksum fit.
  package convenience init?(untrustedLayout layout: UnsafeRawBufferPointer) {
    let elements = [4, 4, 2, 4, 4, 4] + [1, 8, 8, 4, 4, 4, 4, 4]
    guard TableReader.fits(layout, elements) else { return nil }
    var reader = TableReader(layout)
    let vocabulary = Vocabulary(from: &reader)
    guard vocabulary.isSearchable else { return nil }
    self.init(from: &reader, words: OnDemand(vocabulary))
    guard isSearchable else { return nil }
  }

  private var isSearchable: Bool {
    let limit = entries.count
    return signatures.count == limit && areNamesWhole && areLengthsRight && arePartedRight
      && index.isSearchable(limit) && tails.isSearchable(limit)
  }

  private var areNamesWhole: Bool {
    let isText = text.withElements { text in
      text.allSatisfy { byte in
        switch byte {
        case 0x0a, UInt8(ascii: "-"), 0x30...0x39, 0x61...0x7a: true
        default: false
        }
      }
    }
    let size = text.count
    return isText
      && entries.withElements { entries in
        entries.allSatisfy { entry in
          entry.rank > 0 && (1...Self.longestName).contains(entry.length)
            && Int(entry.offset) + entry.length <= size
        }
      }
  }

  private var areLengthsRight: Bool {
    guard lengthStarts.areBounds(of: entries.count, Self.longestName + 2) else { return false }
    return (0...Self.longestName).allSatisfy { length in
      (Int(lengthStarts[length])..<Int(lengthStarts[length + 1])).allSatisfy {
        entries[$0].length == length
      }
    }
  }

  private var arePartedRight: Bool {
    guard partedStarts.areBounds(of: parted.count, Self.longestName + 2) else { return false }
    return (0...Self.longestName).allSatisfy { length in
      (Int(partedStarts[length])..<Int(partedStarts[length + 1])).allSatisfy { place in
        guard Int(parted[place]) < entries.count else { return false }
        let entry = entries[Int(parted[place])]
        let separators = text.withElements { Self.separators(in: Self.name(of: entry, in: $0)) }
        return separators > 2 && entry.length - separators == length
      }
    }
  }
}

extension TableReader {
  /// Whether the memory holds tables with elements of these sizes and nothing else.
  fileprivate static func fits(_ memory: UnsafeRawBufferPointer, _ sizes: [Int]) -> Bool {
    var offset = 0
    for size in sizes {
      guard memory.count - offset >= 8,
        let count = Int(exactly: memory.load(fromByteOffset: offset, as: UInt64.self)),
        count <= memory.count
      else { return false }
      let padded = (count * size + 7) / 8 * 8
      guard padded <= memory.count - offset - 8 else { return false }
      offset += 8 + padded
    }
    return offset == memory.count
  }
}

extension Table<UInt32> {
  /// Whether these are rising bounds of parts that make up a whole.
  fileprivate func areBounds(of whole: Int, _ expected: Int) -> Bool {
    count == expected && self[0] == 0 && Int(self[expected - 1]) == whole
      && (1..<expected).allSatisfy { self[$0 - 1] <= self[$0] }
  }

  /// Whether it can be searched by open addressing: a power of two places, not all of them taken.
  fileprivate func isOpenTable(empty: UInt32, _ isValid: (UInt32) -> Bool) -> Bool {
    guard count > 0, count & (count - 1) == 0 else { return false }
    return withElements { places in
      places.contains(empty) && places.allSatisfy { $0 == empty || isValid($0) }
    }
  }
}

extension NameIndex {
  /// Whether it finds none but the first entries, and always comes to an end.
  fileprivate func isSearchable(_ limit: Int) -> Bool {
    places.isOpenTable(empty: .max) { Int($0) < limit }
  }
}

extension Vocabulary {
  fileprivate var isSearchable: Bool {
    threes.count == 38 * 38 * 38 && twos.count == 38 * 38 && ones.count == 38 && totals.count == 3
      && totals[0] > 0 && totals[1] > 0 && words.isSearchable && families.isSearchable
  }
}

extension CountTable {
  fileprivate var isSearchable: Bool { slots.isOpenTable(empty: 0) { _ in true } }
}
