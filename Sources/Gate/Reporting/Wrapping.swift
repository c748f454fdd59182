/// Text laid out in lines of a width, broken between words alone.
struct Wrapping {
  /// A word with its colour, and the columns that it takes.
  private struct Word {
    let text: String
    let width: Int
    /// Whether a line may begin with it: a build server takes some words for commands there, behind
    /// blanks too.
    var mayLead = true
  }

  private let paint: Paint
  private var words: [Word] = []

  init(_ paint: Paint) { self.paint = paint }

  /// One line of plain text, broken where it has to be.
  static func lines(_ text: String, width: Int?, start: Int, hang: Int) -> [String] {
    guard let width else { return [text] }
    if start + DisplayWidth.of(text) <= width { return [text] }
    var wrapping = Wrapping(Paint(isOn: false))
    wrapping.add(text)
    return wrapping.lines(width: width, start: start, hang: hang)
  }

  /// Adds text of one tone, word by word, after a blank.
  mutating func add(_ text: String, _ tone: Paint.Tone = .plain) {
    for part in text.split(separator: " ", omittingEmptySubsequences: false) {
      let isCommand = part.utf8.hasTwice(UInt8(ascii: ":")) || part.utf8.hasTwice(UInt8(ascii: "#"))
      words.append(
        Word(
          text: paint(String(part), tone), width: DisplayWidth.of(part),
          mayLead: !part.isEmpty && !isCommand))
    }
  }

  /// Adds what is never broken, whatever it holds, with something plain right behind it.
  mutating func addWhole(_ text: String, _ tone: Paint.Tone, then: String = "") {
    words.append(
      Word(text: paint(text, tone) + then, width: DisplayWidth.of(text) + then.utf8.count))
  }

  /// The lines: the first is to begin at the column `start`, all others are indented to `hang`. Without
  /// a width there is one. A word that is wider than a line has one for itself.
  func lines(width: Int?, start: Int, hang: Int) -> [String] {
    guard let width else { return [words.map(\.text).joined(separator: " ")] }
    var lines: [[String]] = [[]]
    var column = start
    for word in words {
      let isFirst = lines[lines.count - 1].isEmpty
      if !isFirst, word.mayLead, column + 1 + word.width > width {
        // No line ends in the blanks that it is broken at.
        while lines[lines.count - 1].last == "" { lines[lines.count - 1].removeLast() }
        lines.append([word.text])
        column = hang + word.width
      } else {
        lines[lines.count - 1].append(word.text)
        column += (isFirst ? 0 : 1) + word.width
      }
    }
    let indent = String(repeating: " ", count: hang)
    return lines.enumerated().map { number, words in
      (number == 0 ? "" : indent) + words.joined(separator: " ")
    }
  }
}

extension Collection<UInt8> {
  /// Whether a byte stands twice in a row.
  fileprivate func hasTwice(_ byte: UInt8) -> Bool {
    zip(self, dropFirst()).contains { $0 == byte && $1 == byte }
  }
}
