/// A simple statement of Python code, or the header of a block.
package struct PythonStatement: Sendable {
  package enum Content: Sendable {
    case imports(PythonImportStatement)
    /// `a = b = value`, also with an annotation.
    case assignment(targets: [PythonExpression], value: PythonExpression)
    /// `target += value`
    case addition(target: PythonExpression, value: PythonExpression)
    /// An expression alone, such as a call.
    case expression(PythonExpression)
    case returned(PythonExpression?)
    /// `@expression`, for the `def` or `class` that follows.
    case decorator(PythonExpression)
    case header(PythonHeader)
    case other
  }

  package let content: Content
  /// The column at which its line begins.
  package let indentation: Int
  /// The position of the header of the block that it is in; nil at the top level.
  package let parent: Int?
  /// Where it stands in the bytes of the text.
  package let range: Range<Int>
}

/// What opens a block.
package struct PythonHeader: Sendable {
  package enum Keyword: String, Hashable, Sendable {
    case `if`, elif, `else`, `try`, except, finally, `for`, `while`, with, def, `class`, match
    case `case`
  }

  /// What `for` and `with` bind: `for target in value`, `with value as target`.
  package struct Binding: Sendable {
    package let target: PythonExpression?
    package let value: PythonExpression
  }

  package let keyword: Keyword
  /// What `def` and `class` define.
  package internal(set) var name: String?
  /// The names of the parameters of `def`.
  package internal(set) var parameters: [String] = []
  /// Of `if`, `elif` and `while`; what `except` catches, without its name.
  package internal(set) var condition: PythonExpression?
  package internal(set) var bindings: [Binding] = []

  init(_ keyword: Keyword) { self.keyword = keyword }
}
