import Foundation
import Testing

/// The commands beside `check`.
@Suite("Commands")
struct CommandTests {
  @Test(arguments: [
    ["--help"], ["help"], ["check", "--help"], ["similar", "-h"], ["hook", "install", "--help"],
  ])
  func helpIsNoError(_ words: [String]) throws {
    let result = try run(words)
    #expect(result.status == 0)
    #expect(result.output.contains("USAGE: pipgate"))
    #expect(result.errors.isEmpty)
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func theVersionIsOneLine() throws {
    let result = try run(["--version"])
    #expect(result.status == 0)
    #expect(result.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
  }

  @Test func misuseNamesTheNearestWayOut() throws {
    #expect(try run(["explain", "typosqat"]).errors.contains("did you mean 'typosquat'?"))
    #expect(try run(["check", "--formt", "json"]).errors.contains("--format"))
    #expect(try run(["check", "--format", "jsno"]).errors.contains("did you mean 'json'?"))
    #expect(try run(["--verson"]).errors.contains("Did you mean '--version'?"))
    #expect(try run(["similar", "--hlep"]).errors.contains("Did you mean '--help'?"))
    #expect(try run(["--tier", "balancd"]).errors.contains("did you mean 'balanced'?"))
  }

  @Test func everyRuleIsExplained() throws {
    let list = try run(["explain"])
    #expect(list.status == 0)
    let rules = list.output.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
    #expect(rules.count >= 17)
    #expect(rules.contains("typosquat") && rules.contains("unreadable-manifest"))
    for rule in rules {
      let page = try run(["explain", rule])
      #expect(page.status == 0)
      #expect(page.output.hasPrefix("# `\(rule)`"), "\(rule): \(page.output.prefix(60))")
      #expect(page.output.isFreeOfControls, "\(rule)")
    }
  }

  @Test func aNameIsCompared() throws {
    let result = try run(["similar", "reqeusts", "requests", "no-such-helper-at-all"])
    #expect(result.status == 0)
    let text = result.output.split(separator: "\n")
    #expect(text[1...4] == ["    reqeusts", "       ^^", "    requests", "       ^^"])
    let lines = text.filter { $0.first != " " }.map { $0.split(separator: "\t") }
    #expect(lines.count == 3)
    #expect(lines[0].map(String.init).first == "reqeusts")
    #expect(lines[0][1] == "requests")
    #expect(lines[0][2].hasPrefix("rank "))
    #expect(lines[1][1].hasPrefix("popular itself"))
    #expect(lines[2][1] == "looks like no popular project")
  }

  @Test func namesComeFromStandardInputToo() throws {
    let expected = try run(["similar", "reqeusts", "numpyy"])
    #expect(expected.output.split(separator: "\n").count == 10)
    for input in ["reqeusts\nnumpyy\n", "reqeusts\r\n\r\nnumpyy", "\n\treqeusts \nnumpyy\r\n"] {
      let result = try run(["similar"], input: input)
      #expect(result.status == 0, "\(result.text)")
      #expect(result.output == expected.output)
      #expect(try run(["similar", "-"], input: input).output == expected.output)
    }
    #expect(try run(["similar"], input: "").output.isEmpty)
  }

  @Test func answersAreJSONLines() throws {
    let result = try run(["similar", "--format", "json"], input: "reqeusts\nreqщests\n\u{1b}[2J\n")
    #expect(result.status == 2, "not every name is one")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 3)
    let answers = try lines.map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(answers[0]["name"] as? String == "reqeusts")
    let similar = try #require(answers[0]["similar"] as? [[String: Any]])
    #expect(similar.first?["name"] as? String == "requests")
    #expect(answers[1]["valid"] as? Bool == false)
    #expect(answers[2]["name"] as? String == "\u{1b}[2J")
  }

  @Test func anyListCanBeProtectedAndScored() throws {
    let scratch = try Scratch()
    for list in ["frobnicator\n\nzope.interface\n", "rank,name\n2,Zope_Interface\n1,frobnicator\n"]
    {
      try scratch.write("list", list)
      let result = try scratch.pipgate(
        "similar", "--protected", "list", "--format", "csv", "--level", "note", "frobnicatro",
        "Zope.Interfaec", "reqeusts")
      #expect(result.status == 0, "\(result.text)")
      #expect(
        result.output == """
          name,flagged,target
          frobnicatro,1,frobnicator
          Zope.Interfaec,1,zope-interface
          reqeusts,0,

          """)
    }
    try scratch.write("list", "fine\nnot fine\n")
    let result = try scratch.pipgate("similar", "--protected", "list", "x")
    #expect(result.status == 2)
    #expect(result.errors.contains("line 2 of 'list'"))
  }

  @Test func anInvalidNameIsMisuse() throws {
    let result = try run(["similar", "r\u{435}quests\u{202e}\u{1b}[31m"])
    #expect(result.status == 2)
    #expect(result.output.contains("not a project name"))
    #expect(result.output.isFreeOfControls)
  }

  @Test func declarationsAreListedWithTheirPlaces() throws {
    let scratch = try Scratch()
    try scratch.commit([
      "requirements.txt": "Flask == 3.0.3  # web\n-r more/base.txt\n",
      "more/base.txt": "click[fast]>=8; python_version > '3.8'\n",
    ])
    let result = try scratch.pipgate("dependencies", "requirements.txt")
    #expect(result.status == 0)
    #expect(
      result.output == """
        more/base.txt:1:1: click\tclick[fast]>=8; python_version > "3.8"
        requirements.txt:1:1: flask\tFlask==3.0.3

        """)
    #expect(try scratch.pipgate("dependencies", "--all").output == result.output)

    let text = try scratch.pipgate("dependencies", "--all", "--format", "json").output
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let first = try #require((document["dependencies"] as? [[String: Any]])?.first)
    #expect(first["file"] as? String == "more/base.txt")
    #expect(first["name"] as? String == "click")
    #expect(first["line"] as? Int == 1)
    #expect(first["length"] as? Int == 5)
    #expect(first["extras"] as? [String] == ["fast"])
    #expect(first["kind"] as? String == "declared")
    #expect(first["source"] as? String == "index")
    #expect((first["includes"] as? [[String: Any]])?.first?["line"] as? Int == 2)
  }

  @Test func aFolderStandsForWhatIsWrittenInIt() throws {
    let scratch = try Scratch()
    for (path, text) in [
      "api/requirements.txt": "flask==3.0.3\n", "api/notes.txt": "not one\n",
      "api/env/pyvenv.cfg": "home = /usr\n", "api/env/lib/requirements.txt": "evil\n",
      "node_modules/x/requirements.txt": "evil\n", "requirements.txt": "click==8.1.7\n",
    ] {
      try scratch.write(path, text)
    }
    #expect(
      try scratch.pipgate("dependencies", "api").output
        == "api/requirements.txt:1:1: flask\tflask==3.0.3\n")
    #expect(
      try scratch.pipgate("dependencies").output == """
        api/requirements.txt:1:1: flask\tflask==3.0.3
        requirements.txt:1:1: click\tclick==8.1.7

        """)
  }

  @Test func whatCannotBeReadIsListedAndToldByTheStatus() throws {
    let scratch = try Scratch()
    try scratch.write("requirements.txt", "flask==3.0.3\n${NAME}==1\n")
    let result = try scratch.pipgate("dependencies", "requirements.txt")
    #expect(result.status == 1)
    #expect(result.output.contains("requirements.txt:2:1: unreadable: "))
    #expect(result.output.contains("requirements.txt:1:1: flask\t"))
  }

  private func run(_ words: [String], input: String = "") throws -> CommandResult {
    let scratch = try Scratch()
    return try Command.run(
      [BuiltProgram.path] + words, in: scratch.root, environment: scratch.environment,
      input: input)
  }
}
