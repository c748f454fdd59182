import LookAlikes
import PythonPackaging

/// Finds names that can be taken for a popular project's, or for another that is familiar here.
package enum Typosquat: Rule {
  package static let description = RuleDescription(
    id: "typosquat",
    summary: "the name can be taken for another that is familiar",
    rationale: """
      Attackers register names that fingers, eyes and language models slip into. One in seven honest
      projects lies within two edits of a more popular one, so a likeness is weighed: what kind of slip
      it is, whether the changed word is one that others use, how well known and how crowded the
      target is. A name alone asks for a person, a faint likeness is only noted. Together with a second
      signal, a project that is young, has hardly a release or is under suspicion at the index, a name
      stops.

      A name can be taken for one of the most downloaded projects, for a dependency that the
      repository has already, or for a name that the policy allows. It can also be that of no project:
      a module of the standard library, a module that a project of another name provides, or a file of
      requirements whose option was forgotten. A project that is itself among the most downloaded is
      never flagged, and neither is one that the repository depends on already where the same tier
      judges.
      """,
    remedy: """
      Write the name that was meant. If the project is the one you want, add it to `allow:` in the
      policy.
      """,
    needs: [.popularity], subject: .name, isSettledByAllowlist: true,
    privacy: .always,
    variants: [
      RuleVariant(
        id: "name-alone",
        summary: "nothing but the name speaks against the project, or its likeness is faint"),
      RuleVariant(
        id: "faint",
        summary: """
          the likeness is faint and nothing else speaks against the project, or it is hardly one and \
          something does
          """),
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
      RuleExample(
        "a slip in a dependency of the repository", base: "frobnicator==1\n",
        head: "frobnicator==1\n↓frobnciator==1\n"),
      RuleExample(
        "a project that was accepted before", base: "reqeusts==1\n", head: "reqeusts==2\n"),
      RuleExample(
        "names that mean no project", head: "↓requirements.txt\n↓subprocess\n↓cv2\n"),
      RuleExample("honest neighbours that are popular too", head: "botocore==1\nboto3==1\n"),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .dependency(let dependency, let previous) = introduction, previous.isEmpty,
      let name = dependency.name, !context.isEstablished(name, at: introduction.path),
      let likeness = context.familiar.likeness(of: name)
    else { return .silent }
    let evidence = secondSignals(of: name, dependency, context)
    // A faint likeness needs a fact to ask for a person, and is never enough to stop; a hint needs
    // one for a line.
    let variant: String?
    switch (likeness.strength, evidence.isEmpty) {
    case (.review, false): variant = nil
    case (.review, true), (.note, false): variant = "name-alone"
    case (.note, true), (.hint, false): variant = "faint"
    case (.hint, true): return .silent
    }
    let found = likeness.found
    return .found(
      Finding(
        description.id, variant: variant, .resembles(name.text, likeness),
        at: dependency.nameLocation, label: found.distance == 0 ? nil : found.words,
        help: likeness.advice,
        facts: likeness.facts + evidence.map { Finding.Fact("'\(likeness.name)'", $0) },
        likeness: likeness))
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
    if case .known(let age) = UploadAge.oldest(of: record.files, by: context.facts.clock),
      age < young
    {
      signals.append("first appeared \(age) ago")
    }
    let releases = record.versions
    if releases.count < context.settings.count("minimum-releases", of: description) {
      signals.append(
        releases.count == 1 ? "has a single release" : "has \(releases.count) releases")
    }
    if record.status == .quarantined { signals.append("is quarantined by the index") }
    if !releases.isEmpty, Selection.withdrawn(in: record).isSuperset(of: releases) {
      signals.append("has withdrawn every release")
    }
    return signals
  }
}

extension Finding.Message {
  fileprivate static func resembles(_ name: String, _ likeness: Likeness) -> Self {
    let target = likeness.found.name
    switch likeness.found.distance {
    case 0: return Self("'\(name)' is \(likeness.standing)")
    case 1: return Self("'\(name)' is one edit from '\(target)'")
    case 2: return Self("'\(name)' is two edits from '\(target)'")
    default: return Self("'\(name)' can be taken for '\(target)'")
    }
  }
}
