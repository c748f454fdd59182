import Gate
import PythonPackaging

/// Asks the index for what rules need: the introduced projects first, then, in rounds, what releases
/// say of themselves and the projects that they lead to. All rounds share the budget of the run.
struct IndexInquiry {
  let configuration: IndexConfiguration
  let progress: (_ answered: Int, _ total: Int) -> Void

  /// Adds to the facts what the index says of the introductions.
  func answer(
    _ introductions: [Introduction], policy: Policy, facts: Facts, defersToLater: Bool
  ) -> Facts {
    let start = ContinuousClock.now
    var facts = facts.adding(
      projects: IndexClient(configuration).lookUp(
        Judge.namesToLookUp(introductions), now: facts.now, progress: progress))
    while true {
      let due = DueLookUps(
        for: introductions, policy: policy, facts: facts, defersToLater: defersToLater)
      var rest = configuration
      rest.budget -= start.duration(to: .now)
      // What is left unasked then is unknown.
      guard !due.isEmpty, rest.budget > .zero else { return facts }
      let metadata = MetadataClient(rest).lookUp(due.selections)
      facts = facts.adding(metadata: metadata)
      if due.names.isEmpty { continue }
      rest.budget = configuration.budget - start.duration(to: .now)
      facts = facts.adding(
        projects: IndexClient(rest).lookUp(due.names.sorted(), now: facts.now, progress: progress))
    }
  }
}
