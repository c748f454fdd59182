/// Finds names that no index accepts.
package enum InvalidName: Rule {
  package static let description = RuleDescription(
    id: "invalid-name",
    summary: "the name is not one that a project can have",
    rationale: """
      Project names are ASCII letters and digits with `-`, `_` and `.` between them. A letter of
      another script that looks the same is how one name is passed off as another.
      """,
    remedy: "Type the name again by hand.",
    examples: [
      RuleExample("a Cyrillic letter", head: "↓req\u{443}ests==2.32.0\nflask==3.0.0\n"),
      RuleExample("a Kelvin sign", head: "↓\u{212a}eras==3.0\n"),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .unreadable(let unreadable) = introduction, unreadable.reason == .invalidName else {
      return .silent
    }
    let diagnostic = unreadable.diagnostic
    return .found(
      Finding(
        description.id, Finding.Message(diagnostic.message), at: diagnostic.location,
        label: "not a project name", help: diagnostic.help ?? "type the name again"))
  }
}
