import Gate
import PythonPackaging

/// Asks the indexes for what rules need: the introduced projects first, then, in rounds, what releases
/// say of themselves and the projects that they lead to. All rounds share the budget of the run, and
/// everything is asked where the policy says that it comes from.
struct IndexInquiry {
  private let configuration: IndexConfiguration
  /// How the indexes of the policy are asked, in its order.
  private let named: [(name: String, configuration: IndexConfiguration)]
  private let progress: LookUpProgress
  private let hear: ((IndexAnswer) -> Void)?

  /// `configuration` says how, and which index is the run's; `hear` is told of every request.
  init(
    configuration: IndexConfiguration, indexes: [PolicyIndex], environment: Environment,
    progress: LookUpProgress, hear: ((IndexAnswer) -> Void)? = nil
  ) {
    var configuration = configuration
    configuration.whileWaiting = progress.wait
    self.configuration = configuration
    named = indexes.map { index in
      let search = CredentialSearch(index: index.url, name: index.name, environment: environment)
      return (index.name, configuration.asking(index.url, credentials: search))
    }
    self.progress = progress
    self.hear = hear
  }

  /// Adds to the facts what the indexes say of the introductions.
  func answer(
    _ introductions: [Introduction], policy: Policy, facts: Facts, defersToLater: Bool
  ) -> Facts {
    let start = ContinuousClock.now
    let questions = Judge.questions(
      about: introductions, routes: facts.routes, searches: facts.searches)
    var facts = adding(questions, to: facts, since: start)
    while true {
      let due = DueLookUps(
        for: introductions, policy: policy, facts: facts, defersToLater: defersToLater)
      // What is left unasked then is unknown.
      guard !due.isEmpty, configuration.since(start).timeLeft > .zero else { return facts }
      for (name, configuration) in [(nil, configuration)] + named.map({ (Optional($0), $1) }) {
        guard let selections = due.selections[name] else { continue }
        let client = MetadataClient(configuration.since(start), hear: hear)
        facts = facts.adding(metadata: client.lookUp(selections))
      }
      facts = adding(due.questions, to: facts, since: start)
    }
  }

  /// The addresses of those that were asked, without credentials; nil where none was.
  func addresses(of facts: Facts) -> String? {
    var asked = facts.projects.isEmpty ? [] : [configuration.index.description]
    for (name, configuration) in named where facts.elsewhere[name]?.isEmpty == false {
      asked.append(configuration.index.description)
    }
    return asked.isEmpty ? nil : asked.joined(separator: ", ")
  }

  /// Asks them all at once.
  private func adding(
    _ questions: IndexQuestions, to facts: Facts, since start: ContinuousClock.Instant
  ) -> Facts {
    let asked = named.filter { questions.named[$0.name] != nil }
    var parts = asked.map { name, configuration in
      (
        client: IndexClient(configuration.since(start), hear: hear),
        names: questions.named[name]?.sorted() ?? []
      )
    }
    if !questions.runIndex.isEmpty {
      let client = IndexClient(configuration.since(start), hear: hear)
      parts.insert((client: client, names: questions.runIndex.sorted()), at: 0)
    }
    var answers = IndexClient.lookUp(parts, now: facts.now, progress: progress.answered)[...]
    let projects = questions.runIndex.isEmpty ? [:] : answers.popFirst() ?? [:]
    let elsewhere = Dictionary(
      uniqueKeysWithValues: zip(asked, answers).map { asked, answers in
        (asked.name, answers.mapValues { $0.from(asked.name) })
      })
    return facts.adding(projects: projects, elsewhere: elsewhere)
  }
}

extension IndexConfiguration {
  /// The same with what is gone of the budget since a run's first question.
  fileprivate func since(_ start: ContinuousClock.Instant) -> IndexConfiguration {
    var configuration = self
    configuration.spent = start.duration(to: .now)
    return configuration
  }
}
