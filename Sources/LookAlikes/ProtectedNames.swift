/// Names that others may imitate, most popular first, laid out for a scan.
package struct ProtectedNames: Sendable {
  /// The lines as they were given.
  private let text: [UInt8]
  /// Sorted by length, then by rank.
  private let entries: [Entry]
  /// Of each entry; apart, so that a scan reads nothing else.
  private let signatures: [BagSignature]
  /// For each length, how many entries are shorter: where in `entries` it begins.
  private let lengthStarts: [Int]
  /// The entries with three separators or more, by their length without them.
  private let parted: [UInt32]
  private let partedStarts: [Int]
  /// Open addressing over `entries`, by hash; `UInt32.max` is an empty place.
  private let table: [UInt32]
  private let words = OnDemand<Vocabulary>()

  private struct Entry: Sendable {
    let offset: UInt32
    let length: UInt32
    let rank: UInt32
  }

  /// Names longer than this are never compared: imitating one is not worth it, and cost is bounded.
  package static let longestName = 64

  /// Reads normalized names, one a line, the most popular first. Lines that are empty, too long or
  /// repeated are left out, but keep their rank.
  package init(lines: some Collection<UInt8>) {
    // From here on nothing is generic: the list is read at every run that judges something.
    self.init(text: Array(lines))
  }

  private init(text: [UInt8]) {
    let named = Self.entries(in: text)
    var starts = [Int](repeating: 0, count: Self.longestName + 2)
    for entry in named { starts[Int(entry.length) + 1] += 1 }
    for length in 1..<starts.count { starts[length] += starts[length - 1] }
    var free = starts
    var entries = named
    for entry in named {
      entries[free[Int(entry.length)]] = entry
      free[Int(entry.length)] += 1
    }
    var parted: [[UInt32]] = Array(repeating: [], count: Self.longestName + 1)
    var capacity = 16
    while capacity < entries.count * 2 { capacity *= 2 }
    var table = [UInt32](repeating: .max, count: capacity)
    var signatures: [BagSignature] = []
    signatures.reserveCapacity(entries.count)
    text.withUnsafeBufferPointer { text in
      for (index, entry) in entries.enumerated() {
        let name = Self.name(of: entry, in: text)
        signatures.append(BagSignature(name))
        let separators = Self.separators(in: name)
        if separators > 2 { parted[name.count - separators].append(UInt32(index)) }
        var place = Self.hash(name) & (capacity - 1)
        while table[place] != .max { place = (place + 1) & (capacity - 1) }
        table[place] = UInt32(index)
      }
    }
    self.text = text
    self.entries = entries
    self.signatures = signatures
    self.lengthStarts = starts
    self.parted = Array(parted.joined())
    self.partedStarts = parted.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    self.table = table
  }

  /// Where the names are, by rank.
  private static func entries(in text: [UInt8]) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(text.count / 12)
    var rank: UInt32 = 0
    var start = 0
    func end(at position: Int) {
      rank += 1
      if (1...longestName).contains(position - start) {
        entries.append(
          Entry(offset: UInt32(start), length: UInt32(position - start), rank: rank))
      }
      start = position + 1
    }
    for position in 0..<text.count where text[position] == 0x0a { end(at: position) }
    end(at: text.count)
    return entries
  }

  package var count: Int { entries.count }

  /// The rank, from 1, of a normalized name; nil when it is not protected.
  package func rank(of name: String) -> Int? {
    var name = name
    return name.withUTF8 { name in
      text.withUnsafeBufferPointer { text in entry(of: name, in: text).map { Int($0.rank) } }
    }
  }

  /// The entry with the better rank of those that say the same.
  private func entry(of name: Name, in text: Name) -> Entry? {
    var place = Self.hash(name) & (table.count - 1)
    var best: Entry?
    while table[place] != .max {
      let entry = entries[Int(table[place])]
      if entry.length == name.count, entry.rank < best?.rank ?? .max,
        Self.name(of: entry, in: text).elementsEqual(name)
      {
        best = entry
      }
      place = (place + 1) & (table.count - 1)
    }
    return best
  }

  /// A protected name as it stands in the list.
  typealias Name = UnsafeBufferPointer<UInt8>

  /// The words of the names; made at the first call.
  func vocabulary() -> Vocabulary {
    words.value {
      let depth = min(entries.count, Vocabulary.deepestRank)
      var vocabulary = Vocabulary(capacity: depth)
      text.withUnsafeBufferPointer { text in
        for entry in entries where entry.rank <= Vocabulary.deepestRank {
          vocabulary.add(Self.name(of: entry, in: text))
        }
      }
      return vocabulary
    }
  }

  /// Calls `body` with a protected name and its rank, if that is what the bytes say.
  func lookUp(_ name: Name, _ body: (Name, _ rank: Int) -> Void) {
    text.withUnsafeBufferPointer { text in
      if let entry = entry(of: name, in: text) {
        body(Self.name(of: entry, in: text), Int(entry.rank))
      }
    }
  }

  /// Calls `body` with each protected name but this one that is within two edits, or has the same
  /// letters in the same or another order when separators are left out; the distance is nil when it
  /// is above two.
  func forEachCandidate(
    for name: Name, _ body: (Name, _ rank: Int, _ distance: Int?) -> Void
  ) {
    guard (1...Self.longestName).contains(name.count) else { return }
    let signature = BagSignature(name)
    text.withUnsafeBufferPointer { text in
      BitParallelDistance.with(name) { comparison in
        for length in max(1, name.count - 2)...min(Self.longestName, name.count + 2) {
          let bits = BagSignature.differingBits(
            atMost: 2, lengthDifference: abs(length - name.count))
          let range = lengthStarts[length]..<lengthStarts[length + 1]
          signature.forEachNear(signatures, in: range, within: bits) { index in
            let entry = entries[index]
            let other = Self.name(of: entry, in: text)
            let distance = comparison.distance(to: other)
            if distance == 0 { return }
            if distance <= 2 {
              body(other, Int(entry.rank), distance)
            } else if signature.withoutSeparators.bits
              == signatures[index].withoutSeparators.bits
            {
              body(other, Int(entry.rank), nil)
            }
          }
        }
        // More than two separators too few, or too many.
        let separators = Self.separators(in: name)
        let letters = name.count - separators
        for index in parted[partedStarts[letters]..<partedStarts[letters + 1]] {
          let entry = entries[Int(index)]
          if Int(entry.length) > name.count + 2,
            signature.withoutSeparators.bits == signatures[Int(index)].withoutSeparators.bits
          {
            body(Self.name(of: entry, in: text), Int(entry.rank), nil)
          }
        }
        for length in max(1, name.count - max(separators, 2))..<max(1, name.count - 2) {
          let range = lengthStarts[length]..<lengthStarts[length + 1]
          signature.forEachNear(signatures, in: range, within: 0, ignoringSeparators: true) {
            let entry = entries[$0]
            body(Self.name(of: entry, in: text), Int(entry.rank), nil)
          }
        }
      }
    }
  }

  private static func separators(in name: Name) -> Int {
    var count = 0
    for byte in name where byte == UInt8(ascii: "-") { count += 1 }
    return count
  }

  private static func name(
    of entry: Entry, in text: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      rebasing: text[Int(entry.offset)..<Int(entry.offset) + Int(entry.length)])
  }

  /// FNV-1a.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return Int(truncatingIfNeeded: value ^ (value >> 32))
  }
}
