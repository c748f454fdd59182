import SourceText

/// The effective policy as text for people, and as JSON for programs.
package enum PolicyListing {
  package static let schema = "pipgate-policy/1"

  package static func text(of effective: EffectivePolicy, style: ReportStyle) -> String {
    let paint = Paint(isOn: style.usesColor)
    func head(_ name: String, _ text: String) -> [String] {
      var line = Wrapping(paint)
      line.addWhole(name, .strong, then: ":")
      line.add(SafeText.line(text))
      return line.lines(width: style.width, start: 0, hang: 2)
    }
    var lines = head("policy", effective.policy.origin)
    if let path = effective.path { lines += head("path", path.description) }
    for section in effective.sections {
      lines += ["", paint(section.id, .strong)]
      lines += PolicyTable(section).lines(paint, width: style.width)
    }
    return lines.map { $0 + "\n" }.joined()
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
