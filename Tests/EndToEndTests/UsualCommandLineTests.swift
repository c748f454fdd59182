import Testing

/// The command lines that do not go through the parser.
@Suite("Usual command lines")
struct UsualCommandLineTests {
  @Test(arguments: [
    ("nothing", [], ["--staged"]),
    ("a check", ["check"], ["check", "--color=auto"]),
    ("a check of the index", ["check", "--staged"], ["check", "--color=auto"]),
    ("a hook", ["check", "--staged", "--hook"], ["check", "--hook", "--staged"]),
    ("the version", ["--version"], ["check", "--version"]),
  ])
  func areReadAsTheParserReadsThem(_ name: String, _ usual: [String], _ parsed: [String]) throws {
    let scratch = try Scratch()
    try scratch.commit(["requirements.txt": "flask==3.0.3\n"])
    try scratch.stage(["requirements.txt": "flask==3.0.3\nreqeusts==2.32.0\nnumpy\n"])
    let answers = try [usual, parsed].map { words in
      try Command.run(
        [BuiltProgram.path] + words, in: scratch.root, environment: scratch.environment)
    }
    #expect(answers[0].output == answers[1].output)
    #expect(answers[0].errors == answers[1].errors)
    #expect(answers[0].status == answers[1].status)
    #expect(!answers[0].text.isEmpty)
  }
}
