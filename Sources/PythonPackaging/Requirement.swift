/// A dependency as PEP 508 writes it: a project, and which of its releases will do.
///
/// Requirements are equal when they say the same, wherever they stand and however they are spelled.
package struct Requirement: Sendable {
  package let name: ProjectName
  package let nameRange: Range<Int>
  /// Sorted and without repetitions.
  package let extras: [ProjectName]
  /// Where the extras stand, brackets included. Present even if the brackets are empty.
  package let extrasRange: Range<Int>?
  package let specifiers: SpecifierSet
  /// From the first clause to the last, without parentheses around them.
  package let specifiersRange: Range<Int>?
  /// The address of a direct reference, as written.
  package let url: String?
  package let urlRange: Range<Int>?
  package let marker: Marker?
  /// Where the marker stands, without the semicolon before it.
  package let markerRange: Range<Int>?

  /// Reads a whole requirement and accepts what Python's `packaging` accepts, with blanks around it
  /// and one line feed after it. All ranges are offsets into `bytes`, not into the range.
  ///
  /// Stricter in three places, in each of which PEP 508 is too: a name or an extra must not end in
  /// `_`, a quoted string in a marker must not hold a backslash, and everything must be UTF-8.
  package static func parse(
    _ bytes: [UInt8], in range: Range<Int>? = nil
  ) throws(RequirementError) -> Requirement {
    var cursor = ByteCursor(bytes, in: range)
    cursor.dropFinalLineFeed()
    var parser = RequirementParser(cursor: cursor)
    return try parser.parse()
  }
}

extension Requirement: Hashable {
  package static func == (a: Self, b: Self) -> Bool {
    // Bytes, since Swift takes addresses that differ only in their Unicode composition for equal.
    a.name == b.name && a.extras == b.extras && a.specifiers == b.specifiers
      && a.url.map { Array($0.utf8) } == b.url.map { Array($0.utf8) } && a.marker == b.marker
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(extras)
    hasher.combine(specifiers)
    hasher.combine(url)
    hasher.combine(marker)
  }
}
