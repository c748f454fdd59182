/// Finds commands that install what no manifest declares.
package enum InstallCommand: Rule {
  package static let description = RuleDescription(
    id: "install-command",
    summary: "a command installs a project past the manifests",
    rationale: """
      What a Dockerfile, a workflow or a script installs by itself is in no lock, is updated by nobody
      and was seen by no reviewer of dependencies. Instructions that people and agents follow word by
      word install just as well.
      """,
    remedy: """
      Declare the project in a requirements file, a dependency group or a lock, and let the command
      install from that (`pip install -r`, `uv sync`).
      """,
    subject: .name,
    examples: [
      RuleExample(
        "in an image", path: "Dockerfile",
        head: "FROM python:3.12\nRUN pip install ↓flask==3.0.3\n"),
      RuleExample("in prose", path: "README.md", head: "Run `pip install ↓flask` first.\n"),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .dependency(let dependency, _) = introduction, let name = dependency.name,
      dependency.includes.isEmpty
    else { return .silent }
    switch dependency.kind {
    case .command: return found(.command(name.text), dependency)
    case .prose: return found(.prose(name.text), dependency)
    case .declared, .locked, .script, .imported: return .silent
    }
  }

  private static func found(_ message: Finding.Message, _ dependency: Dependency) -> RuleResult {
    .found(
      Finding(
        description.id, message, at: dependency.nameLocation, label: "past the manifests",
        help: "declare it, and install from the declaration"))
  }
}

extension Finding.Message {
  fileprivate static func command(_ name: String) -> Self {
    Self("a command here installs '\(name)'")
  }

  fileprivate static func prose(_ name: String) -> Self {
    Self("a command shown here installs '\(name)'")
  }
}
