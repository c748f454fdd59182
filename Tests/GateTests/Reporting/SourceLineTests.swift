import SourceText
import Testing

@testable import Gate

struct SourceLineTests {
  /// `↓` stands before the marked text and `↑` behind it.
  private static func line(_ marked: String, width: Int = 40) -> SourceLine {
    var bytes: [UInt8] = []
    var range = 0...0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "↓": range = bytes.count...bytes.count
      case "↑": range = range.lowerBound...bytes.count
      default: bytes += Array(String(scalar).utf8)
      }
    }
    return SourceLine(
      at: Location(
        file: SourceFile(path: "a", bytes: bytes), range: range.lowerBound..<range.upperBound),
      width: width)
  }

  /// The line with its mark beneath, as it is drawn.
  private static func drawing(_ line: SourceLine) -> String {
    let indent = String(repeating: " ", count: line.indent)
    return "\(line.text)\n\(indent)\(String(repeating: "^", count: line.markWidth))"
  }

  @Test(arguments: [
    ("ab ↓cd↑ ef", "ab cd ef\n   ^^"),
    ("one\n\n↓three↑\nfour", "three\n^^^^^"),
    ("\t日本 ↓é↑x", "    日本 éx\n         ^"),
    ("↓日本↑x", "日本x\n^^^^"),
    ("a↓↑", "a\n ^"),
    ("↓↑", "\n^"),
    ("a ↓b\nc↑ d", "a b\n  ^"),
    ("i https://u:p@h/ ↓x↑", "i https://***@h/ x\n                 ^"),
    ("i https://u:↓p↑@h/ x", "i https://***@h/ x\n          ^^^"),
    ("a\u{1b}b ↓c↑", "a\\u{1b}b c\n         ^"),
  ])
  func marksWhatIsMeant(marked: String, drawing: String) {
    #expect(Self.drawing(Self.line(marked)) == drawing)
  }

  @Test(arguments: [
    (String(repeating: "a", count: 50) + "↓x↑", "…aaaaaaaaaaaax\n             ^"),
    ("↓x↑" + String(repeating: "a", count: 50), "x\(String(repeating: "a", count: 37))…\n^"),
    (
      "↓\(String(repeating: "x", count: 50))↑",
      "\(String(repeating: "x", count: 38))…\n\(String(repeating: "^", count: 38))"
    ),
    (String(repeating: "日", count: 50) + "↓x↑", "…日日日日日日x\n             ^"),
  ])
  func cutsALongLineAroundTheMark(marked: String, drawing: String) {
    #expect(Self.drawing(Self.line(marked)) == drawing)
  }

  @Test func hidesACredentialThatReachesBeyondTheView() {
    let secret = String(repeating: "s", count: 3000)
    let after = Self.line("↓x↑ https://u:\(secret)@h/")
    #expect(after.text == "x https://***…")
    let before = Self.line("https://u:\(secret)@h/ ↓x↑")
    #expect(before.text == "…***@h/ x" || before.text == "https://***@h/ x")
  }

  @Test func looksOnlyAtWhatCanBeSeen() {
    let line = Self.line(
      String(repeating: "é", count: 500_000) + "↓\(String(repeating: "日", count: 500_000))↑")
    #expect(DisplayWidth.of(line.text) <= 40)
    #expect(line.indent + line.markWidth <= 40)
  }
}
