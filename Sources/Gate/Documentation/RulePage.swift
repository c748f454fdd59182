/// The page of a rule, as `docs/rules/` and `pipgate explain` show it.
package enum RulePage {
  /// Markdown; `tiers` are the built-in ones, by name.
  package static func markdown(of rule: RuleDescription, tiers: [String: Tier]) -> String {
    var sections = [
      "# `\(rule.id)`\n\n\(sentence(rule.summary))\n",
      "## Why\n\n\(rule.rationale)\n",
      "## What to do\n\n\(rule.remedy)\n",
      "## Levels\n\n" + levels(of: rule, tiers),
    ]
    if !rule.settings.isEmpty { sections.append("## Settings\n\n" + settings(of: rule)) }
    sections += rule.examples.map(example)
    return sections.joined(separator: "\n")
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private static func levels(of rule: RuleDescription, _ tiers: [String: Tier]) -> String {
    let names = ["paranoid", "balanced", "autonomous"].filter { tiers[$0] != nil }
    func row(_ title: String, _ variant: String?) -> String {
      let cells = names.map { (tiers[$0]?[rule.id].level(of: variant) ?? .ignore).rawValue }
      return "| \(([title] + cells).joined(separator: " | ")) |\n"
    }
    var text = "| | \(names.joined(separator: " | ")) |\n"
    text += "|---|" + String(repeating: "---|", count: names.count) + "\n"
    text += row("`\(rule.id)`", nil)
    for variant in rule.variants {
      text += row("`\(variant.id)`: \(variant.summary)", variant.id)
    }
    if rule.isSettledByAllowlist { text += "\nAn entry of the allowlist settles this rule.\n" }
    switch rule.privacy {
    case .never: break
    case .ofWhatIsAllowed:
      text += "\nAn entry of the allowlist settles this rule for a private name.\n"
    case .always: text += "\nA private name settles this rule.\n"
    }
    return text
  }

  private static func settings(of rule: RuleDescription) -> String {
    rule.settings.map { setting in
      let fallback =
        switch setting.fallback {
        case .age(let age): "\(age)"
        case .count(let count): "\(count)"
        case .licenses: "none"
        }
      return "- `\(setting.id)`: \(setting.summary). Without it: \(fallback).\n"
    }.joined()
  }

  private static func example(_ example: RuleExample) -> String {
    var text = "## Example: \(example.title)\n\n"
    if let policy = example.policy { text += "With the policy\n\n" + block(policy, "yaml") + "\n" }
    for project in example.projects {
      let status = project.status.map { ", \($0.text)" } ?? ""
      let releases =
        project.releases.isEmpty
        ? "no release" : project.releases.map(release).joined(separator: "; ")
      text += "- The index lists `\(project.name)`\(status): \(releases).\n"
    }
    for advisory in example.advisories {
      let rating = advisory.id.hasPrefix("MAL-") ? "" : " (\(advisory.severity.word))"
      text += "- The advisory `\(advisory.id)`\(rating) is about \(advisory.words).\n"
    }
    if !example.projects.isEmpty || !example.advisories.isEmpty { text += "\n" }
    if !example.base.isEmpty {
      text += "`\(example.path)` at the base:\n\n" + block(example.base, "text") + "\n"
    }
    let hasMarks = example.head.contains("↓")
    text += "`\(example.path)`" + (hasMarks ? ", with `↓` before each finding:\n\n" : ":\n\n")
    return text + block(example.head, "text")
  }

  private static func release(_ release: ExampleProject.Release) -> String {
    var text = "\(release.version), \(Age.days(release.daysOld)) old"
    if release.yank != nil { text += ", yanked" }
    if release.isSourceOnly { text += ", source only" }
    if let python = release.requiresPython { text += ", for Python `\(python)`" }
    if release.hasProvenance { text += ", with provenance" }
    if let metadata = release.metadata {
      text += ", with metadata"
      if !metadata.isEmpty { text += ": " + metadata.map { "`\($0)`" }.joined(separator: ", ") }
    }
    return text
  }

  private static func block(_ text: String, _ language: String) -> String {
    "```\(language)\n" + text + (text.hasSuffix("\n") ? "" : "\n") + "```\n"
  }
}
