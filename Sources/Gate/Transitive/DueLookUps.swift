import PythonPackaging

/// The look-ups that rules still need, given what is known: each round of answers may lead to more.
package struct DueLookUps {
  package private(set) var names: Set<ProjectName> = []
  /// Of each, what the chosen release says of itself is asked.
  package private(set) var selections: [Selection] = []

  package var isEmpty: Bool { names.isEmpty && selections.isEmpty }

  /// More projects than a run looks at, whatever dependencies pull in.
  private static let mostProjects = 1_000

  package init(
    for introductions: [Introduction], policy: Policy, facts: Facts, defersToLater: Bool
  ) {
    guard facts.projects.count < Self.mostProjects else { return }
    for introduction in introductions where RuleSubject.release.covers(introduction) {
      let tier = policy.tier(for: introduction.path)
      func isAsked(_ rule: RuleDescription) -> Bool {
        Judge.isAsked(rule, tier[rule.id], defersToLater: defersToLater)
      }
      let isFollowed = isAsked(Transitive.description) && Transitive.isFollowed(introduction)
      let isLicensed =
        isAsked(License.description) && License.hasTerms(tier[License.description.id])
      guard isFollowed || isLicensed,
        let (dependency, name) = introduction.indexedDependency,
        case .found(let record) = facts.lookup(name, for: dependency)
      else { continue }
      let selection = Selection(of: dependency, from: record)
      if isFollowed {
        let tree = PulledTree(of: selection, extras: dependency.extras, facts: facts)
        names.formUnion(tree.dueNames)
        selections += tree.dueSelections
      } else if let release = selection.chosenRelease, facts.metadata[release] == nil {
        selections.append(selection)
      }
    }
  }
}
