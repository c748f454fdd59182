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

  /// What the program was started with; nil for all others.
  static var current: UsualCommandLine? {
    // To make an array of the words takes longer than to compare them. No word holds a NUL byte.
    var line = ""
    for position in 1..<max(1, Int(CommandLine.argc)) {
      guard position <= 3, let word = CommandLine.unsafeArgv[position],
        let text = String(validatingCString: word)
      else { return nil }
      line += text + "\0"
    }
    return UsualCommandLine(line)
  }

  private init?(_ line: String) {
    switch line {
    case "--version\0": self = .version
    case "", "check\0", "check\0--staged\0": self = .check(isHook: false)
    case "check\0--staged\0--hook\0": self = .check(isHook: true)
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
