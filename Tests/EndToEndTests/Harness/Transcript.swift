import Testing

/// A fenced block of a page that shows commands and what they print:
///
///     <!-- test: NAME -->
///     ```console
///     $ git commit -m 'Add dependencies'
///     requirements.txt:2:1: blocked: …
///     ...
///     ```
///
/// The commands run one after another, with the hook installed, in the repository of the case of that
/// name: its `before/` is committed and its `after/` is staged. A line of three dots stands for any
/// number of lines.
struct Transcript: CustomTestStringConvertible, Sendable {
  /// The page, as a path in the source tree.
  let page: String
  /// The line of the mark.
  let line: Int
  /// The case whose repository the commands run in.
  let name: String
  let steps: [Step]

  struct Step: Sendable {
    var command: String
    var output: [String]
  }

  var testDescription: String { "\(page):\(line) \(name)" }

  /// The marked blocks of a page, in order.
  static func all(in text: String, page: String) -> [Transcript] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.indices.compactMap { start in
      guard let mark = lines[start].wholeMatch(of: /<!-- test: ([a-z0-9-]+) -->/),
        start + 1 < lines.count, lines[start + 1].hasPrefix("```")
      else { return nil }
      let block = lines[(start + 2)...].prefix { !$0.hasPrefix("```") }
      return Transcript(
        page: page, line: start + 1, name: String(mark.1), steps: steps(in: Array(block)))
    }
  }

  private static func steps(in lines: [String]) -> [Step] {
    var steps: [Step] = []
    for line in lines {
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2)), output: []))
      } else if let last = steps.indices.last {
        let continues = steps[last].output.isEmpty && steps[last].command.hasSuffix("\\")
        if continues { steps[last].command += "\n" + line } else { steps[last].output.append(line) }
      }
    }
    return steps
  }

  /// A shell script that runs the commands, each after a line that marks it. `$?` is what the
  /// command before left behind.
  func script(mark: String) -> String {
    let commands = steps.indices.map { number in
      "printf '\\n\(mark)\(number)\\n'; (exit $status)\n\(steps[number].command)\nstatus=$?\n"
    }
    return "status=0\n" + commands.joined()
  }

  /// Whether lines are as shown. Empty lines at the end do not count.
  static func matches(_ lines: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return lines.allSatisfy(\.isEmpty) }
    if first == "..." {
      let rest = shown.dropFirst()
      return (lines.startIndex...lines.endIndex).contains { matches(lines[$0...], rest) }
    }
    if let line = lines.first {
      return line == first && matches(lines.dropFirst(), shown.dropFirst())
    }
    return shown.allSatisfy { $0.isEmpty || $0 == "..." }
  }
}
