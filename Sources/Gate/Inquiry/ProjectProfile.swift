import PythonPackaging

/// What is known of one project, and what is made of it.
package struct ProjectProfile: Sendable {
  /// As it was asked for.
  let requirement: String
  let name: ProjectName
  let facts: Facts
  let lookup: ProjectLookup
  /// Nil where the index lists nothing.
  let selection: Selection?
  /// What the chosen release says of itself; nil where there is none.
  let metadata: MetadataLookup?
  /// One for each built-in tier, the strictest first.
  let judgements: [Judgement]

  /// The release that an installer would take.
  var chosen: Version? { selection?.chosen ?? selection?.versions.first }

  var rank: Int? { facts.popularity.rank(of: name) }

  /// What the name could be taken for, the likeliest first; none of a popular project's.
  var likenesses: [Likeness] {
    let familiar = FamiliarNames(facts)
    return familiar.lookAlikes(of: name).compactMap { familiar.likeness(of: name, to: $0) }
  }

  /// Every release that is named or has a file, the newest version first.
  var releases: [Version] {
    guard case .found(let record) = lookup else { return [] }
    return Set(record.versions).sorted(by: >)
  }

  var withdrawn: Set<Version> {
    guard case .found(let record) = lookup else { return [] }
    return Selection.withdrawn(in: record)
  }

  /// The first moment at which a file of a release was there; nil when the index does not say.
  func uploaded(_ version: Version) -> Timestamp? {
    guard case .found(let record) = lookup else { return nil }
    return record.files.lazy.filter { $0.version == version }.compactMap(\.uploaded).min()
  }

  /// When the first file of the project came; nil when the index does not say.
  var firstUpload: Timestamp? {
    guard case .found(let record) = lookup else { return nil }
    return record.files.compactMap(\.uploaded).min()
  }

  /// The chosen release's files, wheels first.
  var files: [ReleaseFile] {
    (selection?.chosenFiles ?? []).sorted { a, b in
      let isWheel = (a.kind == .wheel, b.kind == .wheel)
      return isWheel.0 != isWheel.1 ? isWheel.0 : a.filename < b.filename
    }
  }

  var advisories: [Advisory] { facts.advisories[name].distinct }

  /// Those that are about the chosen release; malware is about the project whatever is chosen.
  var affecting: [Advisory] {
    advisories.filter { advisory in
      advisory.isMalware || chosen.map(advisory.affects) ?? false
    }
  }

  /// What comes along with it, with what the tier that holds by default remarks on it.
  var pulls: [PulledProject] {
    let usual = judgements.first { $0.tier == "balanced" }
    return usual?.findings.flatMap(\.finding.pulls) ?? []
  }

  /// What is known of whether the project, and the release that was asked for, are there.
  package enum Existence: String, Sendable {
    case found
    case noSuchRelease = "no-such-release"
    case noSuchProject = "no-such-project"
    case unknown
  }

  package var existence: Existence {
    switch lookup {
    case .found: chosen == nil ? .noSuchRelease : .found
    case .absent: .noSuchProject
    case .unavailable: .unknown
    }
  }
}
