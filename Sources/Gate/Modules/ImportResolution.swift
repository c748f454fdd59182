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
    var candidates = Candidates(
      present: projectNames.union(declared), projectNames: projectNames, modules: modules)
    let open = imports.flatMap { candidates.wants(of: $0) }
    guard !open.isEmpty else { return [] }
    let firstParty = FirstPartyModules(paths, for: open.lazy.map(\.statement))
    var scope: (path: RepositoryPath, value: FirstPartyModules.Scope)?
    var found: [Dependency] = []
    var places: [Place: Int] = [:]
    for want in open {
      let path = want.statement.location.file.path
      let known = scope?.path == path ? scope?.value : nil
      let searched = known ?? firstParty.scope(of: path)
      if known == nil { scope = (path, searched) }
      let isOwn = want.names.contains { name in
        switch firstParty.evidence(for: name, in: searched) {
        case .module: true
        // A folder `docker` with some scripts in it is no answer to `import docker`.
        case .folder: !modules.isKnown(name)
        case nil: false
        }
      }
      if isOwn { continue }
      let dependency = Dependency(want)
      let place = Place(path: path, project: want.project)
      if let known = places[place] {
        if found[known].isOptionalImport, !want.statement.isOptional { found[known] = dependency }
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

  /// A module that is imported and the project that it asks for.
  fileprivate struct Want {
    let statement: ModuleImport
    let module: String
    let project: ProjectName
    /// All that the statement may mean by it: `from a import b` the module `a`, and maybe `a.b`.
    let names: [String]
  }

  /// The projects that modules ask for; the same module is mostly imported in many files.
  private struct Candidates {
    /// Declared projects, and the repository's own.
    let present: Set<ProjectName>
    let projectNames: Set<ProjectName>
    let modules: PythonModules
    private var known: [String: ProjectName?] = [:]

    init(present: Set<ProjectName>, projectNames: Set<ProjectName>, modules: PythonModules) {
      self.present = present
      self.projectNames = projectNames
      self.modules = modules
    }

    /// What one import asks for: `from google.cloud import kms, storage` asks for two projects.
    mutating func wants(of statement: ModuleImport) -> [Want] {
      let module = statement.module
      if statement.members.isEmpty || statement.members.contains("*") {
        return project(for: module).map {
          [Want(statement: statement, module: module, project: $0, names: [module])]
        } ?? []
      }
      var wants: [Want] = []
      for member in statement.members {
        let name = module + "." + member
        guard let project = project(for: name) else { continue }
        // A function is no module: `from yaml import load` imports `yaml`.
        let isMember = modules.projects(for: module) != modules.projects(for: name)
        wants.append(
          Want(
            statement: statement, module: isMember ? name : module, project: project,
            names: [module, name]))
      }
      return wants
    }

    /// The likeliest project, unless one that provides the module is there or nobody does.
    private mutating func project(for module: String) -> ProjectName? {
      if let known = known[module] { return known }
      let project = missingProject(for: module)
      known[module] = .some(project)
      return project
    }

    private func missingProject(for module: String) -> ProjectName? {
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
  }
}

extension Dependency {
  /// What an import asks for: the project by its name, at the place of the module's.
  fileprivate init(_ want: ImportResolution.Want) {
    let location = want.statement.location
    self.init(name: want.project, role: .runtime, location: location, nameLocation: location)
    kind = .imported(module: want.module, isOptional: want.statement.isOptional)
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
