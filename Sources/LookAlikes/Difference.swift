/// One way in which an imitating name differs from the protected one.
package struct Difference: Hashable, Sendable {
  package let kind: Kind
  /// The bytes that differ in the imitating name, normalized; empty where it has less.
  package let imitation: Range<Int>
  /// The bytes that differ in the protected name; empty where the imitating one has more.
  package let target: Range<Int>

  package init(kind: Kind, imitation: Range<Int>, target: Range<Int>) {
    self.kind = kind
    self.imitation = imitation
    self.target = target
  }

  package enum Kind: String, CaseIterable, Sendable {
    case substitution, insertion, deletion, transposition
    case repeatedCharacter = "repeated-character"
    case keyboardNeighbour = "keyboard-neighbour"
    case vowel
    case lookAlikeCharacters = "look-alike-characters"
    case separators
    case wordOrder = "word-order"
    case plural
    case digit
    case digitSuffix = "digit-suffix"
    case affix
    case droppedAffix = "dropped-affix"
    case droppedNamespace = "dropped-namespace"
    case addedNamespace = "added-namespace"
    /// A name that is no project's, or means something else.
    case identical
  }
}

extension Difference {
  /// The differences that a comparison found, from left to right.
  static func all(
    in comparison: Comparison, of name: UnsafeBufferPointer<UInt8>,
    with target: UnsafeBufferPointer<UInt8>
  ) -> [Difference] {
    switch comparison {
    case .edits(let edits): edits.map { Difference($0) }
    case .lookAlikeCharacters(let characters):
      characters.places.map {
        Difference(kind: .lookAlikeCharacters, imitation: $0.imitation, target: $0.target)
      }
    case .separators: separators(of: name, with: target)
    case .wordOrder:
      [Difference(kind: .wordOrder, imitation: 0..<name.count, target: 0..<target.count)]
    case .affix(let affix): [added(.affix, affix.range(in: name), to: target)]
    case .affixAndEdit(let affix, let edit):
      [
        added(.affix, affix.range(in: name), to: target),
        Difference(edit.moved(by: affix.rest(of: name).lowerBound)),
      ].sorted { $0.imitation.lowerBound < $1.imitation.lowerBound }
    case .droppedAffix(let affix): [missing(.droppedAffix, affix.range(in: target), in: name)]
    case .droppedNamespace(let range): [missing(.droppedNamespace, range, in: name)]
    case .addedNamespace(let range): [added(.addedNamespace, range, to: target)]
    }
  }

  /// A word that the imitating name has more, in front or at the end.
  private static func added(
    _ kind: Kind, _ range: Range<Int>, to target: UnsafeBufferPointer<UInt8>
  ) -> Difference {
    let place = range.lowerBound == 0 ? 0 : target.count
    return Difference(kind: kind, imitation: range, target: place..<place)
  }

  /// A word that the protected name has more, in front or at the end.
  private static func missing(
    _ kind: Kind, _ range: Range<Int>, in name: UnsafeBufferPointer<UInt8>
  ) -> Difference {
    let place = range.lowerBound == 0 ? 0 : name.count
    return Difference(kind: kind, imitation: place..<place, target: range)
  }

  private init(_ edit: Edit) {
    self.init(kind: Self.kind(of: edit.kind), imitation: edit.imitation, target: edit.target)
  }

  /// Each separator that one name has and the other has not.
  private static func separators(
    of name: UnsafeBufferPointer<UInt8>, with target: UnsafeBufferPointer<UInt8>
  ) -> [Difference] {
    var differences: [Difference] = []
    var i = 0
    var j = 0
    while i < name.count || j < target.count {
      let isAdded = i < name.count && name[i] == UInt8(ascii: "-")
      let isMissing = j < target.count && target[j] == UInt8(ascii: "-")
      if isAdded != isMissing {
        differences.append(
          Difference(
            kind: .separators, imitation: i..<(isAdded ? i + 1 : i),
            target: j..<(isMissing ? j + 1 : j)))
      }
      if isAdded || !isMissing { i += 1 }
      if isMissing || !isAdded { j += 1 }
    }
    return differences
  }

  private static func kind(of edit: EditKind) -> Kind {
    switch edit {
    case .swap: .transposition
    case .repetition, .missingRepetition: .repeatedCharacter
    case .deletion: .deletion
    case .insertion: .insertion
    case .insertionOfNeighbour, .substitutionByNeighbour: .keyboardNeighbour
    case .substitution: .substitution
    case .substitutionOfVowel: .vowel
    case .substitutionByLookAlike: .lookAlikeCharacters
    case .plural: .plural
    case .digitInside, .otherDigit: .digit
    case .digitAtEnd, .missingDigitAtEnd: .digitSuffix
    case .separator: .separators
    }
  }
}
