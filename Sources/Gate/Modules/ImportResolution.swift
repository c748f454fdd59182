import PythonPackaging
import SourceText

/// The step from imported modules to the projects that nobody has declared.
package enum ImportResolution {
  /// The projects that imports need and the repository does not declare, one for each file and
  /// project, in the order of the imports.
  ///
  /// Left out are the standard library, the repository's own modules, and every module that one of
  /// the declared projects provides. A place where the module is required stands for the file before
  /// one where it is optional. `paths` are those of the head, in any order, and are gone through only
  /// when some import needs it.
  package static func dependencies(
    for imports: [ModuleImport], paths: [RepositoryPath], projectNames: Set<ProjectName>,
    declared: Set<ProjectName>, modules: PythonModules
  ) -> [Dependency] {
    var resolver = Resolver(
      paths: paths, present: projectNames.union(declared), projectNames: projectNames,
      modules: modules)
    var found: [Dependency] = []
    var places: [Place: Int] = [:]
    for statement in imports {
      guard let project = resolver.missingProject(for: statement) else { continue }
      let dependency = Dependency(statement, name: project)
      let place = Place(path: statement.location.file.path, project: project)
      if let known = places[place] {
        if found[known].isOptionalImport, !statement.isOptional { found[known] = dependency }
      } else {
        places[place] = found.count
        found.append(dependency)
      }
    }
    return found
  }

  private struct Place: Hashable {
    let path: RepositoryPath
    let project: ProjectName
  }

  /// Resolves one import after the other; the same module is mostly imported in many files.
  private struct Resolver {
    let paths: [RepositoryPath]
    /// Declared projects, and the repository's own.
    let present: Set<ProjectName>
    let projectNames: Set<ProjectName>
    let modules: PythonModules
    private var candidates: [String: ProjectName?] = [:]
    private var firstParty: FirstPartyModules?
    private var scope: (path: RepositoryPath, value: FirstPartyModules.Scope)?

    init(
      paths: [RepositoryPath], present: Set<ProjectName>, projectNames: Set<ProjectName>,
      modules: PythonModules
    ) {
      self.paths = paths
      self.present = present
      self.projectNames = projectNames
      self.modules = modules
    }

    /// The project that an import asks for; nil when nothing is missing.
    mutating func missingProject(for statement: ModuleImport) -> ProjectName? {
      let known = candidates[statement.module]
      let candidate = known ?? undeclaredProject(for: statement.module)
      if known == nil { candidates[statement.module] = .some(candidate) }
      guard let candidate, !isFirstParty(statement) else { return nil }
      return candidate
    }

    private func undeclaredProject(for module: String) -> ProjectName? {
      if modules.isStandard(module) || isNamedLikeOwnProject(module) { return nil }
      let projects = modules.projects(for: module)
      return projects.contains(where: present.contains) ? nil : projects.first
    }

    /// `acme_tool` and `acme.tool.api` belong to the project `acme-tool`.
    private func isNamedLikeOwnProject(_ module: String) -> Bool {
      if projectNames.isEmpty { return false }
      var prefix: [UInt8] = []
      for component in module.utf8.split(separator: UInt8(ascii: "."), maxSplits: 4).prefix(4) {
        if !prefix.isEmpty { prefix.append(UInt8(ascii: ".")) }
        prefix += component
        if let name = ProjectName(prefix), projectNames.contains(name) { return true }
      }
      return false
    }

    private mutating func isFirstParty(_ statement: ModuleImport) -> Bool {
      let tree = firstParty ?? FirstPartyModules(paths)
      firstParty = tree
      let path = statement.location.file.path
      let searched = scope?.path == path ? scope?.value : nil
      let folders = searched ?? tree.scope(of: path)
      if searched == nil { scope = (path, folders) }
      switch tree.evidence(for: statement.module, in: folders) {
      case .module: return true
      // A folder `docker` with some scripts in it is no answer to `import docker`.
      case .folder: return !modules.isKnown(statement.module)
      case nil: return false
      }
    }
  }
}

extension Dependency {
  /// What an import asks for: the project by its name, at the place of the module's.
  fileprivate init(_ statement: ModuleImport, name: ProjectName) {
    self.init(
      name: name, role: .runtime, location: statement.location, nameLocation: statement.location)
    kind = .imported(module: statement.module, isOptional: statement.isOptional)
  }

  fileprivate var isOptionalImport: Bool {
    if case .imported(_, isOptional: true) = kind { return true }
    return false
  }

  /// Whether only the imported module's own name speaks for the project.
  package var isGuess: Bool {
    guard case .imported(let module, _) = kind else { return false }
    return name == PythonModules.namesake(of: module)
  }
}
