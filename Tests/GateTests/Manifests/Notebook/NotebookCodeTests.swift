import SourceText
import Testing

@testable import Gate

@Suite struct NotebookCodeTests {
  @Test(
    arguments: [
      ("import a\n", "import a\n", []),
      ("!pip install x\nimport a", "pass\nimport a", ["pip install x"]),
      ("%pip install x", "pass\n", ["pip install x"]),
      ("pip install x\n", "pass\n", ["pip install x"]),
      ("pip = 1\n", "pip = 1\n", []), ("conda  install x\n", "pass\n", ["conda  install x"]),
      ("!!pip install x\n", "pass\n", ["pip install x"]),
      ("%sx pip install x\n", "pass\n", ["pip install x"]),
      ("if a:\n  !pip install x\n  import b\n", "if a:\n  pass\n  import b\n", ["pip install x"]),
      ("!pip install x \\\n  y\nimport a", "pass\nimport a", ["pip install x \\\n  y"]),
      ("a = !pip install x\n", "pass\n", ["pip install x"]),
      ("a, b = %sx pip install x\n", "pass\n", ["pip install x"]),
      ("%time import a\n", "import a\n", []),
      ("%time !pip install x\n", "pass\n", ["pip install x"]),
      ("%timeit\n", "pass\n", []), ("%matplotlib inline\nimport a\n", "pass\nimport a\n", []),
      ("?help\nhelp?\nx = 1 # why?\n", "pass\npass\nx = 1 # why?\n", []),
      ("a = (1\n% 2)\nimport b\n", "a = (1\n% 2)\nimport b\n", []),
      (
        "a = '''\n!pip install x\n'''\n!pip install y\n", "a = '''\n!pip install x\n'''\npass\n",
        ["pip install y"]
      ),
      ("a = 1 \\\n% 2\nb = '#(' \n%x\n", "a = 1 \\\n% 2\nb = '#(' \npass\n", []),
      ("%%bash\npip install x\n", nil, ["pip install x\n"]),
      ("\n%%script --bg bash\npip install x", nil, ["pip install x"]),
      ("%%script perl\nuse x;", nil, []), ("%%html\n<a>\n", nil, []),
      ("%%writefile a\nimport b", nil, []),
      ("%%time\nimport a\n", "import a\n", []),
      ("%%capture out\n%%time\n!pip install x", "pass\n", ["pip install x"]),
      ("%%python3\nimport a", "import a", []),
      (
        "!{sys.executable} -m pip install x=={v}", "pass\n",
        ["python -m pip install x==${EXPRESSION}"]
      ),
      ("!pip install ${X} {", "pass\n", ["pip install ${X} {"]),
      ("", "", []), ("%", "pass\n", []), ("%%", "", []), ("!", "pass\n", [""]),
      ("a = !", "pass\n", [""]),
    ] as [(String, String?, [String])])
  func tellsPythonFromWhatIPythonTakesOut(source: String, python: String?, commands: [String]) {
    let file = SourceFile(path: "a.py", text: source)
    let code = NotebookCode(MappedText(file))
    #expect(code.python?.text == python)
    let scripts = code.commands.map { command -> String in
      if case .script(let text) = command.form { text.text } else { "" }
    }
    #expect(
      scripts.map { $0.hasSuffix("\n") && python != nil ? String($0.dropLast()) : $0 } == commands)
  }

  @Test func keepsThePlacesOfWhatStays() throws {
    let file = SourceFile(path: "a.py", text: "!pip install x\n%time import evil\n")
    let code = NotebookCode(MappedText(file))
    let python = try #require(code.python)
    let name = try #require(python.bytes.firstIndex(of: UInt8(ascii: "v")))
    #expect(file.text(python.source(of: name)..<python.source(of: name) + 3) == "vil")
  }
}
