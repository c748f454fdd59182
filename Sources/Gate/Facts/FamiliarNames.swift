import LookAlikes
import PythonPackaging

/// What a new name can be taken for: the most downloaded projects, and what the repository, the
/// policy and Python itself make familiar.
///
/// A class because every rule that is asked about every dependency is handed it.
package final class FamiliarNames: Sendable {
  private let facts: Facts
  private let allowed: [ListEntry]
  private let privateNames: [NamePattern]
  /// Made for the first name that is not one of the most downloaded.
  private let nearby = OnDemand<[AdditionalNames]>()
  /// Those of the floor, which an entry of the repository's own does not add to.
  let floor: FamiliarNames?

  package init(
    _ facts: Facts, allowed: [ListEntry] = [], privateNames: [NamePattern] = [],
    floor: FamiliarNames? = nil
  ) {
    self.facts = facts
    self.allowed = allowed
    self.privateNames = privateNames
    self.floor = floor
  }

  convenience init(_ facts: Facts, _ policy: Policy) {
    self.init(
      facts, allowed: policy.allowed, privateNames: policy.privateNames,
      floor: policy.floor.map { FamiliarNames(facts, $0) })
  }

  /// From 1; nil when the project is not ranked.
  package func rank(of name: ProjectName) -> Int? { facts.popularity.rank(of: name) }

  /// The familiar names that a project's can be taken for, the likeliest first; none of a name that
  /// is familiar itself and means a project.
  package func lookAlikes(of name: ProjectName) -> [LookAlike] {
    if rank(of: name) != nil { return [] }
    return facts.popularity.names.lookAlikes(
      of: name.normalized, additional: additional)
  }

  /// The familiar name that a project's can best be taken for, if there is one worth a line.
  package func likeness(of name: ProjectName) -> Likeness? {
    lookAlikes(of: name).first.flatMap { likeness(of: name, to: $0) }
  }

  /// What there is to say of a familiar name that another can be taken for; nil when it is too faint.
  package func likeness(of name: ProjectName, to found: LookAlike) -> Likeness? {
    guard let strength = found.strength else { return nil }
    return Likeness(
      name: name.normalized, found: found, strength: strength, standing: standing(of: found),
      ranked: facts.popularity.names.count)
  }

  /// What a familiar name is here, in words.
  private func standing(of found: LookAlike) -> String {
    switch found.protection {
    case .popular(let rank):
      let isDependency =
        !facts.declared.isEmpty
        && ProjectName(found.name).map { facts.declared[$0] != nil } ?? false
      return "rank \(rank) of the most downloaded"
        + (isDependency ? ", and a dependency already" : "")
    case .additional(.dependency): return "a dependency already"
    case .additional(.privateName): return "a private name"
    case .additional(.allowed): return "allowed by the policy"
    case .additional(.standardLibrary): return "a module of the standard library"
    case .additional(.module): return "a module of '\(found.instead ?? "another project")'"
    case .additional(.mistaken): return "what people type by mistake"
    }
  }

  /// What the repository depends on and the policy allows by name, and what is no project.
  private var additional: [AdditionalNames] {
    nearby.value {
      let dependencies = facts.declared.keys.sorted().map {
        AdditionalName($0.normalized, .dependency)
      }
      // What is allowed in some places is not familiar in the others.
      let names = allowed.filter { $0.name.isLiteral && $0.paths.isEmpty }.compactMap { entry in
        ProjectName(entry.name.text).map { name in
          AdditionalName(name.normalized, entry.isPrivate == true ? .privateName : .allowed)
        }
      }
      let kept = privateNames.filter(\.isLiteral).compactMap { ProjectName($0.text) }.map {
        AdditionalName($0.normalized, .privateName)
      }
      return [AdditionalNames(dependencies + kept + names), facts.noProjects]
    }
  }
}
