import PythonPackaging

// What a tier makes of the age of facts.
extension Facts {
  /// The same, without what is older than the tier accepts.
  ///
  /// What an index or a list of names said counts up to that age, and is unknown beyond it. An old
  /// advisory is as true as a new one, so it still counts; but where none is known, nothing is known.
  func accepted(by tier: Tier) -> Facts {
    let oldest = tier.oldestFacts
    let isOutdated = { (moment: Timestamp) in Age(since: moment, now: now) > oldest }
    func withoutOutdated(_ lookup: ProjectLookup) -> ProjectLookup {
      guard case .found(let record) = lookup, isOutdated(record.fetched) else { return lookup }
      let age = Age(since: record.fetched, now: now)
      return .unavailable(
        Unavailability(
          .network,
          "the index's answer is \(age) old, and the tier '\(tier.name)' accepts \(oldest)"))
    }
    var advisories = advisories
    if tier.maximumFactAge != nil, let lack = lackOfAdvisories(in: tier) {
      advisories = advisories.lacking(lack)
    }
    let isListOutdated = existing.date.map(isOutdated) ?? false
    return adding(
      projects: projects.mapValues(withoutOutdated),
      elsewhere: elsewhere.mapValues { $0.mapValues(withoutOutdated) }, advisories: advisories,
      existing: isListOutdated ? ExistingNames.none : nil)
  }

  private func lackOfAdvisories(in tier: Tier) -> Unavailability? {
    guard let date = advisories.date else {
      return Unavailability(
        .network,
        "there is no snapshot of advisories, which the tier '\(tier.name)' asks for")
    }
    let age = Age(since: date, now: now)
    guard age > tier.oldestFacts else { return nil }
    return Unavailability(
      .network,
      "the newest advisory is \(age) old, and the tier '\(tier.name)' accepts \(tier.oldestFacts)")
  }
}
