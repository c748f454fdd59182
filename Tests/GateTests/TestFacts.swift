import LookAlikes
import PythonPackaging
import SourceText

@testable import Gate

/// Facts for tests, at a fixed moment.
enum TestFacts {
  static let now = Timestamp("2026-01-01")!
  static let popularity = Popularity(
    date: "2025-12-31",
    names: ProtectedNames(
      lines: """
        boto3
        requests
        botocore
        numpy
        pandas
        matplotlib
        flask
        click
        """.utf8))

  static let noProjects = NoProjects.names(modules: TestModules.embedded) {
    popularity.names.rank(of: $0)
  }

  /// Of the names asked for, every one that is not among `projects` is absent.
  static func make(
    projects: [ExampleProject], asked: [ProjectName] = [],
    unavailable: [String: Unavailability] = [:], advisories: [ExampleAdvisory] = [],
    established: [String] = [], introduced: Set<ProjectName> = [],
    declared: [ProjectName: Set<RepositoryPath>] = [:],
    pythons: DeclaredPythons = .none, policy: Policy? = nil,
    searches: InstallerSearches = .none
  ) -> Facts {
    var lookups: [ProjectName: ProjectLookup] = [:]
    var metadata: [Release: MetadataLookup] = [:]
    for name in asked { lookups[name] = .absent }
    for project in projects {
      guard let record = record(of: project) else { continue }
      lookups[record.name] = .found(record)
      for release in project.releases {
        guard let version = Version(release.version) else { continue }
        metadata[Release(project: record.name, version: version)] = lookup(release, of: record.name)
      }
    }
    for (text, reason) in unavailable {
      if let name = ProjectName(text) { lookups[name] = .unavailable(reason) }
    }
    return Facts(
      clock: Clock(now), projects: lookups, popularity: popularity, metadata: metadata,
      advisories: self.advisories(advisories),
      established: Set(established.compactMap { ProjectName($0) }), introduced: introduced,
      declared: declared, noProjects: noProjects, pythons: pythons, routes: IndexRoutes(policy),
      searches: searches)
  }

  /// The names that the run's index is asked about, where nothing else is said of indexes.
  static func names(askedAbout introductions: [Introduction]) -> [ProjectName] {
    Judge.questions(about: introductions, routes: IndexRoutes(), searches: .none).runIndex.sorted()
  }

  private static func lookup(
    _ release: ExampleProject.Release, of name: ProjectName
  ) -> MetadataLookup {
    guard let fields = release.metadata else { return .untold }
    let lines = ["Metadata-Version: 2.4", "Name: \(name)", "Version: \(release.version)"] + fields
    do {
      return .found(try CoreMetadata(Array(lines.joined(separator: "\n").utf8)))
    } catch {
      return .unavailable(Unavailability(.answer, error.reason))
    }
  }

  static func advisories(_ examples: [ExampleAdvisory]) -> Advisories {
    var projects: [ProjectName: [Advisory]] = [:]
    for example in examples {
      guard let name = ProjectName(example.project) else { continue }
      projects[name, default: []].append(example.advisory)
    }
    return Advisories(date: now, projects: projects)
  }

  static func record(of project: ExampleProject) -> ProjectRecord? {
    guard let name = ProjectName(project.name) else { return nil }
    let files = project.releases.flatMap { release in
      let kinds: [(String, DistributionFilename.Kind)] =
        [("-py3-none-any.whl", .wheel), (".tar.gz", .sourceDistribution)]
      return kinds.dropFirst(release.isSourceOnly ? 1 : 0).map { suffix, kind in
        ReleaseFile(
          filename: "\(name.normalized)-\(release.version)\(suffix)",
          version: Version(release.version), kind: kind,
          uploaded: Timestamp(seconds: now.seconds - release.daysOld * 86_400),
          yank: release.yank, requiresPython: release.requiresPython,
          hasProvenance: release.hasProvenance)
      }
    }
    return ProjectRecord(
      name: name, status: project.status, files: files,
      versions: project.releases.compactMap { Version($0.version) }, fetched: now)
  }
}
