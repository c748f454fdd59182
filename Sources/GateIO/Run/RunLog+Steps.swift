import Gate
import PythonPackaging

/// The steps of a run in words.
extension RunLog {
  /// More of a kind are counted and not named.
  private static let limit = 100

  func tell(of proposal: Proposal) {
    let files = proposal.change.files.count
    let directory = proposal.gitDirectory.map { " in '\($0)'" } ?? ""
    let differs = "\(count(files, "path")) \(files == 1 ? "differs" : "differ")"
    tell(.compared, "\(proposal.description)\(directory): \(differs)")
    all(.changed, proposal.change.files) { "'\($0.path)' \($0.deed)" }
  }

  func tell(of policy: Policy, asked request: RunRequest) {
    let flags = [request.tier.map { "--tier \($0)" }, request.mode.map { "--mode \($0.rawValue)" }]
      .compactMap { $0 }
    let asked = flags.isEmpty ? "" : ", by \(flags.joined(separator: " and "))"
    tell(
      .policy,
      "\(policy.origin): usual tier '\(policy.usualTier.name)', mode "
        + "'\(policy.mode(asked: request.mode).rawValue)'\(asked)")
    for file in policy.files { tell(.policy, "read '\(file.path)'") }
  }

  func tell(of found: Introductions, in change: Change, _ policy: Policy) {
    all(.found, found.introductions) { introduction in
      let place = introduction.shownPlace
      return
        "\(introduction.kind.rawValue): '\(introduction.shownTitle)' at \(place), judged by the "
        + "tier '\(policy.tier(for: introduction.path).name)'"
    }
    if found.introductions.isEmpty { tell(.found, "nothing that has to be judged") }
  }

  /// What became of one request to an index. All are told, however many.
  func tell(of answer: IndexAnswer) {
    let milliseconds = answer.duration.milliseconds
    let outcome =
      switch answer.outcome {
      case .cached: "from the cache"
      case .status(304): "304 in \(milliseconds) ms: what is cached still holds"
      case .status(let status): "\(status) in \(milliseconds) ms"
      case .failure(let reason): "no answer in \(milliseconds) ms: \(reason)"
      }
    tell(.asked, "\(answer.url): \(outcome)")
  }

  /// What the indexes and the snapshots said.
  func tell(of facts: Facts, from addresses: String?, _ notices: [String]) {
    if let addresses { tell(.asked, addresses) } else { tell(.asked, "nobody") }
    tell(facts.projects, "", now: facts.now)
    for (index, projects) in facts.elsewhere.sorted(by: { $0.key < $1.key }) {
      tell(projects, " at '\(index)'", now: facts.now)
    }
    for notice in notices { tell(.known, notice) }
  }

  private func tell(_ projects: [ProjectName: ProjectLookup], _ place: String, now: Timestamp) {
    all(.known, projects.sorted { $0.key < $1.key }) { name, lookup in
      let answer =
        switch lookup {
        case .found(let record):
          "\(count(record.versions.count, "version")), \(count(record.files.count, "file")), "
            + "answered \(record.fetched)"
        case .absent: "there is no such project"
        case .unavailable(let reason): "not known: \(reason.reason)"
        }
      return "'\(name.normalized)'\(place): \(answer)"
    }
  }

  func tell(of judgements: [Judgement]) {
    all(.decided, judgements) { judgement in
      let findings = judgement.findings.map { "\($0.finding.rule) \($0.level.rawValue)" }
      let missing = judgement.missing.map { "\($0.rule) unknown" }
      let lifted = judgement.lifted.map { "\($0.decided.finding.rule) overridden" }
      let reasons = (findings + missing + lifted).joined(separator: ", ")
      let place = judgement.introduction.shownPlace
      return "'\(judgement.introduction.shownTitle)' at \(place): \(judgement.outcome.rawValue)"
        + (reasons.isEmpty ? "" : " (\(reasons))")
    }
  }

  private func all<Item>(_ step: Step, _ items: some Collection<Item>, _ text: (Item) -> String) {
    for item in items.prefix(Self.limit) { tell(step, text(item)) }
    if items.count > Self.limit { tell(step, "and \(items.count - Self.limit) more") }
  }

  private func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}

extension FileChange {
  /// What has become of it.
  fileprivate var deed: String {
    if before == nil { return "is new" }
    return after == nil ? "is gone" : "has changed"
  }
}
