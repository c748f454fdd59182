import PythonPackaging
import SourceText

/// The policy that a repository starts with: every key explained, and what is in use listed by name.
///
/// A line of comment begins with `# `, a line that only waits to be switched on with `#` alone.
package struct StartingPolicy {
  package let baseline: Baseline
  /// The name of a built-in tier.
  package let tier: String
  /// What overrides will have to name, where it is known.
  package let repository: String?
  /// Whether a schema for editors lies beside the policy.
  package let hasSchema: Bool

  package init(baseline: Baseline, tier: String, repository: String?, hasSchema: Bool) {
    self.baseline = baseline
    self.tier = tier
    self.repository = repository
    self.hasSchema = hasSchema
  }

  /// The name of the schema beside the policy.
  package static let schemaName = "policy.schema.json"

  package var text: String {
    let schema =
      hasSchema ? "# yaml-language-server: $schema=\(Self.schemaName)\n" : ""
    let name = repository.map { "repository: \(YAMLText.address($0))" }
    return schema + Self.head
      + (name ?? "#repository: github.com/acme/shop") + "\n\n" + Self.ageExamples
      + "\n" + Self.tierComment
      + "tier: \(tier)\n\n" + Self.examples + "\n" + list
  }

  private var list: String {
    var text = Self.listComment
    text +=
      baseline.count == 0 ? "#allow:\n#  - {name: requests, reason: \"ADR 12\"}\n" : "allow:\n"
    for use in Baseline.Use.allCases {
      guard let names = baseline.listed[use], !names.isEmpty else { continue }
      text += "  # \(use.title)\n"
      text += names.map { "  - \(YAMLText.name($0.normalized))\n" }.joined()
    }
    if baseline.leftOut.isEmpty { return text }
    text += Self.leftOutComment
    for project in baseline.leftOut {
      text += "#  - \(YAMLText.name(project.name.normalized))  # \(project.phrase)\n"
    }
    return text
  }

  private static let head = """
    # What may enter this repository, and what each problem costs.
    #
    # Pipgate reads this file from the base of a change, never from the change itself: an edit decides
    # from the next change on. 'pipgate policy check' tells what is wrong with it, 'pipgate explain RULE'
    # what a rule is for. A line that begins with '#' and a key only waits for its '#' to be removed.
    version: 1

    # The name of this repository. Overrides have to say it.

    """

  private static let ageExamples = """
    # Raised with every edit, so that an older policy that comes back is noticed.
    #serial: 1

    # From when on no override counts until somebody has looked at this file again.
    #expires: "2030-06-30"

    # Policy files to start from, by their paths from this folder.
    #extends: [../shared/policy.yaml]

    """

  private static let tierComment = """
    # What a finding costs where nothing else is said:
    # - paranoid: only what is listed enters;
    # - balanced: what is certainly wrong stops, what is probably wrong needs a person;
    # - autonomous: only what is certainly wrong stops.

    """

  private static let examples = """
    # Other tiers for some paths. The most specific match wins, whatever the order.
    #paths:
    #  - {match: "services/payments/**", tier: ours}
    #  - {match: "experiments/**", tier: autonomous}

    # A tier of your own says what differs from another. Levels: ignore, annotate, review, block, forbid.
    #tiers:
    #  ours:
    #    extends: balanced
    #    levels:
    #      unpinned: block
    #      new-release: {level: block, minimum-age: 14d}

    # Projects that must not enter, beside those of the built-in list.
    #deny:
    #  - {name: nose, reason: unmaintained, use-instead: pytest}

    # Indexes of your own, and names that no public index may hear of.
    #indexes:
    #  - {name: internal, url: "https://packages.acme.example/simple/"}
    #private: ["acme-*"]

    # Who can let a finding pass by signing a file (see 'pipgate override'), and how many it takes.
    #roles:
    #  security: [cy@acme.example, dee@acme.example]
    #overrides:
    #  review: {signatures: 1, roles: [security], maximum-lifetime: 90d}
    #  block: {signatures: 2, roles: [security], maximum-lifetime: 30d}

    """

  private static let listComment = """
    # The projects that this repository uses, by name: their new versions are judged as releases, and no
    # longer as strangers. To be listed settles 'unlisted', 'typosquat', 'new-project' and 'unpopular'.

    """

  private static let leftOutComment = """

    # In use, and left out of the list. Look at each before you move it up.

    """
}

extension Baseline.Use {
  /// What a list has to say of a group.
  fileprivate var title: String {
    switch self {
    case .requested: "Asked for by manifests"
    case .observed: "Asked for by scripts and commands"
    case .locked: "Only in lock files: what the others pull in"
    case .constrained: "Only in constraints"
    case .channel: "From conda channels"
    }
  }
}

extension Baseline.LeftOut {
  /// Why it is left out, with its place: fit for a comment and for a terminal.
  package var phrase: String {
    let path = SafeText.line(place.file.path.description)
    return "\(path):\(place.start.line): \(SafeText.line(reason.phrase))"
  }

  /// What to do about it, in one imperative sentence.
  package var advice: String {
    switch reason {
    case .denied(let entry): entry.useInstead.map { "use '\($0)' instead" } ?? "remove it"
    case .lookAlike(let likeness): likeness.advice
    case .reference: "list it once it comes from an index"
    case .otherIndex: "name the index under 'indexes', and list it with 'index'"
    case .own: "add it to 'private' if it is on no public index"
    }
  }
}

extension Baseline.Reason {
  fileprivate var phrase: String {
    switch self {
    case .denied(let entry): "denied" + (entry.reason.map { ": \($0)" } ?? "")
    case .lookAlike(let likeness):
      likeness.found.distance == 0
        ? "it is \(likeness.standing)" : "can be taken for '\(likeness.found.name)'"
    case .reference: "does not come from an index"
    case .otherIndex: "comes from another index"
    case .own: "is a project of this repository itself"
    }
  }
}
