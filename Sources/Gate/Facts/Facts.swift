import LookAlikes
import PythonPackaging
import SourceText

/// Everything that is known from outside the change, gathered once before any rule runs.
package struct Facts: Sendable {
  /// The moment of the run; the only clock there is.
  package let now: Timestamp
  package private(set) var projects: [ProjectName: ProjectLookup]
  /// What releases say of themselves, where a rule asks.
  package private(set) var metadata: [Release: MetadataLookup]
  package let popularity: Popularity
  /// About the projects that were asked for.
  package private(set) var advisories: Advisories
  /// The projects that the base side declares already.
  package let established: Set<ProjectName>
  /// The projects that the change itself asks for.
  package let introduced: Set<ProjectName>
  /// Where the base declares each project, as far as it was read.
  package let declared: [ProjectName: Set<RepositoryPath>]
  /// Names of modules, and what is typed by mistake.
  package let noProjects: AdditionalNames
  /// The versions of Python that the head side says it runs on.
  package let pythons: DeclaredPythons

  package init(
    now: Timestamp, projects: [ProjectName: ProjectLookup], popularity: Popularity,
    metadata: [Release: MetadataLookup] = [:], advisories: Advisories = .none,
    established: Set<ProjectName> = [], introduced: Set<ProjectName> = [],
    declared: [ProjectName: Set<RepositoryPath>] = [:], noProjects: AdditionalNames = .none,
    pythons: DeclaredPythons = .none
  ) {
    self.now = now
    self.projects = projects
    self.metadata = metadata
    self.popularity = popularity
    self.advisories = advisories
    self.established = established
    self.introduced = introduced
    self.declared = declared
    self.noProjects = noProjects
    self.pythons = pythons
  }

  /// The same facts and more.
  package func adding(
    projects: [ProjectName: ProjectLookup] = [:], metadata: [Release: MetadataLookup] = [:],
    advisories: Advisories? = nil
  ) -> Facts {
    var facts = self
    facts.projects.merge(projects) { _, new in new }
    facts.metadata.merge(metadata) { _, new in new }
    facts.advisories = advisories ?? self.advisories
    return facts
  }

  /// Whether the project is judged by itself: the base has it, or the change asks for it.
  package func isFamiliar(_ name: ProjectName) -> Bool {
    established.contains(name) || introduced.contains(name)
  }

  /// What is known of a dependency's project. One that comes from an index of its own or a conda
  /// channel is another project than the one that the run's index has under the name, and is not
  /// asked about.
  package func lookup(_ name: ProjectName, for dependency: Dependency) -> ProjectLookup {
    if dependency.ecosystem == .conda {
      return .unavailable(Unavailability(.network, "conda channels are not asked"))
    }
    guard let index = dependency.index else { return lookup(name) }
    let shown = Redacted.url(index)
    return .unavailable(
      Unavailability(.network, "it comes from the index '\(shown)', which this run does not ask"))
  }

  /// What a release says of itself.
  package func metadata(of release: Release) -> MetadataLookup {
    metadata[release] ?? .unavailable(Unavailability(.network, "the index was not asked"))
  }

  private func lookup(_ name: ProjectName) -> ProjectLookup {
    projects[name] ?? .unavailable(Unavailability(.network, "the index was not asked"))
  }
}
