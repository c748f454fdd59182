/// A condition on the environment under which a requirement applies.
///
/// Markers are equal when their canonical texts are.
package indirect enum Marker: Sendable {
  case comparison(MarkerOperand, MarkerOperator, MarkerOperand)
  /// All of them hold.
  case and([Marker])
  /// One of them holds.
  case or([Marker])
  /// Parentheses around an `and` or `or`. Kept, even if superfluous, since the canonical text shows
  /// them.
  case group(Marker)

  /// Reads a whole marker, blanks around it and one line feed after it aside. Ranges of errors are
  /// offsets into `bytes`.
  package static func parse(
    _ bytes: [UInt8], in range: Range<Int>
  ) throws(RequirementError) -> Marker {
    var cursor = ByteCursor(bytes, in: range)
    cursor.dropFinalLineFeed()
    var parser = MarkerParser(cursor: cursor)
    return try parser.parseToEnd().marker
  }
}

/// One side of a comparison in a marker.
package enum MarkerOperand: Sendable {
  case variable(MarkerVariable)
  case literal(String)
}

/// How a marker compares its two sides.
package enum MarkerOperator: Hashable, Sendable {
  case relation(Specifier.Operator)
  case contained
  case notContained

  var text: String {
    switch self {
    case .relation(let op): op.rawValue
    case .contained: "in"
    case .notContained: "not in"
    }
  }
}

extension Marker: CustomStringConvertible {
  package var description: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .comparison(let left, let op, let right):
      text += "\(left) \(op.text) \(right)"
    case .and(let markers): Self.write(markers, joinedBy: " and ", to: &text)
    case .or(let markers): Self.write(markers, joinedBy: " or ", to: &text)
    case .group(let marker):
      text += "("
      marker.write(to: &text)
      text += ")"
    }
  }

  private static func write(
    _ markers: [Marker], joinedBy separator: String, to text: inout String
  ) {
    for (index, marker) in markers.enumerated() {
      if index > 0 { text += separator }
      marker.write(to: &text)
    }
  }
}

extension MarkerOperand: CustomStringConvertible {
  package var description: String {
    switch self {
    case .variable(let variable): variable.rawValue
    case .literal(let text): "\"\(text)\""
    }
  }
}

extension Marker: Hashable {
  package static func == (a: Self, b: Self) -> Bool {
    // Bytes, since Swift takes texts that differ only in their Unicode composition for equal.
    a.description.utf8.elementsEqual(b.description.utf8)
  }
  package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
