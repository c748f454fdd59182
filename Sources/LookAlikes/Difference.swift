/// One way in which an imitating name differs from the protected one.
package struct Difference: Hashable, Sendable {
  package let kind: Kind
  /// What differs, said of the imitating name.
  package let words: String
  /// The bytes that differ in the imitating name, normalized; empty where it has less.
  package let imitation: Range<Int>
  /// The bytes that differ in the protected name; empty where the imitating one has more.
  package let target: Range<Int>

  package init(kind: Kind, words: String, imitation: Range<Int>, target: Range<Int>) {
    self.kind = kind
    self.words = words
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
    case .edits(let edits): edits.map { Difference($0, in: name, of: target) }
    case .lookAlikeCharacters(let characters):
      characters.places.map { imitation, place in
        Difference(
          kind: .lookAlikeCharacters,
          words: "\(quoted(name[imitation])) in place of \(quoted(target[place])), "
            + "which looks like it",
          imitation: imitation, target: place)
      }
    case .separators: separators(of: name, with: target)
    case .wordOrder:
      [
        Difference(
          kind: .wordOrder, words: "the same words in another order", imitation: 0..<name.count,
          target: 0..<target.count)
      ]
    case .affix(let affix): [added(.affix, affix.range(in: name), to: name, target)]
    case .affixAndEdit(let affix, let edit):
      [
        added(.affix, affix.range(in: name), to: name, target),
        Difference(edit.moved(by: affix.rest(of: name).lowerBound), in: name, of: target),
      ].sorted { $0.imitation.lowerBound < $1.imitation.lowerBound }
    case .droppedAffix(let affix):
      [missing(.droppedAffix, affix.range(in: target), in: name, of: target)]
    case .droppedNamespace(let range):
      [missing(.droppedNamespace, range, in: name, of: target)]
    case .addedNamespace(let range): [added(.addedNamespace, range, to: name, target)]
    }
  }

  /// A word that the imitating name has more, in front or at the end.
  private static func added(
    _ kind: Kind, _ range: Range<Int>, to name: UnsafeBufferPointer<UInt8>,
    _ target: UnsafeBufferPointer<UInt8>
  ) -> Difference {
    let isInFront = range.lowerBound == 0
    let place = isInFront ? 0 : target.count
    return Difference(
      kind: kind, words: "\(quoted(name[range])) added \(isInFront ? "in front" : "at the end")",
      imitation: range, target: place..<place)
  }

  /// A word that the protected name has more, in front or at the end.
  private static func missing(
    _ kind: Kind, _ range: Range<Int>, in name: UnsafeBufferPointer<UInt8>,
    of target: UnsafeBufferPointer<UInt8>
  ) -> Difference {
    let isInFront = range.lowerBound == 0
    let place = isInFront ? 0 : name.count
    return Difference(
      kind: kind,
      words: "\(quoted(target[range])) missing \(isInFront ? "in front" : "at the end")",
      imitation: place..<place, target: range)
  }

  private init(
    _ edit: Edit, in name: UnsafeBufferPointer<UInt8>, of target: UnsafeBufferPointer<UInt8>
  ) {
    let new = Self.quoted(name[edit.imitation])
    let old = Self.quoted(target[edit.target])
    let change =
      if edit.target.isEmpty { "\(new) added" } else if edit.imitation.isEmpty {
        "\(old) missing"
      } else { "\(new) in place of \(old)" }
    let words =
      switch edit.kind {
      case .swap:
        "\(Self.quoted(target[edit.target].prefix(1))) and "
          + "\(Self.quoted(target[edit.target].suffix(1))) swapped"
      case .repetition: "\(new) once too often"
      case .missingRepetition: "\(old) once too few"
      case .substitutionByNeighbour: "\(change), the key beside it"
      case .substitutionByLookAlike: "\(change), which looks like it"
      case .plural: edit.target.isEmpty ? "plural 's' added" : "plural 's' missing"
      default: change
      }
    self.init(
      kind: Self.kind(of: edit.kind), words: words, imitation: edit.imitation, target: edit.target)
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
            kind: .separators, words: "only the separators differ",
            imitation: i..<(isAdded ? i + 1 : i), target: j..<(isMissing ? j + 1 : j)))
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

  private static func quoted(_ bytes: some Sequence<UInt8>) -> String {
    "'\(String(decoding: Array(bytes), as: UTF8.self))'"
  }
}
