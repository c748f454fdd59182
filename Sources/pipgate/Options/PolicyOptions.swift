import ArgumentParser
import Gate

extension Mode: ExpressibleByArgument {}

/// How the operator sets the policy of a run; a repository cannot set these.
struct PolicyOptions: ParsableArguments {
  @OptionGroup var named: NamedPolicyOptions
  @OptionGroup var floorOption: FloorOption

  @Option(
    help: ArgumentHelp(
      "Who proposes the change, as '.pipgate/allowed_signers' calls them: their own signatures do not count. May be given several times. Environment: PIPGATE_AUTHOR; --ci adds what GitHub says.",
      valueName: "name"))
  var author: [String] = []

  @Flag(help: "Exit with 4 when the change touches no manifest at all.")
  var requireManifests = false

  var policy: String? { named.policy }
  var tier: String? { named.tier }
  var mode: Mode? { named.mode }
  var floor: String? { floorOption.floor }

  func validate() throws {
    // The output of a command that found nobody is no answer.
    if author.contains(where: \.isEmpty) {
      throw ValidationError("--author takes the name of a person")
    }
  }
}

/// Which policy judges, and how.
struct NamedPolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read the policy from this file instead of '.pipgate/policy.yaml' at the base.",
      valueName: "file"), completion: .file())
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "Judge everything by this tier: paranoid, balanced, autonomous, or one of the policy's own.",
      valueName: "tier"), completion: .list(["paranoid", "balanced", "autonomous"]))
  var tier: String?

  @Option(
    help: ArgumentHelp(
      "enforce: stop what the policy stops. permissive: 'review' only annotates. audit: report everything, stop nothing.",
      valueName: "mode"))
  var mode: Mode?
}

/// What no policy may be milder than.
struct FloorOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Let no policy be milder than this file. Environment: PIPGATE_FLOOR; '/etc/pipgate/policy.yaml' holds too, where it is there.",
      valueName: "file"), completion: .file())
  var floor: String?
}
