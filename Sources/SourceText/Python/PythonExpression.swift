/// An expression of Python code, as far as it can be told without running it.
package struct PythonExpression: Sendable {
  package indirect enum Content: Sendable {
    /// One literal or several that follow each other.
    case string(MappedText)
    case number
    case boolean(Bool)
    case none
    case list([PythonExpression])
    case tuple([PythonExpression])
    case set([PythonExpression])
    case dictionary([PythonEntry])
    case name(String)
    case attribute(of: PythonExpression, String)
    case element(of: PythonExpression, at: PythonExpression)
    case call(PythonExpression, [PythonArgument])
    /// Two or more summands, `a + b + c`.
    case sum([PythonExpression])
    /// `a if … else b`, without the condition.
    case either(PythonExpression, PythonExpression)
    /// `*a` in a list, tuple or set.
    case unpacked(PythonExpression)
    /// An f-string with fields, or `"…" % a`: a text that is known only when it runs.
    case formatted
    /// Anything else, and what lies deeper than `maximumDepth`.
    case other
  }

  package let content: Content
  /// Where it stands in the bytes of its text, without the brackets that only group it.
  package let range: Range<Int>
  /// How many expressions lie within each other here, at most `maximumDepth`.
  private let depth: Int

  package static let maximumDepth = 64

  init(_ content: Content, at range: Range<Int>) {
    self.range = range
    let depth = content.depth + 1
    self.depth = min(depth, Self.maximumDepth)
    self.content = depth > Self.maximumDepth ? .other : content
  }

  /// The names of a dotted name, `setuptools.setup`; nil for anything else.
  package var dottedName: [String]? {
    var names: [String] = []
    var expression = self
    while case .attribute(let base, let name) = expression.content {
      names.append(name)
      expression = base
    }
    guard case .name(let name) = expression.content else { return nil }
    return (names + [name]).reversed()
  }

  fileprivate var ownDepth: Int { depth }
}

/// A key of a dictionary with its value; the key is nil for `**a`.
package struct PythonEntry: Sendable {
  package let key: PythonExpression?
  package let value: PythonExpression
}

/// What a call is given.
package struct PythonArgument: Sendable {
  package enum Form: Hashable, Sendable {
    case positional
    case keyword(String)
    /// `*a`
    case unpacked
    /// `**a`
    case unpackedKeywords
  }

  package let form: Form
  package let value: PythonExpression
}

extension PythonExpression.Content {
  fileprivate var depth: Int {
    switch self {
    case .string, .number, .boolean, .none, .name, .formatted, .other: 0
    case .list(let items), .tuple(let items), .set(let items), .sum(let items):
      items.lazy.map(\.ownDepth).max() ?? 0
    case .dictionary(let entries):
      entries.lazy.map { max($0.key?.ownDepth ?? 0, $0.value.ownDepth) }.max() ?? 0
    case .attribute(let base, _), .unpacked(let base): base.ownDepth
    case .element(let base, let index): max(base.ownDepth, index.ownDepth)
    case .call(let base, let arguments):
      max(base.ownDepth, arguments.lazy.map(\.value.ownDepth).max() ?? 0)
    case .either(let first, let second): max(first.ownDepth, second.ownDepth)
    }
  }
}
