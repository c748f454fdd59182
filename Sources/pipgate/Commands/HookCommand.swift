import ArgumentParser
import GateIO

/// Puts a hook into a repository and takes it out again.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook", abstract: "Install the hook in a repository, or remove it.",
    subcommands: [Install.self, Uninstall.self])

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Install the hook; a hook that is there already is kept and runs first.",
      discussion: """
        The pre-commit hook advises whoever commits. On the server that is pushed to, --server installs
        the pre-receive hook, which nobody goes around.
        """)

    @OptionGroup var place: DirectoryOption
    @OptionGroup var side: HookSide

    func run() throws {
      let installation = try place.installation(of: side.kind)
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
        text + "\nto undo: pipgate hook uninstall\(side.server ? " --server" : "")\n")
    }
  }

  struct Uninstall: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove the hook, and put back the one that was there before.")

    @OptionGroup var place: DirectoryOption
    @OptionGroup var side: HookSide

    func run() throws {
      let installation = try place.installation(of: side.kind)
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

/// Which of the two hooks is meant.
struct HookSide: ParsableArguments {
  @Flag(help: "The pre-receive hook, in the repository on the server.")
  var server = false

  var kind: HookInstallation.Kind { server ? .preReceive : .preCommit }
}

extension DirectoryOption {
  /// The hook of the repository that the folder lies in.
  fileprivate func installation(
    of kind: HookInstallation.Kind
  ) throws(RunFailure) -> HookInstallation {
    do throws(GitError) {
      let repository = try GitRepository.open(
        at: directory, environment: Environment.current, mode: .hook)
      return HookInstallation(directory: try repository.hooksDirectory(), kind: kind)
    } catch {
      throw RunFailure(error)
    }
  }
}
