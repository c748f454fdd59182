import Foundation

/// Python code to read: the standard library of the machine's Python, and small texts to change.
enum PythonSources {
  /// Files of the standard library, in the order of their paths, until they have so many bytes.
  static func standardLibrary(bytes limit: Int) throws -> [[UInt8]] {
    let command = "import sysconfig; print(sysconfig.get_paths()['stdlib'])"
    guard let pipe = popen("python3 -c \"\(command)\"", "r") else { return [] }
    var line = [UInt8](repeating: 0, count: 4096)
    let count = fread(&line, 1, line.count, pipe)
    pclose(pipe)
    let folder = String(decoding: line[..<count], as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    var texts: [[UInt8]] = []
    var total = 0
    for name in names where name.hasSuffix(".py") && total < limit {
      let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
      total += data.count
      texts.append(Array(data))
    }
    return texts
  }

  static func mutations(seed: UInt64) -> Mutations {
    Mutations(seeds: seeds, tokens: tokens, seed: seed)
  }

  private static let seeds = [
    "import os\n",
    "from a import (b,\n  c)  # note\nx = 1\n",
    "if a:\n  b = [1,\n2]\n  c\nelse:\n\td\n",
    "def f(a, *b, c=1, **d) -> int:\n    return a + 0x1F // 2**3\n",
    "x = 'a' \"b\" '''c\nd''' r'\\e' b\"f\"\n",
    "f = f'{a!r:>{b}} {{c}} {d[\"e\"]}'\n",
    "g = f\"\"\"{a:{b}}\n{c}\"\"\"\n",
    "a = 1_000.5e-3j + .5 + 0o17 + 0b1 + 5.\n",
    "if a: b = 1; c = 2\n",
    "a = \\\n  b\n",
    "class A(B, metaclass=C):\n  '''doc'''\n\n  # note\n  x: int = 3\n\n  def m(self): ...\n",
    "try:\n  import a\nexcept (B, C) as d:\n  pass\nfinally:\n  e()\n",
    "async def f():\n  async with a as b, c:\n    await d\n",
    "a <<= b >> c ** d != e <= f and g -> h\n",
    "\u{c}\nx = 1\n",
    "x = [i for i in y if i is not None]\n",
    "é = 'ü'; print(é)\n",
    "lambda: (yield)\n",
    "@a.b(c)\ndef f(): pass\n",
    "0xfor x in y\n",
    "a if b else 1if c else 2\n",
    "match a:\n  case [b, *c]: d\n",
  ]

  private static let tokens = [
    "'", "\"", "'''", "\"\"\"", "f'", "rb'", "Rf\"", "u'", "{", "}", "{{", "}}", "(", ")", "[", "]",
    ":", ";", "\\\n", "\\", "\n", "\n\n", "\n  ", "\t", "  ", "#", " # x\n", "\u{c}", "import ",
    "from ", " as ", "if ", "else", "0x", "1e5", ".", "...", "1_0", ":=", "**", "//=", "->", "!=",
    "@", "e", "é", "\\N{DASH}", "!r", "lambda:", "return", ",", "=",
  ]
}
