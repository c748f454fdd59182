import Testing

@testable import SourceText

@Suite struct PythonStatementTests {
  static let cases: [(String, [String])] = [
    ("a = b = [1]", ["0 a, b = [0]"]),
    ("a: List[str] = ['x']", ["0 a = ['78']"]),
    ("a += b", ["0 a += b"]),
    ("a, b = 1, 'x'", ["0 (a,b) = (0,'78')"]),
    ("a = b or c", ["0 a = ?"]),
    ("a -= 1", ["0 ?"]),
    ("f(x); g()", ["0 f(x)", "0 g()"]),
    (
      "def f(a, *b, c: int = 1, **d) -> e: return a\nx",
      ["0 def f(a b c d)", "0<0 return a", "0 x"]
    ),
    (
      "with open('a') as f, g():\n  for x in f: y = x\nelse_ = 1",
      ["0 with f = open('61'), g()", "2<0 for x = f", "2<1 y = x", "0 else_ = 0"]
    ),
    (
      "if a:\n\tb\nelif c: d\nelse:\n e\nf",
      ["0 if a", "8<0 b", "0 elif c", "0<2 d", "0 else", "1<4 e", "0 f"]
    ),
    (
      "try:\n  a\nexcept (B, C) as e:\n  pass\nfinally: f",
      ["0 try", "2<0 a", "0 except (B,C)", "2<2 pass", "0 finally", "0<4 f"]
    ),
    ("@a.b(1)\nclass C(D):\n  '''doc'''", ["0 @a.b(0)", "0 class C()", "2<1 '646f63'"]),
    ("match a:\n  case [b]: c\nmatch = 1", ["0 match", "2<0 other", "0 match = 0"]),
    ("import a.b as c, d", ["0 import a.b as c, d"]),
    ("from .a import (b as c, d)", ["0 from .a import b as c, d"]),
    ("from . import *", ["0 from . import *"]),
    ("print 'a'", ["0 ?"]),
    ("a = [1,\n  2]\n \n# note\nb = \\\n  c", ["0 a = [0,0]", "0 b = c"]),
    ("lambda_ = lambda x: y\nyield_", ["0 lambda_ = ?", "0 yield_"]),
  ]

  @Test(arguments: cases.indices)
  func readsStatements(index: Int) {
    let (text, expected) = Self.cases[index]
    let found = PythonStatements(MappedText(SourceFile(path: "a.py", text: text)))
    #expect(found.statements.map(\.shown) == expected, "\(text.debugDescription)")
  }

  @Test func mapsThePartsOfJoinedLiterals() {
    let file = SourceFile(path: "a.py", text: "x = ('ab\\x63' \"\\\nde\"\n  'f')\n")
    let statements = PythonStatements(MappedText(file)).statements
    guard case .assignment(_, let value)? = statements.first?.content,
      case .string(let text) = value.content
    else { return #expect(Bool(false), "no string") }
    #expect(text.text == "abcdef")
    let places = (0..<6).map { text.location(of: $0..<$0 + 1).start }
    #expect(places.map(\.line) == [1, 1, 1, 2, 2, 3])
    #expect(places.map(\.column) == [7, 8, 9, 1, 2, 4])
    #expect(text.location.text == "ab\\x63' \"\\\nde\"\n  'f")
  }

  static let troubles: [(String, [String], hidesRest: Bool)] = [
    ("a = 'b\nc", ["the string is not closed"], false),
    ("a = '''b\nc", ["the string is not closed"], true),
    ("a = (\ndef f(): pass", ["the bracket is not closed"], false),
    ("a)\n]", ["the bracket closes none", "the bracket closes none"], false),
    ("(a]", ["the bracket closes one of another kind"], false),
    ("if a:\n    b\n  c", ["the line is indented like no block around it"], false),
    ("f'{a'\n", [], false),
    ("print `a`, ur'x' <> 0777L ? $b !", [], false),
  ]

  @Test(arguments: troubles.indices)
  func saysWhatNoPythonReads(index: Int) {
    let (text, messages, hidesRest) = Self.troubles[index]
    let problems = PythonStatements(MappedText(SourceFile(path: "a.py", text: text))).problems
    #expect(problems.map(\.message) == messages)
    #expect(problems.contains(where: \.hidesRest) == hidesRest)
  }
}

extension PythonStatement {
  fileprivate var shown: String {
    "\(indentation)" + (parent.map { "<\($0)" } ?? "") + " " + content.shown
  }
}

extension PythonStatement.Content {
  fileprivate var shown: String {
    switch self {
    case .imports(let statement): statement.shown
    case .assignment(let targets, let value):
      targets.map(\.form).joined(separator: ", ") + " = " + value.form
    case .addition(let target, let value): target.form + " += " + value.form
    case .expression(let expression): expression.form
    case .returned(let expression): "return " + (expression?.form ?? "")
    case .decorator(let expression): "@" + expression.form
    case .header(let header): header.shown
    case .other: "other"
    }
  }
}

extension PythonHeader {
  fileprivate var shown: String {
    let bound = bindings.map { ($0.target.map { $0.form + " = " } ?? "") + $0.value.form }
    let defined = name.map { "\($0)(\(parameters.joined(separator: " ")))" }
    return
      ([keyword.rawValue] + [defined, condition?.form].compactMap { $0 }
      + (bound.isEmpty ? [] : [bound.joined(separator: ", ")])).joined(separator: " ")
  }
}

extension PythonImportStatement {
  fileprivate var shown: String {
    func shown(_ name: String, _ alias: String?) -> String {
      name + (alias.map { " as " + $0 } ?? "")
    }
    let named = modules.map { shown($0.name, $0.alias) }.joined(separator: ", ")
    guard let members else { return "import " + named }
    return "from " + String(repeating: ".", count: level) + named + " import "
      + members.map { shown($0.name, $0.alias) }.joined(separator: ", ")
  }
}
