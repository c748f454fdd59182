import SourceText

/// The report in the Static Analysis Results Interchange Format, version 2.1.0, for code scanning.
///
/// What is let pass by an override or by a person is a suppressed result; a fact that is missing is a
/// result, and the verdict stands among the notifications of the run.
package enum SARIFReporter: Reporter {
  package static let id = "sarif"
  package static let summary = "SARIF 2.1.0, for code scanning"

  package static func text(of report: Report, style: ReportStyle) -> String {
    // An entry without a rule is what the allowlist has to say: about the run, not a result of it.
    let entries = ReportEntry.all(of: report).filter { !$0.rules.isEmpty }
    let shown = entries.prefix(limit)
    let rules = SARIFRules(of: shown, report)
    var fingerprints = EntryFingerprints()
    let results = shown.map { result($0, rules, &fingerprints) }
    let document: JSONText = [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "pipgate", "version": .string(report.version),
              "rules": .array(rules.descriptors),
            ]
          ],
          "invocations": [invocation(of: report, hidden: Array(entries.dropFirst(limit)))],
          "columnKind": "utf16CodeUnits", "newlineSequences": ["\r\n", "\n", "\r"],
          "results": .array(results), "properties": properties(of: report),
        ]
      ],
    ]
    return JSONReporter.withoutLogCommands(document.written(.pretty))
  }

  /// GitHub shows no more results of a run.
  static let limit = 5000

  private static func result(
    _ entry: ReportEntry, _ rules: SARIFRules, _ fingerprints: inout EntryFingerprints
  ) -> JSONText {
    let related = entry.includes.enumerated().map { index, include -> JSONText in
      .object(
        [.init("id", .integer(index + 1))] + SARIFText.location(include, in: include.file.path)
          + [.init("message", SARIFText.message("included here"))])
    }
    let members: [JSONText.Member] = [
      .init("ruleId", .string(entry.rules[0].text)),
      .init("ruleIndex", .integer(rules.index(of: entry.rules[0]))),
      .init("level", .string(entry.severity.rawValue)),
      .init("message", SARIFText.message(entry.lines)),
      .init("locations", [.object(SARIFText.location(entry.place, in: entry.path))]),
    ]
    return .object(
      members + (related.isEmpty ? [] : [.init("relatedLocations", .array(related))]) + [
        .init(
          "partialFingerprints", ["pipgate/v1": .string(fingerprints.next(for: entry))]),
        .init("suppressions", .array(entry.acceptance.map { [suppression($0)] } ?? [])),
        .init(
          "properties",
          [
            "word": .string(entry.word), "variant": .shown(entry.variant),
            "title": .shown(entry.title), "rules": .array(entry.rules.map { .string($0.text) }),
          ]),
      ])
  }

  private static func suppression(_ acceptance: ReportEntry.Acceptance) -> JSONText {
    let justification =
      switch acceptance {
      case .override(let override): "\(override.phrase): \(override.reason)"
      case .confirmation(let confirmation): confirmation.phrase
      }
    return [
      "kind": "external", "status": "accepted",
      "justification": .string(SafeText.line(justification)),
    ]
  }

  private static func invocation(of report: Report, hidden: [ReportEntry]) -> JSONText {
    var notifications = [
      notification(
        report.verdict == .pass ? .note : .error,
        "\(ReportTotals(of: report).sentence); pipgate says: \(report.verdictPhrase)")
    ]
    if !hidden.isEmpty {
      notifications.append(
        notification(
          hidden.contains(where: \.stops) ? .error : .warning,
          "not among the results, of which there are \(limit): \(EntryCounts.phrase(hidden))"))
    }
    if let deferral = report.deferralSentence {
      notifications.append(notification(.warning, "not checked: \(deferral)"))
    }
    if let step = report.nextStep { notifications.append(notification(.note, "next: \(step)")) }
    notifications += report.judgements.compactMap { judgement in
      judgement.allowanceNote.map { note in
        notification(.note, note, at: (judgement.introduction.place, judgement.introduction.path))
      }
    }
    notifications += report.notices.map { notification(.note, $0) }
    return [
      "executionSuccessful": .boolean(report.verdict != .inconclusive),
      "exitCode": .integer(Int(report.verdict.exitStatus)),
      "exitCodeDescription": .string(report.verdict.rawValue),
      "toolExecutionNotifications": .array(notifications),
    ]
  }

  private static func notification(
    _ level: ReportEntry.Severity, _ text: String, at place: (Location?, RepositoryPath)? = nil
  ) -> JSONText {
    let places = place.map { JSONText.object(SARIFText.location($0.0, in: $0.1)) }
    return .object(
      [.init("level", .string(level.rawValue)), .init("message", SARIFText.message(text))]
        + (places.map { [.init("locations", [$0])] } ?? []))
  }

  private static func properties(of report: Report) -> JSONText {
    [
      "verdict": .string(report.verdict.rawValue), "mode": .string(report.mode.rawValue),
      "change": .shown(report.change), "policy": .shown(report.policy),
      "index": .shown(report.index), "popularity-date": .string(report.popularityDate),
      "date": .string(report.date.description),
    ]
  }
}

extension ReportEntry {
  /// How bad it is in the three steps that readers of results know: an error stops the run.
  enum Severity: String {
    case error, warning, note
  }

  var severity: Severity {
    if stops { return .error }
    return gravity == .note ? .note : .warning
  }

  /// The message with all that is known and what to do, a line each.
  var lines: [String] {
    ["\(word): \(message)"] + facts.map { "\($0.name): \($0.value)" } + tree + background
      + (help.map { ["help: \($0)"] } ?? [])
  }
}
