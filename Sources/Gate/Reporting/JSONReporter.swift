import SourceText

/// The report for programs: `docs/report.schema.json` describes it, and the name in `schema` changes
/// whenever a reader of the old form could be misled.
///
/// Strings hold what was found, control characters included, as JSON escapes; only credentials are
/// hidden.
package enum JSONReporter: Reporter {
  package static let id = "json"
  package static let summary = "everything, for programs; the schema is stable"
  package static let schema = "pipgate-report/1"

  package static func text(of report: Report, style: ReportStyle) -> String {
    let judgements = report.judgements
    let document: JSONText = [
      "schema": .string(schema),
      "tool": ["name": "pipgate", "version": .string(report.version)],
      "date": .string(report.date.description),
      "change": .shown(report.change),
      "policy": .shown(report.policy),
      "mode": .string(report.mode.rawValue),
      "index": .shown(report.index),
      "popularity-date": .string(report.popularityDate),
      "verdict": .string(report.verdict.rawValue),
      "exit-status": .integer(Int(report.verdict.exitStatus)),
      "totals": totals(ReportTotals(of: report)),
      "dependencies": .array(judgements.compactMap(dependency)),
      "others": .array(judgements.compactMap(other)),
      "notices": .array(report.notices.map { .shown($0) }),
    ]
    return withoutLogCommands(document.written(.pretty))
  }

  private static func totals(_ totals: ReportTotals) -> JSONText {
    [
      "new": .integer(totals.new), "changed": .integer(totals.changed),
      "other": .integer(totals.other), "blocked": .integer(totals.blocked),
      "review": .integer(totals.review), "unknown": .integer(totals.unknown),
      "deferred": .integer(totals.deferred), "annotated": .integer(totals.annotated),
      "safe": .integer(totals.safe),
    ]
  }

  private static func dependency(_ judgement: Judgement) -> JSONText? {
    guard case .dependency(let dependency, let previous) = judgement.introduction else {
      return nil
    }
    return .object(
      [
        .init("name", .shown(dependency.name?.normalized)),
        .init("kind", .string(judgement.introduction.kind.rawValue)),
        .init("requirement", .shown(dependency.requirementText)),
        .init("previous", .array(previous.map { .shown($0.requirementText) })),
        .init("role", dependency.role.json),
        .init("declaration", .string(dependency.kind.word)),
        .init("observation", .shown(dependency.kind.observation)),
        .init("text", .shown(excerpt(dependency.location))),
        .init("includes", .array(dependency.includes.map { .object(place($0)) })),
      ] + place(dependency.nameLocation) + decision(judgement) + accepted(judgement)
        + explanation(judgement))
  }

  /// An introduction that is not a dependency.
  private static func other(_ judgement: Judgement) -> JSONText? {
    let introduction = judgement.introduction
    if case .dependency = introduction { return nil }
    let text: String? =
      switch introduction {
      case .option(let option): Redacted.url(option.value)
      default: introduction.place.map(excerpt)
      }
    return .object(
      [
        .init("kind", .string(introduction.kind.rawValue)),
        .init("title", .shown(introduction.title)), .init("text", .shown(text)),
      ] + place(introduction.place, in: introduction.path) + decision(judgement)
        + accepted(judgement) + explanation(judgement))
  }

  static func decision(_ judgement: Judgement) -> [JSONText.Member] {
    [
      .init("outcome", .string(judgement.outcome.rawValue)),
      .init("tier", .shown(judgement.tier)),
      .init("allowed-by", allowance(judgement.allowedBy)),
      .init("findings", .array(judgement.findings.map(finding))),
      .init("overridden", .array(judgement.lifted.map(lifted))),
      .init("unknown", .array(judgement.missing.map(missing))),
    ]
  }

  /// What a person at the terminal has accepted, for this run.
  private static func accepted(_ judgement: Judgement) -> [JSONText.Member] {
    let accepted = judgement.confirmed.map { confirmed -> JSONText in
      [
        "finding": finding(confirmed.decided), "person": .shown(confirmed.confirmation.person),
        "reason": .shown(confirmed.confirmation.reason),
      ]
    }
    return [.init("accepted", .array(accepted))]
  }

  /// How it was decided, where somebody asks.
  private static func explanation(_ judgement: Judgement) -> [JSONText.Member] {
    guard let explanation = judgement.explanation else { return [] }
    let steps = explanation.steps.map { step -> JSONText in
      ["name": .shown(step.name), "value": .shown(step.value)]
    }
    return [.init("because", .array(steps))]
  }

  private static func finding(_ decided: DecidedFinding) -> JSONText {
    let finding = decided.finding
    return [
      "rule": .string(finding.rule.text),
      "variant": .shown(finding.variant),
      "level": .string(decided.level.rawValue),
      "message": .shown(finding.message.text),
      "label": .shown(finding.label),
      "help": .shown(finding.help),
      "facts": .array(
        finding.facts.map { ["name": .shown($0.name), "value": .shown($0.value)] }),
      "pulls-in": .array(finding.pulls.map(pulled)),
      "likeness": finding.likeness.map(likeness) ?? .null,
      "location": .object(place(finding.location, in: finding.path)),
    ]
  }

  static func pulled(_ project: PulledProject) -> JSONText {
    [
      "name": .string(project.name), "version": .shown(project.version),
      "requirement": .shown(project.requirement),
      "remarks": .array(project.remarks.map { .shown($0) }),
      "pulls-in": .array(project.pulls.map(pulled)),
    ]
  }

  private static func lifted(_ lifted: LiftedFinding) -> JSONText {
    let accepted = lifted.override
    return [
      "finding": finding(lifted.decided),
      "override": [
        "id": .shown(accepted.id), "file": .string(accepted.path.description),
        "people": .array(accepted.people.map { .shown($0) }), "reason": .shown(accepted.reason),
        "expires": .string(accepted.expires.description),
      ],
    ]
  }

  static func likeness(_ likeness: Likeness) -> JSONText {
    let found = likeness.found
    return .object(
      [
        .init("name", .shown(likeness.name)), .init("of", .shown(found.name)),
        .init("protection", .string(found.protection.word)),
        .init("replacement", .shown(likeness.replacement)),
        .init("strength", .string(likeness.strength.rawValue)),
      ] + found.jsonMembers)
  }

  private static func missing(_ fact: MissingFact) -> JSONText {
    [
      "rule": .string(fact.rule.text), "level": .string(fact.level.rawValue),
      "cause": .string(fact.unavailability.cause.rawValue),
      "reason": .shown(fact.unavailability.reason), "deferred": .boolean(fact.isDeferred),
    ]
  }

  private static func allowance(_ entry: ListEntry?) -> JSONText {
    guard let entry else { return .null }
    return .object(
      [
        .init("name", .shown(entry.name.text)), .init("reason", .shown(entry.reason)),
        .init("note", .shown(entry.note)),
      ] + place(entry.location))
  }

  private static func place(_ location: Location) -> [JSONText.Member] {
    place(location, in: location.file.path)
  }

  private static func place(_ location: Location?, in path: RepositoryPath) -> [JSONText.Member] {
    let (start, end) = (location?.start, location?.end)
    return [
      .init("file", .string(path.description)),
      .init("line", .count(start?.line)), .init("column", .count(start?.column)),
      .init("end-line", .count(end?.line)), .init("end-column", .count(end?.column)),
    ]
  }

  /// What is written at a place: a declaration may carry thousands of hashes, so it is cut.
  private static func excerpt(_ location: Location) -> String {
    Redacted.text(at: location, limit: 4096)
  }

  /// The document, with the bracket of `##[` as an escape: it can only stand in a string, and the
  /// log of a build server would take it for a command.
  static func withoutLogCommands(_ document: String) -> String {
    guard document.utf8.contains(UInt8(ascii: "#")) else { return document }
    var commands = LogCommandScanner()
    var result = ""
    for scalar in document.unicodeScalars {
      if commands.completesCommand(scalar) {
        result += "\\u005b"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension JSONText {
  fileprivate static func count(_ count: Int?) -> JSONText { count.map { .integer($0) } ?? .null }
}

extension DependencyRole {
  /// The role as programs read it.
  fileprivate var json: JSONText {
    switch self {
    case .runtime: ["kind": "runtime", "name": nil]
    case .extra(let name): ["kind": "extra", "name": .shown(name)]
    case .group(let name): ["kind": "group", "name": .shown(name)]
    case .build: ["kind": "build", "name": nil]
    case .constraint: ["kind": "constraint", "name": nil]
    }
  }
}
