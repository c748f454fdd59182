extension Marker {
  /// Whether the marker holds in some environment that is in use, with one of the extras asked for or
  /// with none.
  ///
  /// Of an environment only the version of Python is weighed: any system, machine or interpreter may
  /// be somebody's.
  package func mayHold(extras: [ProjectName]) -> Bool {
    let asked: [ProjectName?] = [nil] + extras
    return Self.environmentsInUse.contains { environment in
      asked.contains { evaluate(in: environment, extra: $0) }
    }
  }

  /// What a comparison with any other variable asks of these has no meaning, and counts as true. The
  /// first and the last release of each version stand for all of it.
  private static let environmentsInUse: [MarkerEnvironment] = (8...16).flatMap { minor in
    ["0", "99"].map { patch in
      MarkerEnvironment([
        .pythonVersion: "3.\(minor)", .pythonFullVersion: "3.\(minor).\(patch)",
      ])
    }
  }
}

extension CoreMetadata {
  /// What installing the release with some extras may bring along: requirements whose markers may
  /// hold. A release that asks for itself with other extras (`shop[all]` for `shop[cards,mail]`)
  /// brings along what those do.
  package func requirements(with extras: [ProjectName]) -> [Requirement] {
    var extras = Set(extras)
    while true {
      let sorted = extras.sorted()
      let holding = requirements.filter { $0.marker?.mayHold(extras: sorted) ?? true }
      let more = holding.filter { $0.name == name && $0.url == nil }.flatMap(\.extras)
      if extras.isSuperset(of: more) {
        return holding.filter { $0.name != name || $0.url != nil }
      }
      extras.formUnion(more)
    }
  }
}
