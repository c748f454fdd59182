import LookAlikes
import PythonPackaging

/// Finds names that can be taken for a popular project's.
package enum Typosquat: Rule {
  package static let description = RuleDescription(
    id: "typosquat",
    summary: "the name can be taken for that of a popular project",
    rationale: """
      Attackers register names that fingers, eyes and language models slip into. One in seven honest
      projects lies within two edits of a more popular one, so a likeness is weighed: what kind of slip
      it is, whether the changed word is one that others use, how popular and how crowded the target
      is. A name alone asks for a person, a faint likeness is only noted. Together with a second
      signal, a project that is young or has hardly a release, a name stops. A project that is itself
      among the most downloaded is never flagged.
      """,
    remedy: """
      Write the popular project's name if that is what was meant. If the project is the one you want,
      add it to `allow:` in the policy.
      """,
    needs: [.popularity], subject: .name, isSettledByAllowlist: true,
    variants: [
      RuleVariant(
        id: "name-alone",
        summary: "nothing but the name speaks against the project, or its likeness is faint"),
      RuleVariant(
        id: "faint", summary: "the likeness is faint, and nothing else speaks against the project"),
    ],
    settings: [
      RuleSetting(
        id: "minimum-age", summary: "the age from which a project no longer counts as young",
        fallback: .age(.days(90))),
      RuleSetting(
        id: "minimum-releases", summary: "the number of releases from which it is established",
        fallback: .count(3)),
    ],
    examples: [
      RuleExample(
        "letters swapped", head: "↓reqeusts==2.32.0\nrequests==2.32.0\n",
        projects: [
          ExampleProject("reqeusts", .init("2.32.0", daysOld: 2)),
          ExampleProject("requests", .init("2.32.0", daysOld: 900)),
        ]),
      RuleExample("a letter twice, a letter missing", head: "↓nummpy==1\n↓matplotlb==1\n"),
      RuleExample("honest neighbours that are popular too", head: "botocore==1\nboto3==1\n"),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .dependency(let dependency, _) = introduction, let name = dependency.name,
      let target = context.facts.popularity.names.lookAlikes(of: name.normalized).first,
      let strength = target.strength
    else { return .silent }
    let evidence = secondSignals(of: name, dependency, context)
    // A faint likeness needs a fact to ask for a person, and is never enough to stop.
    let variant: String? =
      switch (strength, evidence.isEmpty) {
      case (.review, false): nil
      case (.review, true), (.note, false): "name-alone"
      case (.note, true): "faint"
      }
    var facts = [Finding.Fact("'\(target.name)'", target.standing)]
    facts += evidence.map { Finding.Fact("'\(name)'", $0) }
    return .found(
      Finding(
        description.id, variant: variant, .resembles(name.text, target),
        at: dependency.nameLocation, label: target.words,
        help: "write '\(target.name)' if that is what was meant", facts: facts))
  }

  /// What is known against the project beside its name, in words.
  private static func secondSignals(
    of name: ProjectName, _ dependency: Dependency, _ context: RuleContext
  ) -> [String] {
    guard dependency.reference == nil,
      case .found(let record) = context.facts.lookup(name, for: dependency)
    else {
      return []
    }
    var signals: [String] = []
    let young = context.settings.age("minimum-age", of: description)
    if case .known(let age) = UploadAge.oldest(of: record.files, now: context.now), age < young {
      signals.append("first appeared \(age) ago")
    }
    let releases = Set(record.files.compactMap(\.version)).union(record.versions).count
    if releases < context.settings.count("minimum-releases", of: description) {
      signals.append(releases == 1 ? "has a single release" : "has \(releases) releases")
    }
    return signals
  }
}

extension LookAlike {
  /// What the protected name is to this repository, in words.
  fileprivate var standing: String {
    switch protection {
    case .popular(let rank): "rank \(rank) of the most downloaded"
    case .additional(.dependency): "is a dependency already"
    case .additional(.privateName): "is a private name"
    case .additional(.allowed): "is allowed by the policy"
    case .additional(.standardLibrary): "is a module of the standard library"
    case .additional(.module): "is a module of another project"
    case .additional(.mistaken): "is what people type by mistake"
    }
  }
}

extension Finding.Message {
  fileprivate static func resembles(_ name: String, _ target: LookAlike) -> Self {
    switch target.distance {
    case 0: Self("'\(name)' \(target.standing)")
    case 1: Self("'\(name)' is one edit from '\(target.name)'")
    case 2: Self("'\(name)' is two edits from '\(target.name)'")
    default: Self("'\(name)' can be taken for '\(target.name)'")
    }
  }
}
