import ArgumentParser
import GateIO

/// Which change is judged.
struct ChangeOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files to judge as they are on disk; everything that they declare counts as new.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Flag(help: "Judge what is staged for the next commit against HEAD (the default).")
  var staged = false

  @Option(
    help: ArgumentHelp("Judge a range: the revision that is there already.", valueName: "revision"),
    completion: .revision)
  var from: String?

  @Option(
    help: ArgumentHelp(
      "The revision that is proposed, with --from or --base (default: HEAD).", valueName: "revision"
    ), completion: .revision)
  var to: String?

  @Option(
    help: ArgumentHelp(
      "Judge everything since the common ancestor with a revision, as a pull request shows it; the policy is read from the revision itself.",
      valueName: "revision"), completion: .revision)
  var base: String?

  @Flag(help: "Judge everything that HEAD (or --to) declares.")
  var all = false

  @Flag(
    help: """
      Judge what this job of GitHub or GitLab is about: a pull or merge request, a merge group or a \
      push, as the service tells it.
      """)
  var ci = false

  @Option(
    help: ArgumentHelp("Without git: the folder as it was.", valueName: "folder"),
    completion: .directory)
  var before: String?

  @Option(
    help: ArgumentHelp("Without git: the folder as it is proposed.", valueName: "folder"),
    completion: .directory)
  var after: String?

  @Flag(
    help: """
      Judge every ref of a push, as the pre-receive hook of the repository that is pushed to: reads \
      lines '<old> <new> <ref>' from standard input.
      """)
  var preReceive = false

  @Option(
    help: ArgumentHelp(
      """
      Judge every ref of a push before it leaves, as the pre-push hook that is given this remote: reads \
      lines '<local ref> <new> <remote ref> <old>' from standard input.
      """, valueName: "remote"))
  var prePush: String?

  @Flag(
    help: """
      Judge what 'pre-commit' runs a hook for: a commit, a push, a range of revisions or all files, \
      as it tells.
      """)
  var preCommit = false

  @OptionGroup var place: DirectoryOption

  func validate() throws {
    let ways = [
      staged, from != nil, base != nil, all, before != nil || after != nil, !files.isEmpty,
      preReceive, ci, prePush != nil, preCommit,
    ]
    if ways.count(where: { $0 }) > 1 {
      throw ValidationError(
        """
        choose one of --staged, --from, --base, --all, --ci, --before with --after, --pre-receive, \
        --pre-push, --pre-commit, or files
        """
      )
    }
    if (before == nil) != (after == nil) {
      throw ValidationError("--before and --after go together")
    }
    if to != nil, from == nil, base == nil, !all {
      throw ValidationError("--to goes with --from, --base or --all")
    }
  }

  /// What is judged: one change, or one for each ref of a push.
  func sources() throws -> [(title: String?, source: RunRequest.Source)] {
    if ci {
      let selection = try PipelineChange.selection(
        directory: place.directory, environment: Environment.current)
      return [(nil, .git(selection))]
    }
    if preCommit {
      let selection = try PreCommitRun.selection(
        directory: place.directory, environment: Environment.current)
      return [(nil, .git(selection))]
    }
    if let remote = prePush.map(RemoteName.init) {
      return try PushedRef.read(FileReading.standardInput(), on: .client).map {
        ($0.name, .git(.push(old: $0.old, new: $0.new, remote: remote)))
      }
    }
    guard preReceive else { return [(nil, source)] }
    return try PushedRef.read(FileReading.standardInput(), on: .server).map {
      ($0.name, .git(.update(old: $0.old, new: $0.new)))
    }
  }

  /// Whether this is one push, of which every ref has a report of its own.
  var isPush: Bool { preReceive || prePush != nil }

  private var source: RunRequest.Source {
    if !files.isEmpty { return .files(files) }
    if let before, let after { return .folders(before: before, after: after) }
    if let from { return .git(.range(from: from, to: to ?? "HEAD")) }
    if let base { return .git(.sinceMergeBase(of: base, head: to ?? "HEAD")) }
    if all { return .git(.everything(at: to)) }
    return .git(.staged)
  }
}

extension CompletionKind {
  /// The names of branches and tags, as the shell asks git for them.
  static var revision: CompletionKind {
    .shellCommand("git for-each-ref --format='%(refname:short)' 2>/dev/null")
  }
}
