import SourceText

/// What was parsed of files that are alike on both sides.
struct ManifestCache {
  /// A file and what it is read as: the same text declares other things as constraints.
  struct Key: Hashable {
    let path: RepositoryPath
    let isConstraint: Bool
    /// Whether it is read as a requirements file, as every included file is.
    let isRequirements: Bool

    /// How a path is read that no other file includes; nil when it is not.
    static func root(
      _ path: RepositoryPath, _ selection: ManifestSelection
    ) -> (Key, any ManifestFormat.Type, DependencyRole)? {
      guard let format = selection.format(for: path) else { return nil }
      let isRequirements = format == RequirementsFormat.self
      let role = isRequirements ? RequirementsFormat.role(of: path) : .runtime
      let key = Key(
        path: path, isConstraint: role == .constraint, isRequirements: isRequirements)
      return (key, format, role)
    }
  }

  /// Paths whose content differs between the sides, which are never kept.
  var changed: Set<RepositoryPath> = []
  var isOwnIndex: (String) -> Bool = { _ in false }
  private var manifests: [Key: Manifest] = [:]
  /// Files of the tree at hand that were parsed together and are about to be asked for.
  private var prepared: [Key: Manifest] = [:]
  var sharing = WorkSharing.sequential

  /// Parses files side by side. The bytes are read one after the other, since a repository is.
  mutating func prepare(
    _ roots: ArraySlice<RepositoryPath>, in tree: FileTree, as selection: ManifestSelection
  ) throws(TreeError) {
    prepared = [:]
    guard roots.count >= Self.fewestShared else { return }
    var jobs: [Job] = []
    for root in roots {
      guard let job = try job(root, in: tree, as: selection) else { continue }
      jobs.append(job)
    }
    let results = sharing.map(jobs) { job in job.format.manifest(of: job.file, as: job.role) }
    for (job, manifest) in zip(jobs, results) { prepared[job.key] = manifest }
  }

  /// Fewer files are parsed in less time than it takes to share them.
  private static let fewestShared = 32

  private struct Job: Sendable {
    let key: Key
    let format: any ManifestFormat.Type
    let role: DependencyRole
    let file: SourceFile
  }

  private func job(
    _ root: RepositoryPath, in tree: FileTree, as selection: ManifestSelection
  ) throws(TreeError) -> Job? {
    guard let (key, format, role) = Key.root(root, selection), manifests[key] == nil,
      case .file(let bytes)? = try tree.entry(root)
    else { return nil }
    return Job(
      key: key, format: format, role: role, file: SourceFile(path: root, bytes: bytes))
  }

  /// Reads a path of the tree; nil when nothing stands there.
  mutating func manifest(
    _ key: Key, format: any ManifestFormat.Type, role: DependencyRole, in tree: FileTree
  ) throws(TreeError) -> Manifest? {
    if let known = manifests[key] { return known }
    let manifest: Manifest
    if let parsed = prepared.removeValue(forKey: key) {
      manifest = withoutOwnIndex(parsed)
    } else if let parsed = try parsed(key, format: format, role: role, in: tree) {
      manifest = withoutOwnIndex(parsed)
    } else {
      return nil
    }
    if !changed.contains(key.path) { manifests[key] = manifest }
    return manifest
  }

  private func parsed(
    _ key: Key, format: any ManifestFormat.Type, role: DependencyRole, in tree: FileTree
  ) throws(TreeError) -> Manifest? {
    switch try tree.entry(key.path) {
    case nil: nil
    case .file(let bytes):
      format.manifest(of: SourceFile(path: key.path, bytes: bytes), as: role)
    case .link(let target):
      if isRead(target, from: key.path, by: format) {
        Manifest()
      } else {
        Self.unreadable(
          key.path, format, "'\(key.path)' is a symbolic link, which is not followed",
          help: "replace the link by the file")
      }
    case .submodule:
      Self.unreadable(
        key.path, format, "'\(key.path)' is a submodule, whose files are not read", help: nil)
    case .tooLarge(let size):
      Self.unreadable(
        key.path, format, "'\(key.path)' has \(size) bytes, more than are read",
        help: "split the file")
    }
  }

  /// Whether a link that declares nothing itself leads to a file that is read as the same under its
  /// own name: `CLAUDE.md` is often a link to `AGENTS.md`.
  private func isRead(
    _ target: [UInt8], from path: RepositoryPath, by format: any ManifestFormat.Type
  ) -> Bool {
    guard !format.family.declares,
      let resolved = RepositoryPath.resolve(target, in: path.parent)
    else { return false }
    return ManifestFormats.format(for: resolved)?.family == format.family
  }

  /// An index that is asked anyway is no index of the dependency's own.
  private func withoutOwnIndex(_ manifest: Manifest) -> Manifest {
    var manifest = manifest
    // A lock names the same index for each of its entries.
    var answers: [String: Bool] = [:]
    for position in manifest.dependencies.indices {
      guard let index = manifest.dependencies[position].index else { continue }
      let isOwn = answers[index] ?? isOwnIndex(index)
      answers[index] = isOwn
      if isOwn {
        manifest.dependencies[position].index = nil
        manifest.dependencies[position].usualIndex = index
      }
    }
    return manifest
  }

  private static func unreadable(
    _ path: RepositoryPath, _ format: any ManifestFormat.Type, _ message: String, help: String?
  ) -> Manifest {
    var manifest = Manifest()
    let file = SourceFile(path: path, bytes: [])
    manifest.unreadable.append(
      Unreadable(
        Diagnostic(message, at: Location(file: file, range: 0..<0), help: help), extent: .file,
        reason: format.family.declares ? .syntax : .undecided, kind: format.family.kind))
    return manifest
  }
}
