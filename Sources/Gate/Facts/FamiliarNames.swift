import LookAlikes
import PythonPackaging

/// What a new name can be taken for: the most downloaded projects, and what the repository, the
/// policy and Python itself make familiar.
package struct FamiliarNames: Sendable {
  private let facts: Facts
  private let allowed: [ListEntry]
  private let surroundings: OnDemand<Surroundings>

  /// What is close at hand beside the most downloaded; made for the first name that is not one of
  /// them.
  private struct Surroundings: Sendable {
    let names: AdditionalNames
    /// For the names of modules, the projects that provide them.
    let providers: [String: ProjectName]
  }

  package init(_ facts: Facts, allowed: [ListEntry] = []) {
    self.facts = facts
    self.allowed = allowed
    surroundings = OnDemand()
  }

  /// Projects with their ranks and nothing else.
  package init(only popularity: Popularity) {
    facts = Facts(now: Timestamp(seconds: 0), projects: [:], popularity: popularity)
    allowed = []
    surroundings = OnDemand(Surroundings(names: .none, providers: [:]))
  }

  /// From 1; nil when the project is not ranked.
  package func rank(of name: ProjectName) -> Int? { facts.popularity.rank(of: name) }

  /// The familiar name that a project's can best be taken for, if there is one worth a line.
  package func likeness(of name: ProjectName) -> Likeness? {
    lookAlikes(of: name).first.flatMap { likeness(of: name, to: $0) }
  }

  /// What there is to say of a familiar name that another can be taken for; nil when it is too faint.
  package func likeness(of name: ProjectName, to found: LookAlike) -> Likeness? {
    guard let strength = found.strength else { return nil }
    return Likeness(
      name: name.normalized, found: found, strength: strength, standing: standing(of: found),
      replacement: replacement(for: found), ranked: facts.popularity.names.count)
  }

  /// The familiar names that a project's can be taken for, the likeliest first; none of a name that
  /// is familiar itself and means a project.
  package func lookAlikes(of name: ProjectName) -> [LookAlike] {
    if facts.popularity.rank(of: name) != nil { return [] }
    return facts.popularity.names.lookAlikes(
      of: name.normalized, additional: surrounding.names)
  }

  /// What a familiar name is here, in words.
  private func standing(of found: LookAlike) -> String {
    switch found.protection {
    case .popular(let rank):
      let isDependency = ProjectName(found.name).map { facts.declared[$0] != nil } ?? false
      return "rank \(rank) of the most downloaded"
        + (isDependency ? ", and a dependency already" : "")
    case .additional(.dependency): return "a dependency already"
    case .additional(.privateName): return "a private name"
    case .additional(.allowed): return "allowed by the policy"
    case .additional(.standardLibrary): return "a module of the standard library"
    case .additional(.module):
      let provider = surrounding.providers[found.name]?.normalized ?? "another project"
      return "a module of '\(provider)'"
    case .additional(.mistaken): return "what people type by mistake"
    }
  }

  /// What to write in place of a name that looks like this one; nil when nothing belongs there.
  private func replacement(for found: LookAlike) -> String? {
    switch found.protection {
    case .additional(.module): surrounding.providers[found.name]?.normalized
    case .additional(.mistaken): MistakenNames.list.first { $0.name == found.name }?.meant
    case .additional(.standardLibrary): nil
    default: found.name
    }
  }

  private var surrounding: Surroundings {
    surroundings.value {
      var names = facts.declared.keys.sorted().map {
        AdditionalName($0.normalized, .dependency)
      }
      names += allowed.lazy.filter(\.name.isLiteral).compactMap { ProjectName($0.name.text) }
        .map { AdditionalName($0.normalized, .allowed) }
      names += MistakenNames.list.map { AdditionalName($0.name, .mistaken) }
      names += facts.modules.standardNames.map { AdditionalName($0.normalized, .standardLibrary) }
      var providers: [String: ProjectName] = [:]
      for (module, project) in facts.modules.renamed {
        if providers.updateValue(project, forKey: module.normalized) != nil { continue }
        names.append(
          AdditionalName(module.normalized, .module, rank: facts.popularity.rank(of: project)))
      }
      return Surroundings(names: AdditionalNames(names), providers: providers)
    }
  }
}
