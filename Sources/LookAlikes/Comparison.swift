/// How a name differs from a protected one.
enum Comparison {
  case edits([Edit])
  case lookAlikeCharacters(LookAlikeCharacters)
  case separators
  case wordOrder
  case affix(Affix)

  /// The narrowest way of saying it, or nil when the names are too far apart. `affix` is one of the
  /// name's that leaves the protected one. Edits are not looked for unless they are worth it.
  init?(
    of name: UnsafeBufferPointer<UInt8>, with target: UnsafeBufferPointer<UInt8>,
    distance: Int?, affix: Affix? = nil, areEditsWorthIt: Bool = true
  ) {
    if Self.differInSeparatorsAlone(name, target) {
      self = .separators
    } else if let characters = LookAlikeCharacters(of: name, from: target) {
      self = .lookAlikeCharacters(characters)
    } else if Self.areReordered(name, target) {
      self = .wordOrder
    } else if let affix, distance != 1 {
      self = .affix(affix)
    } else if areEditsWorthIt, let distance,
      let script = EditScript(of: name, from: target, limit: distance)
    {
      self = .edits(script.edits)
    } else {
      return nil
    }
  }

  private static func areReordered(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard a.count == b.count, a.contains(UInt8(ascii: "-")) else { return false }
    let words = Words(a)
    let others = Words(b)
    return words.ranges.count == others.ranges.count && words.without(others).isEmpty
  }

  private static func differInSeparatorsAlone(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var i = 0
    var j = 0
    while true {
      while i < a.count, a[i] == UInt8(ascii: "-") { i += 1 }
      while j < b.count, b[j] == UInt8(ascii: "-") { j += 1 }
      if i == a.count || j == b.count { return i == a.count && j == b.count }
      if a[i] != b[j] { return false }
      i += 1
      j += 1
    }
  }
}

/// The words between the separators of a name.
struct Words {
  let name: UnsafeBufferPointer<UInt8>
  let ranges: [Range<Int>]

  init(_ name: UnsafeBufferPointer<UInt8>) {
    self.name = name
    var ranges: [Range<Int>] = []
    var start = 0
    for end in 0...name.count where end == name.count || name[end] == UInt8(ascii: "-") {
      ranges.append(start..<end)
      start = end + 1
    }
    self.ranges = ranges
  }

  /// The words that `other` does not have, or not so often.
  func without(_ other: Words) -> [Range<Int>] {
    var left = other.ranges
    return ranges.filter { range in
      let match = left.firstIndex { name[range].elementsEqual(other.name[$0]) }
      if let match { left.remove(at: match) }
      return match == nil
    }
  }
}
