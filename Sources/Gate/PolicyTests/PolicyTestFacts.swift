import LookAlikes
import PythonPackaging
import SourceText

/// The world as a case describes it: an index with one project, a list of ranks, some advisories.
struct PolicyTestFacts {
  let now: Timestamp
  let popularity: Popularity
  let noProjects: AdditionalNames

  /// The facts about the projects that a case names.
  func facts(
    of test: PolicyTestCase, dependencies: [Dependency], before: [Dependency], policy: Policy
  ) -> Facts {
    let routes = IndexRoutes(policy)
    var projects: [ProjectName: ProjectLookup] = [:]
    var elsewhere: [String: [ProjectName: ProjectLookup]] = [:]
    var metadata: [Release: MetadataLookup] = [:]
    var advisories: [ProjectName: [Advisory]] = [:]
    var popularity = popularity
    for dependency in dependencies {
      guard let name = dependency.name else { continue }
      let lookup = lookup(name, dependency, test.facts)
      // Elsewhere than on its own index there is nothing of the name.
      let route = routes.route(of: name, for: dependency)
      projects[name] = route == .runIndex ? lookup : .absent
      for index in policy.indexes {
        elsewhere[index.name, default: [:]][name] = route == .named(index) ? lookup : .absent
      }
      if case .found(let record) = lookup {
        let license = license(test, policy)
        for version in record.versions {
          metadata[Release(project: name, version: version)] = self.metadata(name, version, license)
        }
      }
      advisories[name] = self.advisories(test.facts)
      switch test.facts.rank {
      case .number(let rank): popularity = popularity.ranking(name, rank)
      case .unranked: popularity = popularity.ranking(name, nil)
      case nil: break
      }
    }
    let known = Set(before.compactMap(\.name))
    return Facts(
      clock: Clock(now), projects: projects, popularity: popularity, metadata: metadata,
      advisories: Advisories(date: now, projects: advisories), established: known,
      introduced: Set(dependencies.compactMap(\.name)),
      declared: Dictionary(known.map { ($0, [test.path]) }) { first, _ in first },
      noProjects: noProjects, elsewhere: elsewhere, routes: routes)
  }

  private func lookup(
    _ name: ProjectName, _ dependency: Dependency, _ facts: PolicyTestCase.Facts
  ) -> ProjectLookup {
    switch facts.existence {
    case .absent: return .absent
    case .unknown: return .unavailable(Unavailability(.answer, "the case says that nobody knows"))
    case .exists: break
    }
    // An open requirement can select older releases too, where there are any.
    let selectable = dependency.specifiers.exampleVersions
    guard let version = facts.version ?? selectable.first else { return .absent }
    let releaseAge = facts.releaseAge ?? (facts.releases == 1 ? facts.age : .days(365))
    let age = max(facts.age, facts.releaseAge ?? facts.age)
    var files = Self.files(of: version, name, facts, moment(before: min(releaseAge, age)))
    if facts.isYanked {
      files = files.map { file in
        ReleaseFile(
          filename: file.filename, version: file.version, kind: file.kind, uploaded: file.uploaded,
          yank: Yank(reason: nil), sha256: file.sha256)
      }
    }
    let numbered = (0..<1000).lazy.compactMap { Version("0.0.\($0)") }
    let earlier = (selectable.filter { $0 < version } + numbered.filter { $0 != version })
      .prefix(max(0, min(facts.releases, 1000) - 1))
    for each in earlier { files += Self.files(of: each, name, facts, moment(before: age)) }
    return .found(
      ProjectRecord(
        name: name, status: facts.status, files: files, versions: [version] + earlier,
        fetched: now))
  }

  private static func files(
    of version: Version, _ name: ProjectName, _ facts: PolicyTestCase.Facts, _ uploaded: Timestamp
  ) -> [ReleaseFile] {
    let stem = "\(name.normalized)-\(version)"
    let source = ReleaseFile(
      filename: "\(stem).tar.gz", version: version, kind: .sourceDistribution, uploaded: uploaded)
    let wheel = ReleaseFile(
      filename: "\(stem)-py3-none-any.whl", version: version, kind: .wheel, uploaded: uploaded)
    return facts.hasWheel ? [wheel, source] : [source]
  }

  private func moment(before age: Age) -> Timestamp {
    Timestamp(seconds: now.seconds - age.seconds)
  }

  /// Where a case says nothing of it, the licence is one that nobody minds.
  private func license(_ test: PolicyTestCase, _ policy: Policy) -> String {
    if let license = test.facts.license { return license }
    let accepted = policy.tier(for: test.path)[License.description.id].licenses["allow"]
    return accepted?.first.map { "\($0)" } ?? "MIT"
  }

  private func metadata(
    _ name: ProjectName, _ version: Version, _ license: String
  ) -> MetadataLookup {
    let text = """
      Metadata-Version: 2.4
      Name: \(name)
      Version: \(version)
      License-Expression: \(license)
      """
    do {
      return .found(try CoreMetadata(Array(text.utf8)))
    } catch {
      return .unavailable(Unavailability(.answer, error.reason))
    }
  }

  private func advisories(_ facts: PolicyTestCase.Facts) -> [Advisory] {
    let every = [AffectedRange(from: nil, to: .never)]
    var advisories: [Advisory] = []
    if facts.isMalware {
      advisories.append(
        Advisory(
          id: "MAL-0000-0000", summary: "", modified: now, severity: .unknown, ranges: every,
          versions: []))
    }
    if let severity = facts.vulnerability {
      advisories.append(
        Advisory(
          id: "CASE-0000", summary: "", modified: now, severity: severity, ranges: every,
          versions: []))
    }
    return advisories
  }
}

extension SpecifierSet {
  /// Versions that can be selected, the highest first: the one that is pinned, or those that the
  /// clauses name, with the next ones.
  fileprivate var exampleVersions: [Version] {
    if let pinned { return [pinned] }
    let named = specifiers.compactMap(\.version)
    let next = specifiers.compactMap { Version("\($0.versionText).1") }
    let usual = ["1.0", "0.1", "999999"].compactMap { Version($0) }
    let candidates = (named + next).filter { contains($0) }
    let found = candidates.isEmpty ? usual.filter { contains($0) }.prefix(2) : candidates[...]
    return Set(found).sorted(by: >)
  }
}
