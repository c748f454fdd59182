/// Names that others may imitate, most popular first, laid out for a scan.
///
/// A class because it is handed around for every name that is judged, and its many tables are not to
/// be counted each time.
package final class ProtectedNames: Sendable {
  /// The lines as they were given.
  let text: Table<UInt8>
  /// Sorted by length, then by rank.
  let entries: Table<Entry>
  /// Of each entry; apart, so that a scan reads nothing else.
  let signatures: Table<BagSignature>
  /// For each length, how many entries are shorter: where in `entries` it begins.
  let lengthStarts: Table<UInt32>
  /// The entries with three separators or more, by their length without them.
  let parted: Table<UInt32>
  let partedStarts: Table<UInt32>
  /// Indices of entries by their names.
  let index: NameIndex
  /// Those of three words or more by what follows the first.
  let tails: NameIndex
  /// Of the signatures; made at the first scan.
  let folds = OnDemand<Table<Int32>>()
  private let words: OnDemand<Vocabulary>

  /// Where a name stands in the text.
  struct Entry: BitwiseCopyable, Sendable {
    let offset: UInt32
    private let rankAndLength: UInt32

    init(offset: Int, length: Int, rank: Int) {
      self.offset = UInt32(offset)
      rankAndLength = UInt32(rank) << 8 | UInt32(length)
    }

    var length: Int { Int(rankAndLength & 0xff) }
    var rank: Int { Int(rankAndLength >> 8) }

    static let highestRank = 1 << 24 - 1
  }

  /// Names longer than this are never compared: imitating one is not worth it, and cost is bounded.
  package static let longestName = 64

  /// Reads normalized names, one a line, the most popular first. Lines that are empty, too long or
  /// repeated are left out, but keep their rank.
  package convenience init(lines: some Collection<UInt8>) {
    // From here on nothing is generic.
    self.init(text: Table(Array(lines)))
  }

  private init(text: Table<UInt8>) {
    self.text = text
    let named = text.withElements { Self.entries(in: $0) }
    var starts = [UInt32](repeating: 0, count: Self.longestName + 2)
    for entry in named { starts[entry.length + 1] += 1 }
    for length in 1..<starts.count { starts[length] += starts[length - 1] }
    var free = starts
    let entries = Table(count: named.count, repeating: Entry(offset: 0, length: 0, rank: 0)) {
      for entry in named {
        $0[Int(free[entry.length])] = entry
        free[entry.length] += 1
      }
    }
    self.entries = entries
    lengthStarts = Table(starts)
    signatures = text.withElements { text in
      Table(count: entries.count, repeating: BagSignature(EmptyCollection())) { signatures in
        for index in 0..<entries.count {
          signatures[index] = BagSignature(Self.name(of: entries[index], in: text))
        }
      }
    }
    var parted: [[UInt32]] = Array(repeating: [], count: Self.longestName + 1)
    var withTails: [UInt32] = []
    text.withElements { text in
      for index in 0..<entries.count {
        let name = Self.name(of: entries[index], in: text)
        let separators = Self.separators(in: name)
        if separators > 1 { withTails.append(UInt32(index)) }
        if separators > 2 { parted[name.count - separators].append(UInt32(index)) }
      }
    }
    self.parted = Table(Array(parted.joined()))
    partedStarts = Table(
      parted.reduce(into: [0]) { $0.append(($0.last ?? 0) + UInt32($1.count)) })
    index = NameIndex(0..<UInt32(entries.count), text: text, entries: entries, key: \.self)
    tails = NameIndex(withTails, text: text, entries: entries, key: \.behindFirstWord)
    words = OnDemand()
  }

  /// Takes names from memory that is never freed.
  init(from reader: inout TableReader, words: OnDemand<Vocabulary>) {
    text = reader.table()
    entries = reader.table()
    signatures = reader.table()
    lengthStarts = reader.table()
    parted = reader.table()
    partedStarts = reader.table()
    index = NameIndex(from: &reader)
    tails = NameIndex(from: &reader)
    self.words = words
  }

  /// Where the names are, by rank.
  private static func entries(in text: Name) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(text.count / 12)
    var rank = 0
    var start = 0
    func end(at position: Int) {
      rank += 1
      if (1...longestName).contains(position - start), rank <= Entry.highestRank {
        entries.append(Entry(offset: start, length: position - start, rank: rank))
      }
      start = position + 1
    }
    for position in 0..<text.count where text[position] == 0x0a { end(at: position) }
    end(at: text.count)
    return entries
  }

  package var count: Int { entries.count }

  /// A protected name as it stands in the list.
  typealias Name = UnsafeBufferPointer<UInt8>

  /// The rank, from 1, of a normalized name; nil when it is not protected.
  package func rank(of name: String) -> Int? {
    var name = name
    return name.withUTF8 { name in
      text.withElements { index.entry(of: name, in: $0, entries: entries, key: \.self)?.rank }
    }
  }

  /// Calls `body` with a protected name and its rank, if that is what the bytes say.
  func lookUp(_ name: Name, _ body: (Name, _ rank: Int) -> Void) {
    text.withElements { text in
      if let entry = index.entry(of: name, in: text, entries: entries, key: \.self) {
        body(Self.name(of: entry, in: text), entry.rank)
      }
    }
  }

  /// Calls `body` with the best known name of three words or more that ends with these, all but the
  /// first.
  func lookUp(tail: Name, _ body: (Name, _ rank: Int) -> Void) {
    text.withElements { text in
      if let entry = tails.entry(of: tail, in: text, entries: entries, key: \.behindFirstWord) {
        body(Self.name(of: entry, in: text), entry.rank)
      }
    }
  }

  /// The words of the names; made at the first call if they do not come with the names.
  func vocabulary() -> Vocabulary {
    words.value {
      let depth = min(entries.count, WordCounts.deepestRank)
      var counts = WordCounts(capacity: depth)
      text.withElements { text in
        for index in 0..<entries.count where entries[index].rank <= WordCounts.deepestRank {
          counts.add(Self.name(of: entries[index], in: text))
        }
      }
      return Vocabulary(counts)
    }
  }

  static func separators(in name: Name) -> Int {
    var count = 0
    for byte in name where byte == UInt8(ascii: "-") { count += 1 }
    return count
  }

  static func name(of entry: Entry, in text: Name) -> Name {
    Name(rebasing: text[Int(entry.offset)..<Int(entry.offset) + entry.length])
  }
}

// The layout as a program carries it.
extension ProtectedNames {
  /// Takes names as `layout` gives them, from memory that is never freed. Nothing is read before it
  /// is asked for.
  package convenience init(layout: UnsafeRawBufferPointer) {
    var reader = TableReader(layout)
    let words = OnDemand(Vocabulary(from: &reader))
    self.init(from: &reader, words: words)
  }

  /// All that is known of the names, ready to search; begins at a multiple of eight bytes, in the
  /// byte order of this machine.
  package var layout: [UInt8] {
    var writer = TableWriter()
    vocabulary().write(to: &writer)
    write(to: &writer)
    return writer.bytes
  }

  func write(to writer: inout TableWriter) {
    writer.write(text)
    writer.write(entries)
    writer.write(signatures)
    writer.write(lengthStarts)
    writer.write(parted)
    writer.write(partedStarts)
    index.write(to: &writer)
    tails.write(to: &writer)
  }
}
