import SourceText

extension ConfirmationQuestion {
  /// What the local record keeps of an answer: who has accepted what, where, and why. Credentials are
  /// left out.
  package func record(
    of confirmation: Confirmation, in report: Report, repository: String, head: String?
  ) -> [JSONText.Member] {
    [
      .init("date", .string(report.date.description)), .init("person", .shown(confirmation.person)),
      .init("reason", .shown(confirmation.reason)), .init("title", .shown(title)),
      .init("repository", .shown(repository)), .init("head", .shown(head)),
      .init("change", .shown(report.change)), .init("policy", .shown(report.policy)),
      .init("version", .string(report.version)),
      .init("findings", .array(judgements.flatMap(Self.findings))),
    ]
  }

  private static func findings(of judgement: Judgement) -> [JSONText] {
    var requirement: String?
    if case .dependency(let dependency, _) = judgement.introduction {
      requirement = dependency.requirementText
    }
    return judgement.findings.filter { $0.level == .review }.map { decided in
      let finding = decided.finding
      let line = finding.location?.start.line
      return [
        "rule": .string(finding.rule.text), "variant": .shown(finding.variant),
        "tier": .shown(judgement.tier), "message": .shown(finding.message.text),
        "requirement": .shown(requirement), "file": .string(finding.path.description),
        "line": line.map { .integer($0) } ?? .null,
      ]
    }
  }
}
