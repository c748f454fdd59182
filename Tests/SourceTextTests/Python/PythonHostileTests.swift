import Testing

@testable import SourceText

/// Nothing that is no code stops the readers, and every place stays inside the text.
@Suite struct PythonHostileTests {
  @Test func readsChangedTextsToTheirEnd() {
    var mutations = PythonSources.mutations(seed: 8)
    var statements = 0
    for text in mutations.texts(count: 20_000) {
      // A part of a larger text: what lies around it is not read.
      let file = SourceFile(path: "a.py", bytes: Array("'''(".utf8) + text + Array("]\"".utf8))
      let part = MappedText(file).part(4..<(4 + text.count))
      let found = PythonStatements(part)
      statements += found.statements.count
      for statement in found.statements {
        #expect(Self.isInside(statement.range, part.range))
        #expect(statement.parent.map { $0 < found.statements.count } ?? true)
        for expression in Self.expressions(of: statement) {
          #expect(Self.isInside(expression.range, part.range))
        }
      }
      for problem in found.problems { #expect(Self.isInside(problem.range, part.range)) }
    }
    #expect(statements > 20_000)
  }

  private static func isInside(_ range: Range<Int>, _ whole: Range<Int>) -> Bool {
    whole.lowerBound <= range.lowerBound && range.upperBound <= whole.upperBound
  }

  private static func expressions(of statement: PythonStatement) -> [PythonExpression] {
    switch statement.content {
    case .assignment(let targets, let value): targets + [value]
    case .addition(let target, let value): [target, value]
    case .expression(let expression), .decorator(let expression): [expression]
    case .returned(let expression): expression.map { [$0] } ?? []
    case .header(let header): header.bindings.map(\.value)
    case .imports, .other: []
    }
  }

  static let shapes = [
    String(repeating: "(", count: 100_000), String(repeating: "[a, ", count: 50_000),
    String(repeating: "a.", count: 100_000) + "b", "a" + String(repeating: "()", count: 50_000),
    "a" + String(repeating: "[0]", count: 50_000), String(repeating: "a + ", count: 100_000) + "b",
    String(repeating: "lambda: ", count: 50_000), String(repeating: "-", count: 100_000) + "a",
    String(repeating: "a if b else ", count: 50_000) + "c",
    String(repeating: "not ", count: 90_000),
    String(repeating: "{a: ", count: 50_000), String(repeating: "*", count: 100_000),
    String(repeating: "a = ", count: 50_000) + "b", String(repeating: "'a' ", count: 50_000),
    String(repeating: "await ", count: 50_000) + "a", String(repeating: "f'{", count: 50_000),
    String(repeating: "def f(a):", count: 20_000), String(repeating: "if a: ", count: 50_000),
    (0..<500).map { String(repeating: " ", count: $0) + "if a:\n" }.joined(),
    String(repeating: "a(", count: 40_000) + "'b'" + String(repeating: ")", count: 40_000),
    String(repeating: "f\"{x:", count: 40_000), String(repeating: "'\\", count: 90_000),
  ]

  /// Each would take minutes, or all of the stack, if its cost grew faster than its size.
  @Test(arguments: shapes.indices)
  func readsHostileShapes(index: Int) {
    #expect(
      !PythonStatements(MappedText(SourceFile(path: "a", text: Self.shapes[index]))).statements
        .isEmpty)
  }
}
