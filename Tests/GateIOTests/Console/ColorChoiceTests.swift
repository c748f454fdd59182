import Testing

@testable import GateIO

struct ColorChoiceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let choice: ColorChoice
    let environment: [String: String]
    let isTerminal: Bool
    let isColored: Bool

    init(
      _ name: String, _ choice: ColorChoice, _ environment: [String: String],
      isTerminal: Bool = true, _ isColored: Bool
    ) {
      testDescription = name
      self.choice = choice
      self.environment = environment
      self.isTerminal = isTerminal
      self.isColored = isColored
    }
  }

  static let rows = [
    Row("a terminal", .auto, ["TERM": "xterm"], true),
    Row("a file", .auto, ["TERM": "xterm"], isTerminal: false, false),
    Row("no TERM", .auto, [:], false),
    Row("a dumb terminal", .auto, ["TERM": "dumb"], false),
    Row("NO_COLOR", .auto, ["TERM": "xterm", "NO_COLOR": "1"], false),
    Row("an empty NO_COLOR", .auto, ["TERM": "xterm", "NO_COLOR": ""], true),
    Row("CLICOLOR_FORCE and a file", .auto, ["CLICOLOR_FORCE": "1"], isTerminal: false, true),
    Row("CLICOLOR_FORCE off", .auto, ["CLICOLOR_FORCE": "0"], isTerminal: false, false),
    Row("NO_COLOR and CLICOLOR_FORCE", .auto, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false),
    Row("CLICOLOR off", .auto, ["TERM": "xterm", "CLICOLOR": "0"], false),
    Row("always", .always, ["NO_COLOR": "1", "TERM": "dumb"], isTerminal: false, true),
    Row("never", .never, ["CLICOLOR_FORCE": "1", "TERM": "xterm"], false),
  ]

  @Test(arguments: rows)
  func decidesByChoiceThenEnvironmentThenTerminal(row: Row) {
    let isColored = row.choice.usesColor(isTerminal: row.isTerminal) { row.environment[$0] }
    #expect(isColored == row.isColored)
  }

  @Test(arguments: [
    (Terminal(isTerminal: true, columns: 72), "90", 72),
    (Terminal(isTerminal: true, columns: nil), "90", 90),
    (Terminal(isTerminal: true, columns: nil), "9223372036854775807", nil),
    (Terminal(isTerminal: true, columns: nil), "-3", nil),
    (Terminal(isTerminal: false, columns: 72), "90", nil),
  ])
  func writesForTheWidthOfATerminalOnly(terminal: Terminal, columns: String, width: Int?) {
    #expect(terminal.width { $0 == "COLUMNS" ? columns : nil } == width)
  }
}
