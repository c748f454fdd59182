/// A simple command: what it sets, its words, and what it reads.
package struct ShellCommand: Hashable, Sendable {
  package var assignments: [ShellAssignment] = []
  /// The program and its arguments, redirections and keywords left out; may be empty.
  package var words: [ShellWord] = []
  package var input: ShellInput?

  package init() {}

  package init(_ words: [ShellWord]) { self.words = words }
}

/// Where a command's standard input comes from, when it is not inherited.
package enum ShellInput: Hashable, Sendable {
  /// The body of a here-document, or a here-string.
  case document(MappedText)
  case file(ShellWord)
  /// The output of the command at this position in the list.
  case pipe(Int)
}
