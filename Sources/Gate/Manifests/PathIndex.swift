import SourceText

/// Tells in one pass over a path's name which few of many sets of patterns may match it. Nearly every
/// path of a repository matches none of them.
struct PathIndex: Sendable {
  /// A set of sets, a bit each.
  typealias Members = UInt64

  /// How many sets of patterns there can be.
  static let maximumCount = Members.bitWidth

  /// By the whole name, by what follows its last dot, and by its first bytes.
  private var names = Table()
  private var extensions = Table()
  private var heads = Table()
  /// Those with a pattern that begins and ends too openly for any of this.
  private var open: Members = 0

  /// Patterns are those of `PathTable`; a set's bit is its position.
  init(_ sets: [[String]]) {
    precondition(sets.count <= Self.maximumCount)
    for (position, patterns) in sets.enumerated() {
      for pattern in patterns { add(pattern, Members(1) << Members(position)) }
    }
  }

  /// The last component decides, as the folders are compared only where it matches.
  private mutating func add(_ pattern: String, _ member: Members) {
    let bytes = Array(pattern.utf8)
    let name = bytes[((bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
    let star = UInt8(ascii: "*")
    guard let firstStar = name.firstIndex(of: star), let lastStar = name.lastIndex(of: star) else {
      names.insert(Key(name).whole, member)
      return
    }
    if name[lastStar...].contains(UInt8(ascii: ".")) {
      extensions.insert(Key(name).extension, member)
    } else if firstStar - name.startIndex >= Key.headLength {
      heads.insert(Key(name).head, member)
    } else {
      open |= member
    }
  }

  /// Every set with a pattern that matches the path is among them.
  func candidates(for path: RepositoryPath) -> Members {
    path.bytes.withUnsafeBufferPointer { bytes in
      let start = (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
      let key = Key(bytes[start...])
      return open | names[key.whole] | extensions[key.extension] | heads[key.head]
    }
  }

  /// Hashes of a name and its parts, in lower case (FNV-1a).
  private struct Key {
    static let headLength = 4
    private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325

    private(set) var whole = basis
    /// That of the whole name where it has no dot.
    private(set) var `extension` = basis
    private(set) var head = basis

    @inline(__always)
    init(_ name: some Collection<UInt8>) {
      var length = 0
      for byte in name {
        let folded = (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
        whole = (whole ^ UInt64(folded)) &* 0x100_0000_01b3
        `extension` =
          folded == UInt8(ascii: ".")
          ? Self.basis : (`extension` ^ UInt64(folded)) &* 0x100_0000_01b3
        length += 1
        if length == Self.headLength { head = whole }
      }
    }
  }

  /// Members by hash, with open addressing. Two keys of one hash share their members, which costs
  /// no more than a comparison.
  private struct Table: Sendable {
    private var slots: [(key: UInt64, members: Members)] = Self.empty(16)
    private var count = 0

    private static func empty(_ capacity: Int) -> [(key: UInt64, members: Members)] {
      Array(repeating: (0, 0), count: capacity)
    }

    mutating func insert(_ key: UInt64, _ members: Members) {
      let position = position(of: key)
      if slots[position].members == 0 { count += 1 }
      slots[position] = (key, slots[position].members | members)
      guard count * 2 > slots.count else { return }
      let old = slots
      slots = Self.empty(old.count * 2)
      for slot in old where slot.members != 0 { slots[self.position(of: slot.key)] = slot }
    }

    subscript(key: UInt64) -> Members { slots[position(of: key)].members }

    /// Where the key is or would be.
    @inline(__always)
    private func position(of key: UInt64) -> Int {
      let mask = slots.count - 1
      var position = Int(truncatingIfNeeded: key ^ key >> 32) & mask
      while slots[position].members != 0, slots[position].key != key {
        position = (position + 1) & mask
      }
      return position
    }
  }
}
