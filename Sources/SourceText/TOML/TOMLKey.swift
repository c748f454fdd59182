/// One part of a key: its text, and its place with its quotes.
struct TOMLKey {
  let text: String
  let range: Range<Int>
}

/// A key as it is written before `=` or in a header: parts between dots.
struct TOMLKeyPath {
  /// Empty, and without an allocation, for a key without dots.
  var parents: [TOMLKey] = []
  var last: TOMLKey

  /// From the first part to the last.
  var range: Range<Int> {
    (parents.first ?? last).range.lowerBound..<last.range.upperBound
  }
}
