import ArgumentParser
import Gate
import GateIO

/// Prints what a rule finds and why.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule: what it finds, why, and what to do. Without a rule, list them.",
    discussion: """
      Examples:
        pipgate explain                          all rules, a line each
        pipgate explain typosquat
      """)

  @Argument(
    help: "The id of a rule, such as 'typosquat'.",
    completion: .list(RuleRegistry.ids.map(\.text)))
  var rule: String?

  func run() throws {
    let console = Console.standard()
    guard let rule else {
      let width = RuleRegistry.descriptions.map { $0.id.text.count }.max() ?? 0
      let lines = RuleRegistry.descriptions.map { description in
        let id = description.id.text
        return "\(id)\(String(repeating: " ", count: width - id.count))  \(description.summary)\n"
      }
      try console.emit(lines.joined())
      return
    }
    guard let found = RuleRegistry.rule(RuleID(rule)) else {
      let nearest = NearestWord.nearest(
        to: rule, among: RuleRegistry.ids.map(\.text))
      throw ValidationError(
        "'\(rule)' is not a rule" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }
    try console.emit(try RulePage.markdown(of: found.description, tiers: BuiltIn.policies().tiers))
  }
}
