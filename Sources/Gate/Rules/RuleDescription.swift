/// All that is said of a rule: its page, its help, its settings and its first tests.
package struct RuleDescription: Sendable {
  package let id: RuleID
  /// One sentence, lower case, without a final stop: what the rule finds.
  package let summary: String
  /// Why it matters: Markdown paragraphs.
  package let rationale: String
  /// What to do about a finding: Markdown paragraphs.
  package let remedy: String
  package let needs: Set<FactKind>
  package let subject: RuleSubject
  /// Whether an entry of the allowlist answers the question that the rule asks.
  package let isSettledByAllowlist: Bool
  /// When the policy's word that a name is private answers the question.
  package let privacy: PrivacyAnswer
  /// Kinds of finding that a policy can give a level of their own.
  package let variants: [RuleVariant]
  package let settings: [RuleSetting]
  package let examples: [RuleExample]

  package init(
    id: RuleID, summary: String, rationale: String, remedy: String, needs: Set<FactKind> = [],
    subject: RuleSubject = .release, isSettledByAllowlist: Bool = false,
    privacy: PrivacyAnswer = .never, variants: [RuleVariant] = [], settings: [RuleSetting] = [],
    examples: [RuleExample]
  ) {
    self.id = id
    self.summary = summary
    self.rationale = rationale
    self.remedy = remedy
    self.needs = needs
    self.subject = subject
    self.isSettledByAllowlist = isSettledByAllowlist
    self.privacy = privacy
    self.variants = variants
    self.settings = settings
    self.examples = examples
  }
}

/// When a private name needs no further answer to what a rule asks.
package enum PrivacyAnswer: Hashable, Sendable {
  case never
  /// Once an entry of the allowlist covers it too.
  case ofWhatIsAllowed
  case always

  func settles(isAllowed: Bool) -> Bool {
    switch self {
    case .never: false
    case .ofWhatIsAllowed: isAllowed
    case .always: true
    }
  }
}

/// Where a rule's facts come from.
package enum FactKind: String, Hashable, Sendable {
  case index, popularity, policy, advisories
  /// What a release says of itself.
  case metadata
}

/// A kind of finding with a level of its own: `levels: {typosquat: {name-alone: review}}`.
package struct RuleVariant: Hashable, Sendable {
  package let id: String
  package let summary: String

  package init(id: String, summary: String) {
    self.id = id
    self.summary = summary
  }
}

/// A value that a policy can set for a rule, beside its level.
package struct RuleSetting: Hashable, Sendable {
  package enum Default: Hashable, Sendable {
    case age(Age)
    case count(Int)
    /// A list of licences, empty where a policy gives none.
    case licenses
  }

  /// Which of two values finds more.
  package enum Strictness: Hashable, Sendable {
    case greater, smaller
    /// Of two lists, what stands in both.
    case common
    /// Of two lists, what stands in either.
    case all
  }

  package let id: String
  package let summary: String
  package let fallback: Default
  package let stricter: Strictness

  package init(
    id: String, summary: String, fallback: Default, stricter: Strictness = .greater
  ) {
    self.id = id
    self.summary = summary
    self.fallback = fallback
    self.stricter = stricter
  }
}

/// A change and what the rule says of it: the rule's page shows it and the tests run it.
package struct RuleExample: Sendable {
  package let title: String
  package let path: String
  /// The file at the base.
  package let base: String
  /// The file at the head; `↓` stands before each place where a finding is due.
  package let head: String
  /// A policy in YAML, when the example needs one.
  package let policy: String?
  package let projects: [ExampleProject]
  /// What the snapshot of an example knows.
  package let advisories: [ExampleAdvisory]

  package init(
    _ title: String, path: String = "requirements.txt", base: String = "", head: String,
    policy: String? = nil, projects: [ExampleProject] = [], advisories: [ExampleAdvisory] = []
  ) {
    self.title = title
    self.path = path
    self.base = base
    self.head = head
    self.policy = policy
    self.projects = projects
    self.advisories = advisories
  }
}
