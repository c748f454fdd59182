import Foundation
import Testing

/// How much a run tells: `--quiet`, `--verbose`, `--log`, `--explain`, and how wide.
@Suite("Detail")
struct DetailTests {
  private func scratch() throws -> Scratch {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.commit([
      "requirements.txt": "flask==3.0.3\n",
      ".pipgate/policy.yaml": """
      version: 1
      paths:
        - {match: "api/**", tier: strict}
      tiers:
        strict:
          extends: balanced
          levels:
            new-project: {level: block, minimum-age: 60d}
      allow:
        - {name: "num*", reason: ours}

      """,
    ])
    try scratch.stage([
      "requirements.txt": "flask==3.0.3\nclick\nnumpy==2.1.3\n",
      "api/requirements.txt": "reqeusts==2.32.0\n",
      "AGENTS.md": "Run this:\n\n```sh\npip install reqeusts\n```\n",
    ])
    return scratch
  }

  @Test func quietShowsWhatStopsAlone() throws {
    let scratch = try scratch()
    let usual = try scratch.pipgate("check")
    let quiet = try scratch.pipgate("check", "--quiet")
    #expect(usual.status == 1 && quiet.status == 1)
    #expect(usual.output.contains(": note: ") && usual.output.contains("\nnotice: "))
    #expect(quiet.output.hasPrefix("api/requirements.txt:1:1: blocked: 'reqeusts'"))
    for word in ["note: ", "notice: ", "policy: ", "safe: "] {
      #expect(!quiet.output.contains(word), "\(word)")
    }
    #expect(quiet.output.contains("4 new dependencies: 1 blocked"), "nothing is left uncounted")
    #expect(quiet.errors.isEmpty)
    // Data for programs are the same.
    for format in ["json", "sarif", "github", "junit"] {
      let words = ["check", "--format", format, "--as-of", testDay]
      #expect(
        try scratch.pipgate(words + ["-q"]).output == (try scratch.pipgate(words).output),
        "\(format)")
    }
    try scratch.git("reset", "-q", "--hard")
    try scratch.stage(["requirements.txt": "flask==3.0.3\nclick\n"])
    let passed = try scratch.pipgate("check", "-q")
    #expect(passed.status == 0)
    #expect(passed.text.isEmpty)
  }

  /// What a hook leaves to others is told however quiet it is.
  @Test func quietKeepsTheLoudLine() throws {
    let scratch = try Scratch()
    try scratch.stage(["requirements.txt": "no-such-helper==1.0\n"])
    let result = try scratch.pipgate("check", "--hook", "--quiet")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("not checked: 1 dependency, because "), "\(result.output)")
  }

  @Test func verboseTellsEveryStepAndChangesNothing() throws {
    let scratch = try scratch()
    let usual = try scratch.pipgate("check")
    let result = try scratch.pipgate("check", "--verbose")
    #expect(result.status == usual.status)
    #expect(result.output == usual.output)
    let lines = result.errors.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { $0.wholeMatch(of: /pipgate: \d+ ms: [a-z]+: .+/) != nil })
    let told = lines.compactMap { $0.split(separator: " ms: ", maxSplits: 1).last }.map(String.init)
    for step in [
      "compared: staged changes against HEAD in '\(scratch.root)/.git': 3 paths differ",
      "changed: 'api/requirements.txt' is new", "changed: 'requirements.txt' has changed",
      "policy: .pipgate/policy.yaml at HEAD: usual tier 'balanced', mode 'enforce'",
      "policy: read '.pipgate/policy.yaml'",
      "found: new: 'reqeusts' at api/requirements.txt:1:1, judged by the tier 'strict'",
      "asked: \(scratch.environment["PIPGATE_INDEX_URL"] ?? "")",
      "decided: 'numpy' at requirements.txt:3:1: safe", "ended: blocked, exit status 1",
    ] {
      #expect(told.contains(step), "\(step)\n\(told.joined(separator: "\n"))")
    }
    #expect(told.contains { $0.hasPrefix("known: 'reqeusts': 1 version, 2 files, answered ") })
    #expect(
      told.contains { $0.hasPrefix("decided: 'reqeusts' at api/requirements.txt:1:1: blocked") })
  }

  @Test func verboseTellsEveryRequest() throws {
    let index = try LoopbackIndex.shared.get().url
    let scratch = try Scratch(index: index)
    try scratch.stage(["requirements.txt": "click\nno-such-helper\n"])
    func asked(_ variables: [String: String] = [:]) throws -> [String] {
      try scratch.pipgate("check", "--verbose", with: variables).errors.split(separator: "\n")
        .compactMap { $0.split(separator: " ms: asked: ", maxSplits: 1).last.map(String.init) }
        .filter { $0.hasPrefix("http") && $0.contains("/: ") }
        .map { $0.replacing(/in \d+ ms/, with: "in N ms") }.sorted()
    }
    let cold = ["\(index)click/: 200 in N ms", "\(index)no-such-helper/: 404 in N ms"]
    #expect(try asked() == cold)
    #expect(try asked() == ["\(index)click/: from the cache", cold[1]])

    let known = index.replacing("http://", with: "http://ana:hunter2@")
    let hidden = cold.map { $0.replacing("http://", with: "http://***@") }
    #expect(
      try asked(["PIPGATE_INDEX_URL": known, "XDG_CACHE_HOME": scratch.top + "/new"]) == hidden)
    let silent = try asked([
      "PIPGATE_INDEX_URL": "http://127.0.0.1:1/simple/", "XDG_CACHE_HOME": scratch.top + "/newer",
    ])
    #expect(silent.count >= 2)
    #expect(silent.allSatisfy { $0.contains("/: no answer in N ms: ") }, "\(silent)")
  }

  @Test func theLogHasALineOfJSONForEveryStep() throws {
    let scratch = try scratch()
    let verbose = try scratch.pipgate("check", "--verbose", "--log", "steps.jsonl")
    let lines = try scratch.read("steps.jsonl").split(separator: "\n")
    #expect(lines.count == verbose.errors.split(separator: "\n").count)
    for line in lines {
      let step = try #require(
        JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(Set(step.keys) == ["time", "milliseconds", "process", "step", "text"])
    }
    // The next run adds to it: also the hook, by the variable.
    let hook = try scratch.pipgate(
      "check", "--staged", "--hook", with: ["PIPGATE_LOG": "steps.jsonl"])
    #expect(hook.status == 1)
    #expect(hook.errors.isEmpty)
    #expect(try scratch.read("steps.jsonl").split(separator: "\n").count > lines.count)
  }

  @Test func aLogIsNoLinkAndNoDevice() throws {
    let scratch = try scratch()
    try scratch.write("target", "as it was\n")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.root + "/link", withDestinationPath: "target")
    for path in ["link", "/dev/full", "no-such-folder/log", "."] {
      let result = try scratch.pipgate("check", "--log", path)
      #expect(result.status == 3, "\(path): \(result.text)")
      #expect(result.errors.contains("the log could not be written to '\(path)'"))
    }
    #expect(try scratch.read("target") == "as it was\n")
  }

  @Test func credentialsAreInNoStep() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.stage([
      "requirements.txt": "--extra-index-url https://ana:hunter2@packages.acme.example/\nclick\n"
    ])
    let result = try scratch.pipgate("check", "--verbose", "--explain", "--log", "log")
    #expect(!(result.text + (try scratch.read("log"))).contains("hunter2"))
  }

  @Test func explainsTheWholeChain() throws {
    let scratch = try scratch()
    let output = try scratch.pipgate("check", "--explain").output
    let blocks = output.split(separator: "\n\n").map(String.init)
    let young = try #require(blocks.first { $0.hasPrefix("api/requirements.txt:1:1") })
    #expect(
      young.contains("    tier             'strict', by 'api/**' in .pipgate/policy.yaml:3\n"))
    #expect(
      young.contains("    new-project      'block', by .pipgate/policy.yaml:8; minimum-age 60d\n"))
    #expect(young.contains("    typosquat        'block', by built-in:balanced.yaml:"))
    #expect(young.hasSuffix("    outcome          blocked: a finding costs 'block'"))
    let prose = try #require(blocks.first { $0.hasPrefix("AGENTS.md:4:13") })
    #expect(prose.contains("'annotate' at most here (named in prose)"), "\(prose)")
    let safe = try #require(blocks.first { $0.hasPrefix("requirements.txt:3:1: safe") })
    #expect(safe.contains("'num*' in .pipgate/policy.yaml:10 settles unlisted, typosquat"))
    #expect(safe.hasSuffix("    outcome   safe: no rule has anything to say"))
    let flags = try scratch.pipgate(
      "check", "--explain", "--tier", "autonomous", "--mode", "audit"
    ).output
    #expect(flags.contains("'autonomous', by --tier\n"))
    #expect(flags.contains("'audit', by --mode\n"))
    let json = try scratch.pipgate("check", "--explain", "--format", "json").output
    #expect(json.contains(#""because": ["#))
    #expect(!(try scratch.pipgate("check", "--format", "json").output.contains("because")))
  }

  @Test(arguments: [["-q", "-v"], ["-q", "--explain"]])
  func whatExcludesEachOtherIsMisuse(_ words: [String]) throws {
    #expect(try scratch().pipgate(["check"] + words).status == 2)
  }

  private static let told = [
    ["check", "--explain"], ["why", "reqeusts"], ["policy", "show"],
    ["policy", "show", "--path", "api/requirements.txt"],
  ]

  @Test(arguments: [40, 60, 80], told)
  func linesFitTheTerminal(columns: Int, command: [String]) throws {
    let scratch = try scratch()
    let python = try Command.path(of: "python3")
    let size = """
      import fcntl, struct, sys, termios, os
      fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 50, \(columns), 0, 0))
      os.execv(sys.argv[1], sys.argv[1:])
      """
    let driver = BuiltProgram.root + "/Tests/TerminalDriver/run.py"
    let result = try Command.run(
      [
        python, "-S", "-E", driver, "[]", python, "-S", "-E", "-c", size, BuiltProgram.path,
      ] + command, in: scratch.root,
      environment: scratch.environment.merging(["TERM": "xterm", "NO_COLOR": "1"]) { $1 })
    let session = try JSONDecoder().decode(TerminalSession.self, from: Data(result.output.utf8))
    #expect(session.status == (command[0] == "check" ? 1 : 0))
    let screen = session.screen.replacingOccurrences(of: "\r\n", with: "\n")
    let lines = screen.split(separator: "\n")
    #expect(lines.count > 20)
    // A word that is longer than a line has one for itself.
    let long = lines.filter { $0.count > columns }
    #expect(long.allSatisfy { $0.drop { $0 == " " }.split(separator: " ").count == 1 }, "\(long)")
    func words(_ text: String) -> [String] {
      text.split { " \n^|=".contains($0) }.map(String.init).sorted()
    }
    let plain = try scratch.pipgate(command).output
    #expect(words(screen) == words(plain), "nothing is lost")
  }
}
