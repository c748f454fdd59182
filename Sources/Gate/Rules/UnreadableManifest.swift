/// Finds what could not be read, so that an installer may see more than the gate does.
package enum UnreadableManifest: Rule {
  package static let description = RuleDescription(
    id: "unreadable-manifest",
    summary: "a line, file or encoding cannot be read for certain",
    rationale: """
      What the gate cannot read it cannot judge, and what it skips an installer may still obey: a
      Unicode line separator that ends a comment, a variable that is expanded at installation, an
      included file outside the repository. So it stops.
      """,
    remedy:
      """
      Write the line so that it says the same to everybody; the message tells what is in the way. What
      an installer computes only when it runs (a list that `setup.py` builds in a loop, a variable in
      a command) costs less: `undecided` and `undecided-command`.
      """,
    variants: [
      RuleVariant(id: "undecided", summary: "what is asked for is computed by code"),
      RuleVariant(
        id: "undecided-command", summary: "what a command installs is decided when it runs"),
    ],
    examples: [
      RuleExample("a variable", head: "↓${PACKAGE}==1.0\nflask==3.0.0\n"),
      RuleExample("a file outside the repository", head: "-r ↓../other/requirements.txt\n"),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .unreadable(let unreadable) = introduction, unreadable.reason != .invalidName else {
      return .silent
    }
    let diagnostic = unreadable.diagnostic
    return .found(
      Finding(
        description.id, variant: variant(of: unreadable), Finding.Message(diagnostic.message),
        at: diagnostic.location, help: diagnostic.help))
  }

  private static func variant(of unreadable: Unreadable) -> String? {
    guard unreadable.reason == .undecided else { return nil }
    return switch unreadable.kind {
    case .declared, .locked, .script: "undecided"
    case .command, .prose, .imported: "undecided-command"
    }
  }
}
