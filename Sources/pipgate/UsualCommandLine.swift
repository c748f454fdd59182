import GateIO

/// The command lines that are run at every commit, and the one that is run to see whether the
/// program is there, known by their very words.
///
/// The parser takes longer to read any of them than the gate to judge a commit without dependencies,
/// so these few do not go through it. They do what the parser would make of them, which a test holds
/// them to.
enum UsualCommandLine {
  case version
  case check(isHook: Bool)

  /// Nil for all others.
  init?(_ words: some Collection<String>) {
    switch Array(words) {
    case ["--version"]: self = .version
    case [], ["check"], ["check", "--staged"]: self = .check(isHook: false)
    case ["check", "--staged", "--hook"]: self = .check(isHook: true)
    default: return nil
    }
  }

  func run() throws {
    switch self {
    case .version: try Console.standard().emit(ProgramVersion.text + "\n")
    case .check(let isHook):
      let request = RunRequest(
        source: .git(.staged), directory: ".", environment: Environment.current, isHook: isHook)
      try Check.run([Check(request: request)])
    }
  }
}
