import SourceText

/// Everything that is wrong with a policy, sorted by file and place.
package struct PolicyProblems: Error, Hashable {
  /// At least one.
  package let diagnostics: [Diagnostic]
}

/// The problems of a policy while they are gathered, of one file after the other.
///
/// Only the first hundred are kept, so that a hostile file costs no more than an honest one.
struct PolicyProblemList {
  /// The one that is being read.
  var file: SourceFile
  private var kept: [Diagnostic] = []
  /// How many there are, those that were not kept included.
  private(set) var count = 0

  init(file: SourceFile) { self.file = file }

  /// Whether what is added from now on is only counted.
  var isFull: Bool { count >= YAMLDocument.diagnosticLimit }

  /// Adds a problem. The words are not put together when the list is full.
  mutating func add(
    _ message: @autoclosure () -> String, at range: Range<Int>,
    help: @autoclosure () -> String? = nil
  ) {
    add(message(), at: Location(file: file, range: range), help: help())
  }

  mutating func add(
    _ message: @autoclosure () -> String, at location: Location,
    help: @autoclosure () -> String? = nil
  ) {
    if !isFull { kept.append(Diagnostic(message(), at: location, help: help())) }
    count += 1
  }

  mutating func add(_ diagnostics: [Diagnostic]) {
    kept += diagnostics
    count += diagnostics.count
  }

  /// Nil when nothing is wrong.
  var problems: PolicyProblems? {
    var sorted = kept.sorted {
      $0.location != $1.location ? $0.location < $1.location : $0.message < $1.message
    }
    guard let last = sorted.last else { return nil }
    if count > kept.count {
      let rest = Diagnostic("\(count - kept.count) more problems follow", at: last.location)
      sorted.append(rest)
    }
    return PolicyProblems(diagnostics: sorted)
  }
}
