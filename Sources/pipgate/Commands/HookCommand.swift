import ArgumentParser
import GateIO

/// Puts the pre-commit hook into a repository and takes it out again.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook", abstract: "Install the pre-commit hook in a repository, or remove it.",
    subcommands: [Install.self, Uninstall.self])

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Install the hook; a hook that is there already is kept and runs first.")

    @OptionGroup var place: DirectoryOption

    func run() throws {
      let installation = try place.installation()
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
      try Console.standard().emit(text + "\nto undo: pipgate hook uninstall\n")
    }
  }

  struct Uninstall: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove the hook, and put back the one that was there before.")

    @OptionGroup var place: DirectoryOption

    func run() throws {
      let installation = try place.installation()
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

extension DirectoryOption {
  /// The hook of the repository that the folder lies in.
  fileprivate func installation() throws(RunFailure) -> HookInstallation {
    do throws(GitError) {
      let repository = try GitRepository.open(
        at: directory, environment: Environment.current, mode: .hook)
      return HookInstallation(
        directory: try repository.hooksDirectory(), template: BuiltIn.hookTemplate)
    } catch {
      throw RunFailure(error)
    }
  }
}
