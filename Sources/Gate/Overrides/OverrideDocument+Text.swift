import SourceText

extension OverrideDocument {
  /// The file as it is signed: every member on a line of its own or in a list, texts in quotes.
  package var text: String {
    var lines = [
      "version: 1", "id: \(Self.quoted(id))", "repository: \(Self.quoted(repository))",
      "project: \(Self.quoted(project.normalized))", "versions: \(Self.quoted(versions.text))",
    ]
    lines += Self.list("hashes", hashes.map { "sha256:\($0)" }.sorted())
    lines += Self.list("rules", rules.map(\.text))
    lines += Self.list("paths", paths.map(\.description))
    lines += [
      "tier: \(Self.quoted(tier))", "reason: \(Self.quoted(reason))",
      "requester: \(Self.quoted(requester))", "issued: \(Self.quoted(issued.description))",
      "expires: \(Self.quoted(expires.description))", "serial: \(serial)",
    ]
    return lines.map { $0 + "\n" }.joined()
  }

  private static func list(_ name: String, _ values: [String]) -> [String] {
    values.isEmpty ? ["\(name): []"] : ["\(name):"] + values.map { "  - \(quoted($0))" }
  }

  /// Text in double quotes; what a reader could mistake is an escape.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where SafeText.isHarmless(scalar): quoted.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
      }
    }
    return quoted + "\""
  }
}
