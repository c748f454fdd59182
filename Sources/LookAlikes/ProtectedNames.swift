/// Names that others may imitate, most popular first, laid out for a scan.
package struct ProtectedNames: Sendable {
  /// Every name, one after another.
  private let text: [UInt8]
  /// Sorted by length, then by rank.
  private let entries: [Entry]
  /// For each length, how many entries are shorter: where in `entries` it begins.
  private let lengthStarts: [Int]
  /// Open addressing over `entries`, by hash; `UInt32.max` is an empty place.
  private let table: [UInt32]

  private struct Entry: Sendable {
    let offset: UInt32
    let length: UInt32
    let rank: UInt32
    let signature: BagSignature
  }

  /// Names longer than this are never compared: imitating one is not worth it, and cost is bounded.
  package static let longestName = 64

  /// Reads normalized names, one a line, the most popular first. Lines that are empty, too long or
  /// repeated are left out, but keep their rank.
  package init(lines: some Collection<UInt8>) {
    var text: [UInt8] = []
    text.reserveCapacity(lines.count)
    var entries: [Entry] = []
    var rank: UInt32 = 0
    for line in lines.split(separator: 0x0a, omittingEmptySubsequences: false) {
      rank += 1
      guard (1...Self.longestName).contains(line.count) else { continue }
      entries.append(
        Entry(
          offset: UInt32(text.count), length: UInt32(line.count), rank: rank,
          signature: BagSignature(line)))
      text.append(contentsOf: line)
    }
    entries.sort { ($0.length, $0.rank) < ($1.length, $1.rank) }
    var starts = [Int](repeating: 0, count: Self.longestName + 2)
    for entry in entries { starts[Int(entry.length) + 1] += 1 }
    for length in 1..<starts.count { starts[length] += starts[length - 1] }
    var capacity = 16
    while capacity < entries.count * 2 { capacity *= 2 }
    var table = [UInt32](repeating: .max, count: capacity)
    for (index, entry) in entries.enumerated() {
      let range = Int(entry.offset)..<Int(entry.offset + entry.length)
      var place = Self.hash(text[range]) & (capacity - 1)
      while table[place] != .max { place = (place + 1) & (capacity - 1) }
      table[place] = UInt32(index)
    }
    self.text = text
    self.entries = entries
    self.lengthStarts = starts
    self.table = table
  }

  package var count: Int { entries.count }

  /// The rank, from 1, of a normalized name; nil when it is not protected.
  package func rank(of name: String) -> Int? {
    let name = Array(name.utf8)
    var place = Self.hash(name[...]) & (table.count - 1)
    var best: Int?
    while table[place] != .max {
      let entry = entries[Int(table[place])]
      if bytes(of: entry).elementsEqual(name) { best = min(best ?? .max, Int(entry.rank)) }
      place = (place + 1) & (table.count - 1)
    }
    return best
  }

  /// Calls `body` with each protected name within `limit` edits of a normalized name.
  func forEachName(
    within limit: Int, of name: [UInt8],
    _ body: (ArraySlice<UInt8>, _ rank: Int, _ distance: Int) -> Void
  ) {
    guard name.count <= Self.longestName else { return }
    let signature = BagSignature(name)
    let shortest = max(1, name.count - limit)
    let longest = min(Self.longestName, name.count + limit)
    text.withUnsafeBufferPointer { text in
      name.withUnsafeBufferPointer { name in
        for entry in entries[lengthStarts[shortest]..<lengthStarts[longest + 1]]
        where signature.mayBe(within: limit, of: entry.signature) {
          let range = Int(entry.offset)..<Int(entry.offset + entry.length)
          let other = UnsafeBufferPointer(rebasing: text[range])
          if let distance = EditDistance.between(name, other, limit: limit) {
            body(bytes(of: entry), Int(entry.rank), distance)
          }
        }
      }
    }
  }

  private func bytes(of entry: Entry) -> ArraySlice<UInt8> {
    text[Int(entry.offset)..<Int(entry.offset + entry.length)]
  }

  /// FNV-1a.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return Int(truncatingIfNeeded: value ^ (value >> 32))
  }
}
