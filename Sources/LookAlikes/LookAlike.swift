/// A protected name that another name could be taken for.
package struct LookAlike: Hashable, Sendable {
  package let name: String
  /// From 1.
  package let rank: Int
  /// In edits.
  package let distance: Int
  package let difference: Difference

  package init(name: String, rank: Int, distance: Int, difference: Difference) {
    self.name = name
    self.rank = rank
    self.distance = distance
    self.difference = difference
  }
}

/// How an imitating name differs from the protected one; characters are of normalized names.
package enum Difference: Hashable, Sendable {
  case substitution(of: Character, by: Character)
  /// The imitating name has one more.
  case insertion(Character)
  /// The imitating name has one less.
  case deletion(Character)
  /// The imitating name repeats a character more often than the protected one.
  case doubling(Character)
  /// The protected name repeats a character more often than the imitating one.
  case undoubling(Character)
  case transposition(Character, Character)
  /// Only separators differ.
  case separators
  case several

  /// The difference of two names, seen from the imitating one.
  package init(of imitation: [UInt8], from name: [UInt8]) {
    func character(_ byte: UInt8) -> Character { Character(UnicodeScalar(byte)) }
    let dash = UInt8(ascii: "-")
    if imitation.filter({ $0 != dash }) == name.filter({ $0 != dash }) {
      self = .separators
      return
    }
    let start = zip(imitation, name).prefix { $0 == $1 }.count
    let end = min(
      zip(imitation.reversed(), name.reversed()).prefix { $0 == $1 }.count,
      min(imitation.count, name.count) - start)
    let added = Array(imitation[start..<(imitation.count - end)])
    let removed = Array(name[start..<(name.count - end)])
    switch (added.count, removed.count) {
    case (1, 1):
      self = .substitution(of: character(removed[0]), by: character(added[0]))
    case (1, 0):
      let isRepeated = start > 0 && imitation[start - 1] == added[0]
      self = isRepeated ? .doubling(character(added[0])) : .insertion(character(added[0]))
    case (0, 1):
      let isRepeated = start > 0 && name[start - 1] == removed[0]
      self = isRepeated ? .undoubling(character(removed[0])) : .deletion(character(removed[0]))
    case (2, 2) where added[0] == removed[1] && added[1] == removed[0]:
      self = .transposition(character(removed[0]), character(removed[1]))
    default:
      self = .several
    }
  }
}

extension Difference {
  /// The kind in one kebab-case word, for programs.
  package var kind: String {
    switch self {
    case .substitution: "substitution"
    case .insertion: "insertion"
    case .deletion: "deletion"
    case .doubling, .undoubling: "repeated-character"
    case .transposition: "transposition"
    case .separators: "separators"
    case .several: "several"
    }
  }

  /// What differs, said of the imitating name.
  package var words: String {
    switch self {
    case .substitution(let old, let new): "'\(new)' in place of '\(old)'"
    case .insertion(let character): "'\(character)' added"
    case .deletion(let character): "'\(character)' missing"
    case .doubling(let character): "'\(character)' once too often"
    case .undoubling(let character): "'\(character)' once too few"
    case .transposition(let first, let second): "'\(first)' and '\(second)' swapped"
    case .separators: "only the separators differ"
    case .several: "two edits apart"
    }
  }
}
