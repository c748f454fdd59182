import SourceText

/// Everything that is wrong with a policy file, sorted by place.
package struct PolicyProblems: Error, Hashable {
  /// At least one.
  package let diagnostics: [Diagnostic]
}

/// The problems of one policy file while they are gathered.
struct PolicyProblemList {
  let file: SourceFile
  private var gathered: [Diagnostic] = []

  init(file: SourceFile) { self.file = file }

  mutating func add(_ message: String, at range: Range<Int>, help: String? = nil) {
    gathered.append(Diagnostic(message, at: Location(file: file, range: range), help: help))
  }

  mutating func add(_ diagnostics: [Diagnostic]) { gathered += diagnostics }

  var count: Int { gathered.count }

  /// Nil when nothing is wrong. After a hundred problems the rest is left unsaid, in words.
  var problems: PolicyProblems? {
    if gathered.isEmpty { return nil }
    let limit = YAMLDocument.diagnosticLimit
    var sorted = gathered.sorted {
      $0.location != $1.location ? $0.location < $1.location : $0.message < $1.message
    }
    if sorted.count > limit {
      let rest = sorted[limit...]
      sorted.removeSubrange(limit...)
      sorted.append(
        Diagnostic("\(rest.count) more problems follow", at: rest[limit].location))
    }
    return PolicyProblems(diagnostics: sorted)
  }
}
