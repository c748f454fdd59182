import PythonPackaging
import SourceText

/// The overrides of a run, ready to be held against its findings.
package struct Overrides: Sendable {
  let examined: [ExaminedOverride]
  private let strays: [OverrideProblem]
  /// The paths that the change touches.
  private let changed: Set<RepositoryPath>

  /// No override at all.
  package static let none = Overrides(examined: [], strays: [], changed: [])

  private init(
    examined: [ExaminedOverride], strays: [OverrideProblem], changed: Set<RepositoryPath>
  ) {
    self.examined = examined
    self.strays = strays
    self.changed = changed
  }

  /// Examines what the head holds by what the base says: what comes with the change, and of the rest
  /// what may be about the projects that it introduces or the files that it touches.
  package init(
    _ folder: OverrideFolder, on conditions: OverrideConditions, changed: Set<RepositoryPath>,
    introducing projects: some Sequence<ProjectName>, sharing: WorkSharing = .sequential
  ) {
    let relevance = OverrideRelevance(projects: projects, changed: changed)
    let files = folder.files.filter(relevance.mayConcern)
    // A few signatures are verified in less time than it takes to share them.
    let sharing = files.count < Self.fewestShared ? .sequential : sharing
    self.init(
      examined: sharing.map(files) { ExaminedOverride($0, on: conditions) },
      strays: folder.strays, changed: changed)
  }

  private static let fewestShared = 8

  package var isEmpty: Bool { examined.isEmpty && strays.isEmpty }

  /// Takes the findings that are lifted out of what counts, and tells what is wrong with overrides:
  /// one introduction for each document, in the order of their paths.
  func applied(
    to judgements: [Judgement], by judge: Judge
  ) -> (judgements: [Judgement], introductions: [Introduction]) {
    var judgements = judgements
    let places = Dictionary(grouping: judgements.indices) { index -> ProjectName? in
      guard case .dependency(let dependency, _) = judgements[index].introduction else { return nil }
      return dependency.name
    }
    var problems: [RepositoryPath: [OverrideProblem]] = [:]
    for stray in strays { problems[stray.path, default: []].append(stray) }
    for override in examined {
      problems[override.path, default: []] += override.problems
      guard override.isInForce, let document = override.document else { continue }
      var isConcerned = false
      for index in places[document.project] ?? [] {
        // What another override has lifted is asked again, so that this one is not called unused.
        guard
          let match = OverrideMatch(
            override, judgements[index].withoutOverrides, terms: judge.policy.overrides,
            facts: judge.facts)
        else { continue }
        isConcerned = isConcerned || match.isConcerned
        for problem in match.problems
        where problems[override.path]?.contains(problem) != true {
          problems[override.path, default: []].append(problem)
        }
        judgements[index].lift(match.lifted, by: AcceptedOverride(override, document))
      }
      if !isConcerned, judge.mode != .permissive, isLeftOver(document, at: override.path, judge) {
        problems[override.path, default: []].append(.unused(override))
      }
    }
    let introductions = problems.filter { !$0.value.isEmpty }
      .map { Introduction.override($0.key, problems: $0.value) }
      .sorted { $0.path < $1.path }
    return (judgements, introductions)
  }

  /// Whether an override that lifted nothing could be removed, as far as this change tells: it comes
  /// with the change, or the change touches its manifests and they do not declare its project.
  private func isLeftOver(
    _ document: OverrideDocument, at path: RepositoryPath, _ judge: Judge
  ) -> Bool {
    if changed.contains(path) { return true }
    let declaring = judge.facts.declared[document.project] ?? []
    return document.paths.contains(where: changed.contains)
      && !document.paths.contains(where: declaring.contains)
      && !judge.facts.established.contains(document.project)
  }
}

extension OverrideProblem {
  fileprivate static func unused(_ override: ExaminedOverride) -> Self {
    Self(
      .unused, "the override lifts nothing that this change brings", in: override.path,
      help: "remove it if nothing else needs it")
  }
}
