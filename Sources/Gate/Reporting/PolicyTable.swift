/// A section of a policy as a table: names, values, and where each is from.
struct PolicyTable {
  private struct Row {
    let name: String
    let value: String
    let origin: String
  }

  private let rows: [Row]
  /// Of names and of values, as far as they line up: longer ones stand out.
  private let nameWidth: Int
  private let valueWidth: Int

  private static let widestColumn = 44
  /// Values are not squeezed into less.
  private static let leastRoom = 16

  init(_ section: EffectivePolicy.Section) {
    rows = section.values.map { value in
      Row(
        name: SafeText.line(value.part.map { "  \($0)" } ?? value.name),
        value: SafeText.line(Redacted.text(value.text)), origin: SafeText.line(value.origin.text))
    }
    func widest(_ column: [String]) -> Int {
      min(column.map { DisplayWidth.of($0) }.max() ?? 0, Self.widestColumn)
    }
    nameWidth = widest(rows.map(\.name))
    valueWidth = widest(rows.map(\.value))
  }

  /// Lines of at most `width` columns where words allow it: values are broken beside where they are
  /// from, or, where that leaves them no room, above it.
  func lines(_ paint: Paint, width: Int?) -> [String] {
    let origins = rows.map { DisplayWidth.of($0.origin) }.max() ?? 0
    guard let width, let widest = rows.map(extent).max(), widest > width else {
      return rows.map { row in
        start(of: row) + Self.padded(row.value, valueWidth) + paint(row.origin, .frame)
      }
    }
    let (room, column) = (width - origins - 2, nameWidth == 0 ? 2 : nameWidth + 4)
    return rows.flatMap { row in
      let start = start(of: row)
      let begin = DisplayWidth.of(start)
      let lines = Wrapping.lines(row.value, width: room, start: column, hang: column)
      let isBeside =
        room - column >= Self.leastRoom && begin == column
        && column + DisplayWidth.of(lines[0]) <= room
        && lines.dropFirst().allSatisfy { DisplayWidth.of($0) <= room }
      if isBeside {
        let first = Self.padded(lines[0], room - column)
        return [start + first + paint(row.origin, .frame)] + lines.dropFirst()
      }
      let hang = width - column < Self.leastRoom ? 4 : column
      let value = BesideName(row.value, column: begin, hang: hang, width: width)
      if row.value.isEmpty {
        let origin = BesideName(row.origin, column: begin, hang: hang, width: width)
        let first = origin.first.map { start + paint($0, .frame) } ?? "  \(row.name)"
        return [first] + origin.rest.map { paint($0, .frame) }
      }
      let origin = BesideName(row.origin, column: hang, hang: hang + 2, width: width)
      let below = origin.first.map { [String(repeating: " ", count: hang) + $0] } ?? []
      let first = value.first.map { start + $0 } ?? "  \(row.name)"
      return [first] + value.rest + (below + origin.rest).map { paint($0, .frame) }
    }
  }

  private func start(of row: Row) -> String { "  " + Self.padded(row.name, nameWidth) }

  /// The columns that a row takes in one line.
  private func extent(_ row: Row) -> Int {
    DisplayWidth.of(start(of: row) + Self.padded(row.value, valueWidth) + row.origin)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    if width == 0 { return "" }
    return text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)) + 2)
  }
}

extension EffectivePolicy.Value {
  /// The value with whatever else is said, in one line.
  fileprivate var text: String {
    let others = details.map { "\($0.name): \($0.value)" }.joined(separator: "; ")
    return [value, others].filter { !$0.isEmpty }.joined(separator: "  ")
  }
}
