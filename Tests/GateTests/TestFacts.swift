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
    unavailable: [String: Unavailability] = [:], established: [String] = [],
    declared: [ProjectName: Set<RepositoryPath>] = [:]
  ) -> Facts {
    var lookups: [ProjectName: ProjectLookup] = [:]
    for name in asked { lookups[name] = .absent }
    for project in projects {
      guard let record = record(of: project) else { continue }
      lookups[record.name] = .found(record)
    }
    for (text, reason) in unavailable {
      if let name = ProjectName(text) { lookups[name] = .unavailable(reason) }
    }
    return Facts(
      now: now, projects: lookups, popularity: popularity,
      established: Set(established.compactMap { ProjectName($0) }), declared: declared,
      noProjects: noProjects)
  }

  static func record(of project: ExampleProject) -> ProjectRecord? {
    guard let name = ProjectName(project.name) else { return nil }
    let files = project.releases.map { release in
      ReleaseFile(
        filename: "\(name.normalized)-\(release.version).tar.gz",
        version: Version(release.version),
        uploaded: Timestamp(seconds: now.seconds - release.daysOld * 86_400),
        yank: release.yank, isSourceDistribution: true, sha256: nil)
    }
    return ProjectRecord(
      name: name, status: nil, files: files, versions: files.compactMap(\.version), fetched: now)
  }
}
