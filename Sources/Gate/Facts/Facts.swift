import LookAlikes
import PythonPackaging
import SourceText

/// Everything that is known from outside the change, gathered once before any rule runs.
package struct Facts: Sendable {
  /// The only clock there is.
  package let clock: Clock
  /// The moment of the run.
  package var now: Timestamp { clock.now }
  /// What the run's index answered.
  package private(set) var projects: [ProjectName: ProjectLookup]
  /// What the policy's indexes answered, by the index's name.
  package private(set) var elsewhere: [String: [ProjectName: ProjectLookup]]
  /// Whom a project is asked of.
  package let routes: IndexRoutes
  /// Where the repository lets installers look.
  package let searches: InstallerSearches
  /// What releases say of themselves, where a rule asks.
  package private(set) var metadata: [Release: MetadataLookup]
  package let popularity: Popularity
  /// About the projects that were asked for.
  package private(set) var advisories: Advisories
  /// Of the names about which the index did not answer.
  package private(set) var existing: ExistingNames
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
    clock: Clock, projects: [ProjectName: ProjectLookup], popularity: Popularity,
    metadata: [Release: MetadataLookup] = [:], advisories: Advisories = .none,
    existing: ExistingNames = .none, established: Set<ProjectName> = [],
    introduced: Set<ProjectName> = [],
    declared: [ProjectName: Set<RepositoryPath>] = [:], noProjects: AdditionalNames = .none,
    pythons: DeclaredPythons = .none, elsewhere: [String: [ProjectName: ProjectLookup]] = [:],
    routes: IndexRoutes = IndexRoutes(), searches: InstallerSearches = .none
  ) {
    self.clock = clock
    self.projects = projects
    self.metadata = metadata
    self.popularity = popularity
    self.advisories = advisories
    self.existing = existing
    self.established = established
    self.introduced = introduced
    self.declared = declared
    self.noProjects = noProjects
    self.pythons = pythons
    self.elsewhere = elsewhere
    self.routes = routes
    self.searches = searches
  }

  /// The same facts and more.
  package func adding(
    projects: [ProjectName: ProjectLookup] = [:],
    elsewhere: [String: [ProjectName: ProjectLookup]] = [:],
    metadata: [Release: MetadataLookup] = [:], advisories: Advisories? = nil,
    existing: ExistingNames? = nil
  ) -> Facts {
    var facts = self
    facts.projects.merge(projects) { _, new in new }
    facts.elsewhere.merge(elsewhere) { $0.merging($1) { _, new in new } }
    facts.metadata.merge(metadata) { _, new in new }
    facts.advisories = advisories ?? self.advisories
    facts.existing = existing ?? self.existing
    return facts
  }

  /// Whether the project is judged by itself: the base has it, or the change asks for it.
  package func isFamiliar(_ name: ProjectName) -> Bool {
    established.contains(name) || introduced.contains(name)
  }

  /// What is known of a dependency's project: what the index says that it comes from. Whatever has
  /// the same name on another index is another project.
  package func lookup(_ name: ProjectName, for dependency: Dependency) -> ProjectLookup {
    switch routes.route(of: name, for: dependency) {
    case .runIndex: projects[name] ?? Self.unasked
    case .named(let index): elsewhere[index.name]?[name] ?? Self.unasked
    case .nobody(let why): .unavailable(why)
    }
  }

  /// What is known of a project that comes along with another; nil before it is asked for.
  func lookup(pulled name: ProjectName) -> ProjectLookup? {
    switch routes.route(of: name) {
    case .runIndex: projects[name]
    case .named(let index): elsewhere[index.name]?[name]
    case .nobody(let why): .unavailable(why)
    }
  }

  /// What a release says of itself.
  package func metadata(of release: Release) -> MetadataLookup {
    metadata[release] ?? .unavailable(Unavailability(.network, "the index was not asked"))
  }

  private static let unasked = ProjectLookup.unavailable(
    Unavailability(.network, "the index was not asked"))
}
