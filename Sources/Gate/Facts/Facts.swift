import PythonPackaging

/// Everything that is known from outside the change, gathered once before any rule runs.
package struct Facts: Sendable {
  /// The moment of the run; the only clock there is.
  package let now: Timestamp
  package let projects: [ProjectName: ProjectLookup]
  package let popularity: Popularity
  /// The projects that the base side declares already.
  package let established: Set<ProjectName>

  package init(
    now: Timestamp, projects: [ProjectName: ProjectLookup], popularity: Popularity,
    established: Set<ProjectName> = []
  ) {
    self.now = now
    self.projects = projects
    self.popularity = popularity
    self.established = established
  }

  package func lookup(_ name: ProjectName) -> ProjectLookup {
    projects[name] ?? .unavailable(Unavailability(.network, "the index was not asked"))
  }
}
