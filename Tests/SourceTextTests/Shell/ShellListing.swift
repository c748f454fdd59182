@testable import SourceText

/// Commands as text, for tables of what is expected.
enum ShellListing {
  /// The commands, a line each: words between bars, what is replaced in braces after them.
  static func commands(
    _ text: String, _ dialect: ShellDialect = .posix
  ) -> [String] {
    ShellCommands(MappedText(SourceFile(path: "x", text: text)), dialect: dialect).commands
      .map { command in
        var parts = command.assignments.map { assignment in
          "\(assignment.name)=" + assignment.values.map(\.text.text).joined(separator: ",")
        }
        parts += command.words.map { $0.text.text + ($0.isLiteral ? "" : "?") }
        switch command.input {
        case .document(let body): parts.append("<<\(body.text.debugDescription)")
        case .file(let word): parts.append("<\(word.text.text)")
        case .pipe(let position): parts.append("<|\(position)")
        case nil: break
        }
        return parts.joined(separator: "|")
      }
  }
}

extension ShellCommands {
  /// Every place that the commands give.
  var locations: [Location] {
    commands.flatMap { command in
      (command.words + command.assignments.flatMap(\.values)).flatMap { word in
        [word.text.location] + word.expansions.map { word.text.location(of: $0.range) }
      }
    }
  }
}
