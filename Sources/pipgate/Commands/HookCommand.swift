import ArgumentParser
import GateIO

/// Puts a hook into a repository and takes it out again.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook", abstract: "Install the hook in a repository, or remove it.",
    subcommands: [Install.self, Uninstall.self])

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "install",
      abstract: "Install the hook; a hook that is there already is kept and runs first.",
      discussion: """
        The pre-commit hook advises whoever commits, and the pre-push hook (--pre-push) whoever pushes.
        On the server that is pushed to, --server installs the pre-receive hook, which nobody goes around.

        Examples:
          pipgate hook install
          pipgate hook install --pre-push
          pipgate hook install -C ~/src/shop
          pipgate hook install --server -C /srv/git/shop.git
        """)

    @OptionGroup var place: DirectoryOption
    @OptionGroup var side: HookSide

    func run() throws {
      let installation = try place.installation(of: side.kind, isNew: true)
      let text =
        switch try installation.install(program: try Environment.programPath()) {
        case .installedBefore(let earlier):
          """
          installed '\(installation.hook)'
          the hook that was there is now '\(earlier)' and runs first
          """
        case .updated: "updated '\(installation.hook)'"
        default: "installed '\(installation.hook)'"
        }
      try Console.standard().emit(
        text + "\nto undo: pipgate hook uninstall\(side.flag)\n")
    }
  }

  struct Uninstall: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "uninstall",
      abstract: "Remove the hook, and put back the one that was there before.",
      discussion: """
        Examples:
          pipgate hook uninstall
          pipgate hook uninstall --server -C /srv/git/shop.git
        """)

    @OptionGroup var place: DirectoryOption
    @OptionGroup var side: HookSide

    func run() throws {
      let installation = try place.installation(of: side.kind, isNew: false)
      let text =
        switch try installation.uninstall() {
        case .restored: "removed the hook, and put back the one that was there before"
        case .removed: "removed '\(installation.hook)'"
        default: "nothing to remove: '\(installation.hook)' is not Pipgate's"
        }
      try Console.standard().emit(text + "\n")
    }
  }
}

/// Which of the hooks is meant.
struct HookSide: ParsableArguments {
  @Flag(help: "The pre-receive hook, in the repository on the server.")
  var server = false

  @Flag(help: "The pre-push hook, which judges what a push would take along.")
  var prePush = false

  func validate() throws {
    if server, prePush { throw ValidationError("choose one of --server and --pre-push") }
  }

  var kind: HookInstallation.Kind {
    server ? .preReceive : prePush ? .prePush : .preCommit
  }

  /// As it is typed, after a space.
  var flag: String { server ? " --server" : prePush ? " --pre-push" : "" }
}

extension DirectoryOption {
  /// The hook of the repository that the folder lies in. A new one has to be of use there; one that is
  /// there can be taken out anywhere.
  fileprivate func installation(
    of kind: HookInstallation.Kind, isNew: Bool
  ) throws(RunFailure) -> HookInstallation {
    let repository: GitRepository
    let folder: String
    do throws(GitError) {
      repository = try GitRepository.open(
        at: directory, environment: Environment.current, mode: .hook)
      folder = try repository.hooksDirectory()
    } catch {
      throw RunFailure(error)
    }
    if isNew, kind == .preCommit, !repository.hasWorktrees {
      throw .hookNeverRuns(in: repository.gitDirectory)
    }
    return HookInstallation(directory: folder, kind: kind)
  }
}
