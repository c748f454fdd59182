/// Everything that a run has to say, in the order in which it is said. Reporters turn it into text
/// and decide nothing.
package struct Report: Sendable {
  /// Of the program.
  package let version: String
  /// The moment of the run.
  package let date: Timestamp
  /// What was compared, in words: `staged changes against HEAD`.
  package let change: String
  /// Where the policy was read from, in words.
  package let policy: String
  package let mode: Mode
  /// The day of the embedded popularity list.
  package let popularityDate: String
  /// The address of the index that was asked, without credentials; nil when nothing was asked.
  package let index: String?
  /// Sorted by path, place and kind.
  package internal(set) var judgements: [Judgement]
  /// What the reader should know about the run itself, one sentence each.
  package let notices: [String]
  package let verdict: Verdict
  /// The tiers that the policy knows, by name.
  let tiers: [String: Tier]
  /// The tier of every path of which the policy says no more.
  let defaultTier: Tier?

  package init(
    version: String, date: Timestamp, change: String, policy: String, mode: Mode,
    popularityDate: String, index: String?, judgements: [Judgement], notices: [String],
    verdict: Verdict, tiers: [String: Tier] = [:], defaultTier: Tier? = nil
  ) {
    self.version = version
    self.date = date
    self.change = change
    self.policy = policy
    self.mode = mode
    self.popularityDate = popularityDate
    self.index = index
    self.judgements = judgements
    self.notices = notices
    self.verdict = verdict
    self.tiers = tiers
    self.defaultTier = defaultTier
  }

  package func count(_ outcome: Outcome) -> Int { judgements.count { $0.outcome == outcome } }

  /// Introductions that are safe and carry a note.
  package var annotatedCount: Int {
    judgements.count {
      $0.outcome == .safe
        && !($0.findings.isEmpty && $0.missing.isEmpty && $0.lifted.isEmpty
          && $0.confirmed.isEmpty && $0.allowedBy?.note == nil)
    }
  }
}
