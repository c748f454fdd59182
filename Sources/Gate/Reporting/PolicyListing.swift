import SourceText

/// The effective policy as text for people, and as JSON for programs.
package enum PolicyListing {
  package static let schema = "pipgate-policy/1"

  package static func text(of effective: EffectivePolicy, style: ReportStyle) -> String {
    let paint = Paint(isOn: style.usesColor)
    var text = "\(paint("policy", .strong)): \(SafeText.line(effective.policy.origin))\n"
    if let path = effective.path {
      text += "\(paint("path", .strong)): \(SafeText.line(path.description))\n"
    }
    for section in effective.sections {
      text += "\n\(paint(section.id, .strong))\n"
      let rows = section.values.map { value in
        (
          name: SafeText.line(value.part.map { "  \($0)" } ?? value.name),
          value: SafeText.line(Redacted.text(value.text)), origin: value.origin.text
        )
      }
      let widths = [rows.map(\.name), rows.map(\.value)].map { column in
        min(column.map { DisplayWidth.of($0) }.max() ?? 0, 44)
      }
      for row in rows {
        let columns = padded(row.name, widths[0]) + padded(row.value, widths[1])
        text += "  \(columns)\(paint(SafeText.line(row.origin), .frame))\n"
      }
    }
    return text
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    if width == 0 { return "" }
    return text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)) + 2)
  }

  package static func json(of effective: EffectivePolicy) -> String {
    let members = effective.sections.map { section in
      JSONText.Member(section.id, .array(section.values.map(json)))
    }
    return JSONText.object(
      [
        .init("schema", .string(schema)), .init("policy", .shown(effective.policy.origin)),
        .init("path", .shown(effective.path?.description)),
      ] + members
    ).written(.pretty)
  }

  private static func json(_ value: EffectivePolicy.Value) -> JSONText {
    .object(
      [.init("name", .shown(value.name))]
        + (value.part.map { [.init("part", .string($0))] } ?? [])
        + [.init("value", .shown(value.value))]
        + value.details.map { .init($0.name, .shown($0.value)) }
        + [.init("from", value.origin.json)])
  }
}

extension EffectivePolicy.Value {
  /// The value with whatever else is said, in one line.
  fileprivate var text: String {
    let others = details.map { "\($0.name): \($0.value)" }.joined(separator: "; ")
    return [value, others].filter { !$0.isEmpty }.joined(separator: "  ")
  }
}

extension ValueOrigin {
  fileprivate var json: JSONText {
    switch self {
    case .file(let owner, let place):
      [
        "kind": .string(owner.rawValue), "file": .shown(place.file.path.description),
        "line": .integer(place.start.line), "column": .integer(place.start.column),
      ]
    case .flag(let name): ["kind": "flag", "flag": .string(name)]
    case .fallback: ["kind": "default"]
    }
  }
}
