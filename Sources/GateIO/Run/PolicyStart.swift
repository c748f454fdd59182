import Gate
import Glibc
import SourceText

/// A first policy for a repository, from what its last commit holds.
package struct PolicyStart {
  /// What a repository starts with: the text is a policy that has been read back.
  package let policy: StartingPolicy
  package let text: String
  /// Whether there is no commit yet.
  package let isUnborn: Bool
  private let worktree: String

  package static let path = ".pipgate/policy.yaml"

  /// What is asked of a first policy.
  package struct Wish {
    package let directory: String
    package let environment: Environment
    package let tier: String
    /// Nil for what `origin` tells.
    package let repository: String?
    package let hasSchema: Bool

    package init(
      directory: String, environment: Environment, tier: String, repository: String?,
      hasSchema: Bool
    ) {
      self.directory = directory
      self.environment = environment
      self.tier = tier
      self.repository = repository
      self.hasSchema = hasSchema
    }
  }

  package init(_ wish: Wish, version: String) throws(RunFailure) {
    let builtIn = try BuiltIn.policies()
    guard let tier = builtIn.tiers[wish.tier] else {
      throw RunFailure(
        "there is no built-in tier '\(wish.tier)'",
        help: "choose one of \(builtIn.tiers.keys.sorted().joined(separator: ", "))", exitStatus: 2)
    }
    let request = RunRequest(
      source: .git(.everything(at: nil)), directory: wish.directory, environment: wish.environment)
    let index = try IndexConfiguration(request, version: version)
    let repository: GitRepository
    let tree: FileTree
    let origin: String?
    do throws(GitError) {
      repository = try GitRepository.open(
        at: wish.directory, environment: wish.environment, mode: .hook)
      isUnborn = try repository.isHeadUnborn()
      tree = isUnborn ? .empty : try repository.tree(at: "HEAD")
      origin = try repository.originURL()
    } catch {
      throw RunFailure(error)
    }
    guard let worktree = repository.worktree else {
      throw RunFailure(
        "the repository has no working tree to write a policy to",
        help: "run this in a clone of it", exitStatus: 2)
    }
    self.worktree = worktree
    let baseline = try Self.baseline(
      of: tree, builtIn.policy, ownIndex: index.index,
      PopularitySource(cache: index.cacheDirectory),
      listsChannels: tier["unlisted"].level != .ignore)
    policy = StartingPolicy(
      baseline: baseline, tier: wish.tier,
      repository: wish.repository ?? origin.flatMap(RepositoryName.from(remote:)),
      hasSchema: wish.hasSchema)
    text = policy.text
    try Self.check(text, builtIn)
  }

  private static func baseline(
    of tree: FileTree, _ builtIn: Policy, ownIndex: IndexURL, _ ranking: PopularitySource,
    listsChannels: Bool
  ) throws(RunFailure) -> Baseline {
    let inventory: Inventory
    do {
      inventory = try Inventory.everything(
        in: tree, isOwnIndex: { ownIndex.isMeant(by: $0) || IndexURL.standard.isMeant(by: $0) },
        sharing: Processors.sharing)
    } catch {
      throw RunFailure(error)
    }
    let facts = Facts(
      clock: Clock(Environment.now), projects: [:], popularity: ranking.popularity,
      noProjects: BuiltIn.noProjects())
    let familiar = FamiliarNames(facts)
    return Baseline(
      inventory,
      denied: { dependency in
        guard case .denied(let entry) = builtIn.denial(of: dependency, facts: facts) else {
          return nil
        }
        return entry
      }, likeness: { familiar.likeness(of: $0) }, listsChannels: listsChannels)
  }

  /// Reads the text back: what is written is always in order.
  private static func check(_ text: String, _ builtIn: BuiltInPolicies) throws(RunFailure) {
    let file = SourceFile(path: RepositoryPath(path), text: text)
    let result = Policy.read(
      file, origin: path, builtIn: builtIn, rules: RuleRegistry.descriptions)
    if case .failure(let problems) = result {
      throw RunFailure(
        "the policy that would be written is not valid", exitStatus: 2,
        diagnostics: problems.diagnostics)
    }
  }

  /// Writes the policy, and the schema beside it where one is given. A policy that is there is only
  /// replaced when that is wanted.
  package func write(schema: String?, replaces: Bool) throws(RunFailure) {
    let target = "\(worktree)/\(Self.path)"
    var status = stat()
    let isThere = lstat(target, &status) == 0
    if isThere, !replaces {
      throw RunFailure(
        "'\(Self.path)' is there already",
        help: "change it by hand, see another with '--print', or replace it with '--force'",
        exitStatus: 2)
    }
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      throw RunFailure(
        "cannot write '\(Self.path)': it is not a regular file", help: "remove it first",
        exitStatus: 2)
    }
    let folder = "\(worktree)/.pipgate"
    try FileWriting.makeFolder(folder)
    if let schema {
      try FileWriting.write(
        Array(schema.utf8), to: "\(folder)/\(StartingPolicy.schemaName)", permissions: 0o644)
    }
    try FileWriting.write(Array(text.utf8), to: target, permissions: 0o644)
  }
}
