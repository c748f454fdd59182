/// What one edit does to a protected name, as finely as it tells slips from honest names.
enum EditKind: Int, CaseIterable, Sendable {
  case swap
  case repetition, missingRepetition
  case deletion
  case insertion, insertionOfNeighbour
  case substitution, substitutionByNeighbour, substitutionOfVowel, substitutionByLookAlike
  case plural
  /// A digit between letters, or in a letter's place.
  case digitInside
  /// A digit where a word ends: mostly a version.
  case digitAtEnd
  /// The digit that the protected name ends with is not there.
  case missingDigitAtEnd
  /// Another digit, or no digit, in a digit's place.
  case otherDigit
  case separator
}

/// One edit and where it stands; offsets are of bytes in the normalized names.
struct Edit: Sendable {
  let kind: EditKind
  /// In the imitating name; empty for a deletion.
  let imitation: Range<Int>
  /// In the protected name; empty for an insertion.
  let target: Range<Int>

  /// The edit in an imitating name that has so many bytes more in front.
  func moved(by count: Int) -> Edit {
    Edit(
      kind: kind, imitation: imitation.lowerBound + count..<imitation.upperBound + count,
      target: target)
  }
}
