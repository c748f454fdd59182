import SourceText

extension OverrideDocument {
  /// The file as it is signed: every member on a line of its own or in a list, texts in quotes.
  package var text: String {
    var lines = [
      "version: 1", "id: \(YAMLText.quoted(id))", "repository: \(YAMLText.quoted(repository))",
      "project: \(YAMLText.quoted(project.normalized))",
      "versions: \(YAMLText.quoted(versions.text))",
    ]
    lines += Self.list("hashes", hashes.map { "sha256:\($0)" }.sorted())
    lines += Self.list("rules", rules.map(\.text))
    lines += Self.list("paths", paths.map(\.description))
    lines += [
      "tier: \(YAMLText.quoted(tier))", "reason: \(YAMLText.quoted(reason))",
      "requester: \(YAMLText.quoted(requester))", "issued: \(YAMLText.quoted(issued.description))",
      "expires: \(YAMLText.quoted(expires.description))", "serial: \(serial)",
    ]
    return lines.map { $0 + "\n" }.joined()
  }

  private static func list(_ name: String, _ values: [String]) -> [String] {
    values.isEmpty ? ["\(name): []"] : ["\(name):"] + values.map { "  - \(YAMLText.quoted($0))" }
  }
}
