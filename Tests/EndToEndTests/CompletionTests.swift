import Testing

/// What shells complete.
@Suite("Completions")
struct CompletionTests {
  @Test(arguments: ["bash", "zsh", "fish"])
  func aShellReadsItsScript(_ shell: String) throws {
    let scratch = try Scratch()
    let script = try scratch.pipgate("completions", shell)
    #expect(script.status == 0)
    #expect(script.output == (try scratch.pipgate("--generate-completion-script", shell)).output)
    guard let program = Command.installed(shell) else { return }
    try scratch.write("script", script.output)
    let result = try Command.run(
      [program, "-n", "script"], in: scratch.root, environment: scratch.environment)
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.isEmpty)
  }

  @Test func anotherShellIsMisuse() throws {
    let result = try Scratch().pipgate("completions", "tcsh")
    #expect(result.status == 2)
    #expect(result.errors.contains("bash, zsh or fish"))
  }

  @Test(arguments: [
    (["che"], ["check"]), (["pol"], ["policy"]), (["policy", "s"], ["schema", "show"]),
    (["check", "--form"], ["--format"]), (["check", "--format", "js"], ["json"]),
    (["check", "--mode", ""], ["audit", "enforce", "permissive"]),
    (["check", "--tier", "p"], ["paranoid"]), (["explain", "typ"], ["typosquat"]),
    (["check", "--base", "rel"], ["release-1"]), (["check", "requ"], ["requirements.txt"]),
    (["completions", ""], ["bash", "fish", "zsh"]),
  ])
  func bashCompletes(_ words: [String], _ expected: [String]) throws {
    let scratch = try Scratch()
    try scratch.commit(["requirements.txt": "flask==3.0.3\n"])
    try scratch.git("branch", "release-1")
    // As the shell itself calls the function that `complete` names for the program.
    let script = """
      source <(pipgate completions bash)
      function=$(complete -p pipgate | sed 's/.*-F \\([^ ]*\\).*/\\1/')
      COMP_WORDS=(pipgate "$@") COMP_CWORD=$# COMP_LINE="pipgate $*" COMP_POINT=${#COMP_LINE}
      "$function" pipgate "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}" | sort
      """
    let result = try Command.run(
      ["/bin/bash", "--norc", "-c", script, "bash"] + words, in: scratch.root,
      environment: scratch.environment)
    #expect(result.output.split(separator: "\n").map(String.init) == expected, "\(result.text)")
    #expect(result.errors.isEmpty, "\(result.errors)")
  }
}
