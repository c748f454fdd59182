import SourceText

/// What is read of a YAML file so far.
struct YAMLManifestReader {
  let file: SourceFile
  /// What an unreadable part would have declared.
  let kind: DependencyKind
  /// The values of the documents.
  private(set) var roots: [YAMLNode] = []
  var manifest = Manifest()
  private var isOverfull = false

  /// `notation` changes the bytes that stand for something else than YAML has, in their places.
  init(
    _ file: SourceFile, kind: DependencyKind,
    notation: (SourceFile) -> SourceFile = { $0 }
  ) {
    self.file = file
    self.kind = kind
    if var problem = ReadableText.problem(in: file, commentDeclaresEncoding: false) {
      problem.kind = kind
      manifest.unreadable.append(problem)
      return
    }
    let document = YAMLDocument(notation(file), as: .manifest)
    roots = document.roots
    guard let problem = document.diagnostics.first else { return }
    manifest.unreadable.append(
      Unreadable(
        problem, extent: .file, reason: Self.isTemplate(file) ? .undecided : .syntax, kind: kind))
  }

  /// Runs a reader of one declaration and keeps what it throws.
  mutating func attempt(at place: Range<Int>, _ read: (inout Manifest) throws(Unreadable) -> Void) {
    if manifest.isFull {
      if !isOverfull {
        var problem = Unreadable.tooMany(at: location(place))
        problem.kind = kind
        manifest.unreadable.append(problem)
      }
      isOverfull = true
      return
    }
    do {
      try read(&manifest)
    } catch {
      var problem = error
      problem.kind = kind
      manifest.unreadable.append(problem)
    }
  }

  /// Reports that a value is not what its key calls for.
  mutating func reject(_ node: YAMLNode, expected: String) {
    let isTemplate = Self.isTemplate(file.bytes[node.range])
    let diagnostic = Diagnostic(
      "\(node.word) where \(expected) is due", at: location(node.range), help: "write \(expected)")
    attempt(at: node.range) { _ throws(Unreadable) in
      throw Unreadable(
        diagnostic, extent: .declaration, reason: isTemplate ? .undecided : .syntax)
    }
  }

  /// The elements of each list that a key has; a value of another kind is reported.
  mutating func elements(of name: String, in node: YAMLNode) -> [YAMLNode] {
    var all: [YAMLNode] = []
    for value in node.values(of: name) {
      if let elements = value.elements {
        all += elements
      } else if !value.isNull {
        reject(value, expected: "a list under '\(name)'")
      }
    }
    return all
  }

  func location(_ range: Range<Int>) -> Location {
    Location(file: file, range: range.clamped(to: 0..<file.bytes.count))
  }

  private static func isTemplate(_ file: SourceFile) -> Bool { isTemplate(file.bytes[...]) }

  /// Whether something holds the marks of Jinja, Go templates or ERB.
  static func isTemplate(_ bytes: ArraySlice<UInt8>) -> Bool {
    zip(bytes, bytes.dropFirst()).contains { first, second in
      first == UInt8(ascii: "{") && (second == UInt8(ascii: "{") || second == UInt8(ascii: "%"))
        || first == UInt8(ascii: "<") && second == UInt8(ascii: "%")
    }
  }
}

extension YAMLNode {
  /// What kind of value this is, for messages.
  fileprivate var word: String {
    switch content {
    case .scalar: "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
