import SourceText

/// Tells in a few comparisons that a path matches none of many patterns, as nearly every path of a
/// repository does.
struct PathFilter: Sendable {
  /// The last four or three bytes of a path, and the first four of its name or of the path itself,
  /// in lower case.
  private let tails: [UInt32]
  private let shortTails: [UInt32]
  private let nameHeads: [UInt32]
  private let pathHeads: [UInt32]
  /// Whether a pattern begins and ends too openly for any of this.
  private let isOpen: Bool

  init(_ patterns: [String]) {
    var tails: Set<UInt32> = []
    var shortTails: Set<UInt32> = []
    var nameHeads: Set<UInt32> = []
    var pathHeads: Set<UInt32> = []
    var isOpen = false
    let star = UInt8(ascii: "*")
    for pattern in patterns {
      let bytes = Array(pattern.utf8)
      let tail = bytes[((bytes.lastIndex(of: star) ?? -1) + 1)...]
      if tail.count >= 4 {
        tails.insert(Self.key(tail.suffix(4)))
      } else if tail.count == 3 {
        shortTails.insert(Self.key(tail))
      } else if bytes.prefix(4).contains(star) || bytes.count < 4 {
        isOpen = true
      } else if bytes.contains(UInt8(ascii: "/")) {
        pathHeads.insert(Self.key(bytes.prefix(4)))
      } else {
        nameHeads.insert(Self.key(bytes.prefix(4)))
      }
    }
    self.isOpen = isOpen
    self.tails = tails.sorted()
    self.shortTails = shortTails.sorted()
    self.nameHeads = nameHeads.sorted()
    self.pathHeads = pathHeads.sorted()
  }

  /// False only if no pattern matches the path.
  func mayMatch(_ path: RepositoryPath) -> Bool {
    if isOpen { return true }
    return path.bytes.withUnsafeBufferPointer { bytes in
      if tails.contains(Self.key(bytes.suffix(4))) { return true }
      if shortTails.contains(Self.key(bytes.suffix(3))) { return true }
      if pathHeads.contains(Self.key(bytes.prefix(4))) { return true }
      if nameHeads.isEmpty { return false }
      let slash = bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1
      return nameHeads.contains(Self.key(bytes[(slash + 1)...].prefix(4)))
    }
  }

  @inline(__always)
  private static func key(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var key: UInt32 = 0
    for byte in bytes {
      key = key << 8 | UInt32((0x41...0x5a).contains(byte) ? byte | 0x20 : byte)
    }
    return key
  }
}
