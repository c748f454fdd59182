import Testing

@testable import SourceText

/// Expressions have the form that Python gives them.
@Suite struct PythonExpressionOracleTests {
  @Test func readsRandomExpressionsAsPythonDoes() throws {
    var soup = ExpressionSoup(seed: 5)
    let texts = (0..<6000).map { _ in Array(soup.expression().utf8) }
    let answers = try PythonOracle.answers(of: "python_expressions.py", to: texts)
    var seen = 0
    for (text, answer) in zip(texts, answers) {
      guard case .string(let expected) = answer.content else { continue }
      seen += 1
      let shown = String(decoding: text, as: UTF8.self).debugDescription
      #expect(Self.form(of: text) == expected, "\(shown)")
    }
    #expect(seen > 5000)
  }

  private static func form(of bytes: [UInt8]) -> String {
    let statements = PythonStatements(MappedText(SourceFile(path: "a.py", bytes: bytes))).statements
    guard statements.count == 1, case .expression(let expression) = statements[0].content else {
      return statements.count == 1 ? "?" : "\(statements.count) statements"
    }
    return expression.form
  }
}

extension PythonExpression {
  /// The form in which `python_expressions.py` writes it.
  var form: String {
    switch content {
    case .string(let text):
      "'" + text.content.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined() + "'"
    case .number: "0"
    case .boolean(let value): value ? "T" : "F"
    case .none: "N"
    case .list(let items): "[" + items.map(\.form).joined(separator: ",") + "]"
    case .tuple(let items): "(" + items.map(\.form).joined(separator: ",") + ")"
    case .set(let items): "{" + items.map(\.form).joined(separator: ",") + "}"
    case .dictionary(let entries):
      "{:"
        + entries.map { ($0.key.map { $0.form + ":" } ?? "**") + $0.value.form }
        .joined(separator: ",") + "}"
    case .name(let name): name
    case .attribute(let base, let name): base.form + "." + name
    case .element(let base, let index): base.form + "[" + index.form + "]"
    case .call(let function, let arguments):
      function.form + "(" + arguments.map(\.shown).joined(separator: ",") + ")"
    case .sum(let items): "<" + items.map(\.form).joined(separator: "+") + ">"
    case .either(let first, let second): "<" + first.form + "|" + second.form + ">"
    case .unpacked(let item): "*" + item.form
    case .formatted: "%"
    case .other: "?"
    }
  }
}

extension PythonArgument {
  fileprivate var shown: String {
    switch form {
    case .positional: value.form
    case .keyword(let name): name + "=" + value.form
    case .unpacked: "*" + value.form
    case .unpackedKeywords: "**" + value.form
    }
  }
}

/// Expressions put together at random.
private struct ExpressionSoup {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func expression() -> String { expression(depth: 4) }

  private mutating func expression(depth: Int) -> String {
    if depth == 0 { return Self.atoms[pick(Self.atoms.count)] }
    func inner(_ soup: inout Self) -> String { soup.expression(depth: depth - 1) }
    switch pick(24) {
    case 0...4: return Self.atoms[pick(Self.atoms.count)]
    case 5, 6: return "[" + list(depth) + "]"
    case 7: return "(" + list(depth) + ",)"
    case 8: return "{" + inner(&self) + ", " + inner(&self) + "}"
    case 9, 10: return "{" + inner(&self) + ": " + inner(&self) + ", **" + inner(&self) + "}"
    case 11: return "(" + inner(&self) + ")"
    case 12: return "a." + Self.names[pick(3)]
    case 13: return "b[" + inner(&self) + "]"
    case 14, 15:
      return "f(" + list(depth) + ", k=" + inner(&self) + ", *" + inner(&self) + ", **x)"
    case 16, 17: return operand(depth) + " + " + operand(depth)
    case 18: return operand(depth) + ["%", "*", "/", "//", "@", "**"][pick(6)] + operand(depth)
    case 19: return operand(depth) + " if " + inner(&self) + " else " + inner(&self)
    case 20: return operand(depth) + [" or ", " < ", " not in ", " is ", " - "][pick(5)] + "y"
    case 21: return "[" + inner(&self) + " for i in " + operand(depth) + "]"
    case 22: return ["-", "not ", "lambda a, b=1: ", "~", "lambda: "][pick(5)] + inner(&self)
    default: return operand(depth) + "(" + inner(&self) + ").c[1:" + inner(&self) + "]"
    }
  }

  private mutating func operand(_ depth: Int) -> String {
    let text = expression(depth: depth - 1)
    return pick(2) == 0 ? text : "(\n" + text + ")"
  }

  private mutating func list(_ depth: Int) -> String {
    (0...pick(3)).map { _ in expression(depth: depth - 1) }.joined(separator: ", ")
  }

  private static let names = ["c", "format", "read"]
  private static let atoms = [
    "a", "b.c", "'s'", "\"t\" 'u'", "r'v'", "f'w'", "f'{x}'", "1", "2.5", "True", "False", "None",
    "...", "[]", "()", "{}", "f()", "g(1)(2)", "d['k']", "b''", "'a'.join(x)", "-1", "await_",
  ]

  private mutating func pick(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }
}
