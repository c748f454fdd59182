/// What stands beside a name in a table.
struct BesideName {
  /// What goes on in the line of the name; nil where it all stands below.
  let first: String?
  let rest: [String]

  /// Lays text out beside a name that takes `column` columns, further lines indented to `hang`. Where
  /// a word has no room there, all of it stands below the name.
  init(_ text: String, column: Int, hang: Int, width: Int?) {
    let lines = Wrapping.lines(text, width: width, start: column, hang: hang)
    guard let width,
      lines.contains(where: { DisplayWidth.of($0) > width })
        || column + DisplayWidth.of(lines[0]) > width
    else {
      (first, rest) = (lines[0], Array(lines.dropFirst()))
      return
    }
    let below = Wrapping.lines(text, width: width, start: Self.indent, hang: Self.indent)
    first = nil
    rest = [String(repeating: " ", count: Self.indent) + below[0]] + below.dropFirst()
  }

  private static let indent = 4
}
