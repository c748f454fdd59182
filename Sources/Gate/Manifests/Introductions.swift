import PythonPackaging
import SourceText

/// What a change brings in: the step from files to dependencies.
package struct Introductions {
  /// Sorted by path and place.
  package let introductions: [Introduction]
  /// The projects that the base side of the files that were read declares.
  package let established: Set<ProjectName>
  /// Where the base declares each project: in the files that were read, and in all manifests that
  /// did not change once something comes in that not everybody knows.
  package let declared: [ProjectName: Set<RepositoryPath>]
  /// Whether the change touches a file that declares dependencies, be it read or not.
  package let hasManifests: Bool
  /// Where the head side lets installers look.
  package let searches: InstallerSearches
  /// Changed files that the policy takes out, sorted.
  package let excluded: [RepositoryPath]

  /// What decides how a change is read, beside the change itself.
  package struct Terms {
    /// Names what judges a path (its tier); a declaration that moves to another scope is new there.
    package let scope: (RepositoryPath) -> String
    package let selection: ManifestSelection
    /// The files that the policy is read from, wherever they are.
    package let policyFiles: Set<RepositoryPath>
    /// Whether an address is that of the index that the run asks, which every dependency without an
    /// index of its own comes from.
    package let isOwnIndex: (String) -> Bool
    /// Whether everybody knows a project, so that its name cannot be a slip in another.
    package let isRanked: (ProjectName) -> Bool
    package let sharing: WorkSharing
    /// Made at the first import that has to be understood.
    package let modules: () -> PythonModules

    package init(
      scope: @escaping (RepositoryPath) -> String = { _ in "" },
      selection: ManifestSelection = ManifestSelection(),
      policyFiles: Set<RepositoryPath> = [],
      isOwnIndex: @escaping (String) -> Bool = { _ in false },
      isRanked: @escaping (ProjectName) -> Bool = { _ in true },
      sharing: WorkSharing = .sequential,
      modules: @escaping () -> PythonModules = { PythonModules(standardLibrary: [], projects: []) }
    ) {
      self.scope = scope
      self.selection = selection
      self.policyFiles = policyFiles
      self.isOwnIndex = isOwnIndex
      self.isRanked = isRanked
      self.sharing = sharing
      self.modules = modules
    }
  }

  /// Compares what both sides declare, as sets over the whole change.
  ///
  /// A new declaration is introduced once for each file that holds it, at its first place in that
  /// file.
  package static func find(in change: Change, on terms: Terms) throws(TreeError) -> Introductions {
    let selection = terms.selection.naming(change.named)
    var cache = ManifestCache()
    cache.changed = Set(change.files.map(\.path))
    cache.isOwnIndex = terms.isOwnIndex
    cache.sharing = terms.sharing
    let roots = try IncludeRoots.affected(by: change, selection, cache: &cache)
    let head = try Inventory.read(roots.sorted(), in: change.head, as: selection, cache: &cache)
    // A file that the head newly includes was declared before if it is a manifest by itself.
    let included = head.files.filter { selection.format(for: $0)?.family.declares == true }
    let base = try Inventory.read(
      roots.union(included).sorted(), in: change.base, as: selection, cache: &cache)

    var scopes: [RepositoryPath: String] = [:]
    for path in head.files.union(base.files) { scopes[path] = terms.scope(path) }
    func scope(_ location: Location) -> String { scopes[location.file.path] ?? "" }
    var found = DependencyChanges(from: base, to: head, scope: scope).introductions
    // To append even nothing makes an array, and the type of its elements.
    func add(_ more: [Introduction]) { if !more.isEmpty { found += more } }
    add(otherIntroductions(from: base, to: head, changed: cache.changed, scope: scope))
    let imports = UndeclaredImports(base: base, head: head, scope: scope)
    add(
      try imports.introductions(
        in: change.head, as: selection, modules: terms.modules, cache: &cache))
    for file in change.files {
      if TrustedPaths.contains(file.path) || terms.policyFiles.contains(file.path) {
        found.append(
          .trust(
            file.path, lowered: try LoweredSerial(file, in: change),
            unsigned: try RootEdit(file, in: change)))
      }
      add(try introductions(of: file, in: change.head, selection))
    }
    add(head.prose.intersection(cache.changed).map { .unsupported($0) })
    var declared = EstablishedProjects(declaredIn: base)
    if declared.lack(found, isRanked: terms.isRanked) {
      try declared.addUnchanged(in: change.head, as: selection, cache: &cache)
    }
    return Introductions(
      introductions: IntroductionOrder.sorted(found),
      established: Set(base.dependencies.filter { $0.kind.choosesRelease }.compactMap(\.name)),
      declared: declared.paths,
      hasManifests: change.files.contains { declares($0.path, selection) }
        || head.includedFiles.union(base.includedFiles).contains { cache.changed.contains($0) },
      searches: InstallerSearches(options: head.options, includes: head.includes),
      excluded: change.files.map(\.path).filter { path in
        if case .excluded = selection.choice(for: path) { true } else { false }
      })
  }

  private static func declares(_ path: RepositoryPath, _ selection: ManifestSelection) -> Bool {
    switch selection.choice(for: path) {
    case .read(let format): format.family.declares
    case .unsupported: true
    case .excluded, .nameless: false
    }
  }

  /// What a changed path brings in by being there.
  private static func introductions(
    of file: FileChange, in head: FileTree, _ selection: ManifestSelection
  ) throws(TreeError) -> [Introduction] {
    var found: [Introduction] = []
    switch file.after {
    case .submodule: found.append(.submodule(file.path))
    case .file, .link:
      switch selection.choice(for: file.path) {
      case .unsupported: found.append(.unsupported(file.path))
      case .nameless where UnsupportedManifests.mayContain(file.path):
        if case .file(let bytes) = try head.entry(file.path), UnsupportedManifests.tells(bytes) {
          found.append(.unsupported(file.path))
        }
      case .nameless, .read, .excluded: break
      }
    case nil: break
    }
    return found
  }

  /// Index options and unreadable parts that the base does not have.
  private static func otherIntroductions(
    from base: Inventory, to head: Inventory, changed: Set<RepositoryPath>,
    scope: (Location) -> String
  ) -> [Introduction] {
    var found: [Introduction] = []
    let options = Set(base.options.map { OptionKey($0, scope: scope($0.location)) })
    var reportedOptions: Set<InFile<OptionKey>> = []
    for option in head.options {
      let key = OptionKey(option, scope: scope(option.location))
      let placed = InFile(key: key, path: option.location.file.path)
      if options.contains(key) || !reportedOptions.insert(placed).inserted { continue }
      found.append(.option(option))
    }

    let unreadable = Set(
      base.unreadable.map { UnreadableKey($0, scope: scope($0.diagnostic.location)) })
    var reportedTroubles: Set<InFile<String>> = []
    for part in head.unreadable {
      let location = part.diagnostic.location
      let isKnown = unreadable.contains(UnreadableKey(part, scope: scope(location)))
      // What could not be read as a whole may hide anything that changed.
      let mayHideChange = part.extent == .file && changed.contains(location.file.path)
      guard !isKnown || mayHideChange else { continue }
      // A script says `$PIP_OPTIONS` in many commands, and once is enough to say so.
      if part.isUndecidedCommand {
        let placed = InFile(key: part.diagnostic.message, path: location.file.path)
        if !reportedTroubles.insert(placed).inserted { continue }
      }
      found.append(.unreadable(part))
    }
    return found
  }
}

extension Unreadable {
  /// Whether it is a word of a command that is decided when the command runs.
  fileprivate var isUndecidedCommand: Bool {
    switch kind {
    case .command, .prose: reason == .undecided && extent == .declaration
    case .declared, .locked, .script, .imported: false
    }
  }
}

/// A key together with the file that has it.
struct InFile<Key: Hashable>: Hashable {
  let key: Key
  let path: RepositoryPath
}
