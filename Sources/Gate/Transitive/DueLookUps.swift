import PythonPackaging

/// The look-ups that rules still need, given what is known: each round of answers may lead to more.
package struct DueLookUps {
  package private(set) var questions = IndexQuestions()
  /// Of each, what the chosen release says of itself is asked: by the name of the index that lists
  /// it, nil for the run's.
  package private(set) var selections: [String?: [Selection]] = [:]

  package var isEmpty: Bool { questions.isEmpty && selections.isEmpty }

  /// More projects than a run looks at, whatever dependencies pull in.
  private static let mostProjects = 1_000

  package init(
    for introductions: [Introduction], policy: Policy, facts: Facts, defersToLater: Bool
  ) {
    let known = facts.elsewhere.values.reduce(facts.projects.count) { $0 + $1.count }
    guard known < Self.mostProjects else { return }
    for introduction in introductions where RuleSubject.release.covers(introduction) {
      let tier = policy.tier(for: introduction.path)
      func isAsked(_ rule: RuleDescription) -> Bool {
        AskedRules.isAsked(rule, tier[rule.id], defersToLater: defersToLater)
      }
      let isFollowed = isAsked(Transitive.description) && Transitive.isFollowed(introduction)
      let isLicensed =
        isAsked(License.description) && License.hasTerms(tier[License.description.id])
      guard isFollowed || isLicensed,
        let (dependency, name) = introduction.indexedDependency,
        case .found(let record) = facts.lookup(name, for: dependency)
      else { continue }
      let route = facts.routes.route(of: name, for: dependency)
      let selection = Selection(of: dependency, from: record)
      if isFollowed {
        let tree = PulledTree(of: selection, extras: dependency.extras, facts: facts)
        for due in tree.dueNames { questions.ask(due, along: facts.routes.route(of: due)) }
        for due in tree.dueSelections {
          let isRoot = due.record.name == name
          add(due, along: isRoot ? route : facts.routes.route(of: due.record.name))
        }
      } else if let release = selection.chosenRelease, facts.metadata[release] == nil {
        add(selection, along: route)
      }
    }
  }

  private mutating func add(_ selection: Selection, along route: IndexRoutes.Route) {
    switch route {
    case .runIndex: selections[nil, default: []].append(selection)
    case .named(let index): selections[index.name, default: []].append(selection)
    case .nobody: break
    }
  }
}
