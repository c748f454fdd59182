import Foundation
import Testing

/// What the program says of itself: help, examples, the manual page and the pages of tables.
@Suite("Help")
struct HelpTests {
  /// A command with the words that call it and what its help discusses.
  struct HelpedCommand: CustomTestStringConvertible, Sendable {
    let words: [String]
    let discussion: String
    let isGroup: Bool

    var testDescription: String { words.joined(separator: " ") }
  }

  /// Every command, as the program dumps its help.
  private static let commands: [HelpedCommand] = {
    let scratch = try? Scratch()
    let dump = try? scratch?.pipgate("--experimental-dump-help").output
    let help = try? JSONSerialization.jsonObject(with: Data((dump ?? "").utf8)) as? [String: Any]
    return commands(in: (help?["command"] as? [String: Any]) ?? [:], words: [])
  }()

  private static func commands(in help: [String: Any], words: [String]) -> [HelpedCommand] {
    let below = (help["subcommands"] as? [[String: Any]] ?? [])
      .filter { $0["commandName"] as? String != "help" }
    let own = HelpedCommand(
      words: words, discussion: help["discussion"] as? String ?? "", isGroup: !below.isEmpty)
    return [own]
      + below.flatMap { commands(in: $0, words: words + [$0["commandName"] as? String ?? "?"]) }
  }

  @Test func allCommandsAreKnown() {
    #expect(Self.commands.count >= 24)
  }

  @Test(arguments: commands)
  func everyCommandHelpsWithinEightyColumns(_ command: HelpedCommand) throws {
    let result = try Scratch().pipgate(command.words + ["--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("USAGE: pipgate"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let shown = result.output.contains("Examples:\n")
    #expect(shown || (command.isGroup && !command.words.isEmpty))
  }

  /// An example is a command line that the parser accepts: nothing in it is misuse by itself.
  @Test(arguments: commands.flatMap { command in command.examples.map { (command, $0) } })
  func everyExampleIsUnderstood(_ command: HelpedCommand, _ example: String) throws {
    let scratch = try Scratch()
    try scratch.commit(["requirements.txt": "flask==3.0.3\n"])
    for name in ["pipgate", "jq", "less"] {
      let fake = scratch.top + "/bin/\(name)"
      try? FileManager.default.removeItem(atPath: fake)
      let help = "exec '\(BuiltProgram.path)' \"$@\" --help >/dev/null"
      let body = name == "pipgate" ? help : "exec cat"
      try scratch.write(fake, "#!/bin/sh\n\(body)\n", permissions: 0o755)
    }
    try scratch.write("names", "flask\n")
    // With `--help` behind it the line is read to its end, and then nothing is done.
    let line = "set -o pipefail; mkdir -p .pipgate ~/.zfunc ~/.config/fish/completions\n"
    let result = try Command.run(
      ["/bin/bash", "-c", line + example], in: scratch.root, environment: scratch.environment)
    #expect(result.status == 0, "\(example): \(result.text)")
    #expect(result.errors.isEmpty, "\(example): \(result.errors)")
  }

  @Test func theManualPageIsThatOfThisProgram() throws {
    let scratch = try Scratch()
    let page = try Command.run(
      [
        try Command.path(of: "python3"), "-B", BuiltProgram.root + "/docs/manual.py",
        BuiltProgram.path,
      ], in: scratch.root, environment: scratch.environment)
    #expect(page.status == 0, "\(page.errors)")
    RecordedFile.expect(page.output, at: BuiltProgram.root + "/docs/pipgate.1")
    for command in Self.commands where !command.isGroup {
      let name = (["pipgate"] + command.words).joined(separator: " ")
      #expect(page.output.contains(".SS \"\(name)\"\n"), "\(name)")
    }
  }

  /// Where `man` is installed, it has nothing to say against the page.
  @Test func theManualPageIsValid() throws {
    guard let man = Command.installed("man") else { return }
    let scratch = try Scratch()
    let result = try Command.run(
      [man, "--warnings", "-E", "UTF-8", "-l", BuiltProgram.root + "/docs/pipgate.1"],
      in: scratch.root, environment: scratch.environment.merging(["MANWIDTH": "80"]) { $1 })
    #expect(result.status == 0)
    #expect(result.errors.isEmpty, "\(result.errors.prefix(500))")
    #expect(result.output.contains("EXIT STATUS"))
  }

  @Test func everyVariableThatIsReadHasItsRow() throws {
    let page = try String(
      contentsOfFile: BuiltProgram.root + "/docs/environment.md", encoding: .utf8)
    let sources = BuiltProgram.root + "/Sources"
    var count = 0
    for path in try FileManager.default.subpathsOfDirectory(atPath: sources)
    where path.hasSuffix(".swift") && !path.contains("/Manifests/") {
      let text = try String(contentsOfFile: "\(sources)/\(path)", encoding: .utf8)
      for found in text.matches(of: /environment(?:\(|\[)"([A-Z_]+)"/) {
        if ["PATH", "GITLAB_CI"].contains(found.1) { continue }
        count += 1
        #expect(page.contains("`\(found.1)`"), "\(path): \(found.1)")
      }
    }
    #expect(count > 20)
    for row in page.matches(of: /`(PIPGATE_[A-Z_]+)`/) where !row.1.contains("NAME_") {
      let word = row.1.hasPrefix("PIPGATE_INDEX_") ? "PIPGATE_INDEX" : String(row.1)
      let found = try Command.run(
        ["/bin/grep", "-rqF", word, sources], in: "/", environment: [:])
      #expect(found.status == 0, "nothing reads \(row.1)")
    }
  }

  @Test func theStatusesAreThoseOfThePage() throws {
    let page = try String(
      contentsOfFile: BuiltProgram.root + "/docs/exit-statuses.md", encoding: .utf8)
    let help = try Scratch().pipgate("--help").output
    for status in 0...4 {
      #expect(page.contains("\n| `\(status)` | "))
      #expect(help.contains("\n  \(status)  "))
    }
    for command in Self.commands where !command.isGroup {
      let (first, last) = (command.words[0], command.words[command.words.count - 1])
      let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
      #expect(rows.contains { $0.contains("`\(first)") && $0.contains("\(last)`") }, "\(command)")
    }
  }
}

extension HelpTests.HelpedCommand: CustomStringConvertible {
  var description: String { words.joined(separator: " ") }

  /// The command lines under `Examples:`, without what is said of each.
  var examples: [String] {
    guard let start = discussion.range(of: "Examples:\n") else { return [] }
    return discussion[start.upperBound...].split(separator: "\n").compactMap { line in
      guard line.hasPrefix("  "), !line.hasPrefix("    ") else { return nil }
      let text = line.drop { $0 == " " }
      return text.range(of: "  ").map { String(text[..<$0.lowerBound]) } ?? String(text)
    }
  }
}
