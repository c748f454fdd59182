import Foundation
import Testing

/// What came of a program that was run at a terminal of its own.
struct TerminalSession: Decodable {
  let status: Int32
  /// All that the screen was sent.
  let screen: String
  /// How many steps were never due.
  let left: Int

  /// Keys to type once a text stands on the screen.
  typealias Step = (wait: String, type: String)

  /// What Ctrl-C and Ctrl-D send.
  static let interrupt = "\u{3}"
  static let end = "\u{4}"
}

extension Scratch {
  /// Runs git at a terminal and types; without colour, and with nothing of a service around it.
  func atTerminal(
    _ words: String..., typing steps: [TerminalSession.Step],
    with more: [String: String?] = ["NO_COLOR": "1"]
  ) throws -> TerminalSession {
    let keys = try JSONEncoder().encode(steps.map { [$0.wait, $0.type] })
    let driver = BuiltProgram.root + "/Tests/TerminalDriver/run.py"
    let variables = environment.merging(["TERM": "xterm"]) { first, _ in first }
      .merging(more.compactMapValues { $0 }) { $1 }
    let result = try Command.run(
      [
        try Command.path(of: "python3"), "-S", "-E", driver, String(decoding: keys, as: UTF8.self),
        try Command.path(of: "git"),
      ] + words, in: root, environment: variables)
    try #require(result.status == 0, "\(result.text)")
    return try JSONDecoder().decode(TerminalSession.self, from: Data(result.output.utf8))
  }
}
