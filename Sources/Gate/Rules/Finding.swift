import SourceText

/// What a rule has found at a place: a plain value, without a level. The policy gives the level.
package struct Finding: Hashable, Sendable {
  package let rule: RuleID
  /// The id of the rule's variant, or nil for the rule's own level.
  package let variant: String?
  package let message: Message
  /// Nil for findings about a whole file.
  package let location: Location?
  package let path: RepositoryPath
  /// What this place has to do with it, shown beside the caret.
  package let label: String?
  /// What to do, in one imperative sentence.
  package private(set) var help: String?
  /// What is known, as a small table.
  package private(set) var facts: [Fact]
  /// The names that are confused, when that is what was found.
  package let likeness: Likeness?
  /// What comes along with the dependency, when that was found.
  package let pulls: [PulledProject]

  /// A row of the table of facts under a finding.
  package struct Fact: Hashable, Sendable {
    package let name: String
    package let value: String
    /// The bytes of the name that differ from another's; an empty range where it has less.
    package let marks: [Range<Int>]

    package init(_ name: String, _ value: String, marks: [Range<Int>] = []) {
      self.name = name
      self.value = value
      self.marks = marks
    }
  }

  /// The text of a finding: lower case, no final stop, names in single quotes. Each rule names its
  /// messages in an extension at the foot of its file.
  package struct Message: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    package init(_ text: String) { self.text = text }
    package var description: String { text }
  }

  package init(
    _ rule: RuleID, variant: String? = nil, _ message: Message, at location: Location,
    label: String? = nil, help: String? = nil, facts: [Fact] = [], likeness: Likeness? = nil,
    pulls: [PulledProject] = []
  ) {
    self.rule = rule
    self.variant = variant
    self.message = message
    self.location = location
    self.path = location.file.path
    self.label = label
    self.help = help
    self.facts = facts
    self.likeness = likeness
    self.pulls = pulls
  }

  /// The same finding, where the policy has an entry for it that does not answer its floor.
  func askedByTheFloor() -> Finding {
    var finding = self
    finding.facts.append(Fact("floor", "an entry of the repository's own does not answer it"))
    finding.help = "ask whoever sets the floor to allow it there"
    return finding
  }

  /// A finding about a whole file.
  package init(
    _ rule: RuleID, variant: String? = nil, _ message: Message, in path: RepositoryPath,
    help: String? = nil
  ) {
    self.rule = rule
    self.variant = variant
    self.message = message
    self.location = nil
    self.path = path
    self.label = nil
    self.help = help
    self.facts = []
    self.likeness = nil
    self.pulls = []
  }
}
