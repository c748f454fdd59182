import LookAlikes
import PythonPackaging
import SourceText

/// Everything that is known from outside the change, gathered once before any rule runs.
package struct Facts: Sendable {
  /// The moment of the run; the only clock there is.
  package let now: Timestamp
  package let projects: [ProjectName: ProjectLookup]
  package let popularity: Popularity
  /// About the projects that were asked for.
  package let advisories: Advisories
  /// The projects that the base side declares already.
  package let established: Set<ProjectName>
  /// Where the base declares each project, as far as it was read.
  package let declared: [ProjectName: Set<RepositoryPath>]
  /// Names of modules, and what is typed by mistake.
  package let noProjects: AdditionalNames
  /// The versions of Python that the head side says it runs on.
  package let pythons: DeclaredPythons

  package init(
    now: Timestamp, projects: [ProjectName: ProjectLookup], popularity: Popularity,
    advisories: Advisories = .none, established: Set<ProjectName> = [],
    declared: [ProjectName: Set<RepositoryPath>] = [:], noProjects: AdditionalNames = .none,
    pythons: DeclaredPythons = .none
  ) {
    self.now = now
    self.projects = projects
    self.popularity = popularity
    self.advisories = advisories
    self.established = established
    self.declared = declared
    self.noProjects = noProjects
    self.pythons = pythons
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

  private func lookup(_ name: ProjectName) -> ProjectLookup {
    projects[name] ?? .unavailable(Unavailability(.network, "the index was not asked"))
  }
}
