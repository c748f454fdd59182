import SourceText
import Testing

@testable import Gate

@Suite struct YAMLCommandWalkTests {
  @Test(arguments: [
    (
      "jobs:\n  a:\n    steps:\n      - name: pip install no\n        run: pip install x\n",
      ["$ pip install x"]
    ),
    (
      "script:\n  - pip install x\n  - &a pip install y\nother:\n  - *a\n",
      ["$ pip install x", "$ pip install y"]
    ),
    ("run: |\n  a\n  b\nshell: pwsh\n", ["PS a\nb\n"]),
    (
      "defaults: {run: {shell: cmd}}\njobs: [{run: a b}, {run: c d, shell: 'bash -l {0}'}]\n",
      ["> a b", "$ c d"]
    ),
    (
      "- shell: python\n  run: pip install x\n- powershell: a b\n- ps: c d\n- cmd: e f\n",
      ["PS a b", "PS c d", "> e f"]
    ),
    ("command: [pip, install, x]\n", ["pip|install|x"]),
    ("command: [sh, -c, pip install x]\n", ["sh|-c|pip install x"]),
    ("entrypoint: pip\nargs: [install, x]\n", ["pip|install|x", "$ pip", "install|x"]),
    ("any: [pip, install, x]\n", ["pip|install|x", "$ pip", "$ install", "$ x"]),
    ("any: [pytest, pip install x]\n", ["$ pytest", "$ pip install x"]),
    ("script: !reference [job, script]\n", []), ("image: a b\nuses: c\nif: d\nkey: [e, f]\n", []),
    ("build: {dockerfile_inline: FROM a}\n", ["FROM FROM a"]),
    ("script: [[a b, [c d]]]\n", ["$ a b", "$ c d"]),
    (
      "run: pip install x==${{ matrix.x }}-$[[ inputs.y ]]\n",
      ["$ pip install x==${EXPRESSION}-${EXPRESSION}"]
    ),
    ("run: a << parameters.x >> << EOF\n", ["$ a ${EXPRESSION} << EOF"]),
    ("run: pip install '{{.X}}'\n", ["$ pip install '${EXPRESSION}'"]),
    ("run: a ${{ b\n", ["$ a ${{ b"]),
  ])
  func findsWhatIsRun(text: String, expected: [String]) {
    let file = SourceFile(path: "a.yml", text: text)
    let document = YAMLDocument(file, as: .manifest)
    #expect(document.diagnostics.isEmpty)
    var walk = YAMLCommandWalk(file)
    for root in document.roots { walk.visit(root) }
    #expect(walk.commands.map(Self.outline) == expected)
  }

  @Test func placesExpressionsWhereTheyStand() throws {
    let file = SourceFile(path: "a.yml", text: "a ${{ b }} c")
    let text = ExpressionText.neutralized(MappedText(file))
    #expect(text.text == "a ${EXPRESSION} c")
    #expect(text.source(of: 4) == 2)
    #expect(text.source(of: text.range.upperBound - 1) == 11)
  }

  /// Each mark is looked for once, however many beginnings there are.
  @Test func manyBeginningsCostNoMore() {
    let text = String(repeating: "${{ << parameters.x {{ $[[", count: 20_000)
    let file = SourceFile(path: "a.yml", text: text)
    #expect(ExpressionText.neutralized(MappedText(file)).text == text)
  }

  @Test(arguments: [
    (
      "env:\n  PIP_INDEX_URL: https://inner.example/simple\n",
      ["index-url https://inner.example/simple"]
    ),
    (
      "variables: {PIP_EXTRA_INDEX_URL: 'https://a.example https://b.example'}\n",
      ["extra-index-url https://a.example", "extra-index-url https://b.example"]
    ),
    (
      "env: {UV_INDEX: x, OTHER: y, UV_INSECURE_HOST: h}\n",
      ["extra-index-url x", "trusted-host h"]
    ),
  ])
  func findsVariablesOfInstallers(text: String, expected: [String]) {
    let file = SourceFile(path: "a.yml", text: text)
    var walk = YAMLCommandWalk(file)
    for root in YAMLDocument(file, as: .manifest).roots { walk.visit(root) }
    #expect(walk.options.map { "\($0.kind.rawValue) \($0.value)" } == expected)
  }

  @Test(arguments: [
    ("{\"a\": 1, // c\n /* d */ \"b\": [1,],}", "{\"a\": 1,     \n         \"b\": [1 ] }"),
    ("{\"a\": \"// x, ]\",\t\n}", "{\"a\": \"// x, ]\"  \n}"), ("/*", "  "), ("\"a\\\"", "\"a\\\""),
    ("[1, 2]", "[1, 2]"), ("\"", "\""), ("\"\\", "\"\\"), ("/", "/"),
  ])
  func blanksTheCommentsOfJSON(text: String, expected: String) {
    let blanked = JSONComments.blanked(SourceFile(path: "a.json", text: text))
    #expect(String(decoding: blanked.bytes, as: UTF8.self) == expected)
  }

  private static func outline(_ command: CommandText) -> String {
    let prompt =
      switch command.shell {
      case .posix: "$"
      case .powerShell: "PS"
      case .commandPrompt: ">"
      }
    return switch command.form {
    case .script(let text): "\(prompt) \(text.text)"
    case .words(let words): words.map(\.text).joined(separator: "|")
    case .dockerfile(let text): "FROM \(text.text)"
    }
  }
}
