import SeededNumbers

/// YAML documents of scalars in every style, put together at random, the same ones in every run.
struct YAMLScalarSoup {
  private var numbers: SeededGenerator

  init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

  mutating func document() -> [UInt8] {
    let newline = pick(["\n", "\n", "\n", "\r\n"])
    var text = pick(["", "", "", "\u{FEFF}", "---\n", "%YAML 1.1\n---\n", "# note\n"])
    for number in 0...below(3) {
      let indentation = below(3)
      let margin = String(repeating: " ", count: indentation)
      switch below(4) {
      case 0: text += "k\(number):\n  - " + scalar(deeper: "    ") + "\n"
      case 1:
        text += "k\(number): " + pick(["", "&a ", "!t ", "&b !!str "])
        text += scalar(deeper: "  " + margin) + "\n"
      case 2: text += "k\(number): [" + flow(deeper: "  ") + ", " + flow(deeper: "    ") + "]\n"
      default: text += "k\(number):\n  k:\n    " + scalar(deeper: "     " + margin) + "\n"
      }
      if below(4) == 0 { text += pick(["\n", "  # note\n", "\n \n", "# note\n"]) }
    }
    return Array((newline == "\n" ? text : replaced(text)).utf8)
  }

  private func replaced(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
          scalar == "\n" ? ["\r", "\n"] : [scalar]
        }))
  }

  private mutating func scalar(deeper: String) -> String {
    below(2) == 0 ? block(deeper) : flow(deeper: deeper)
  }

  private mutating func block(_ margin: String) -> String {
    var text = pick(["|", ">"]) + pick(["", "", "-", "+"]) + pick(["", "", "", " ", " # note"])
    for _ in 0...below(5) {
      text += "\n"
      switch below(6) {
      case 0: text += pick(["", "", margin, " "])
      case 1: text += margin + pick([" ", "  ", "\t"]) + words()
      case 2: text += margin + words() + pick([" ", "  ", "\t"])
      default: text += margin + words()
      }
    }
    return text + pick(["", "", "\n", "\n\n", "\n" + margin])
  }

  private mutating func flow(deeper margin: String) -> String {
    let quote = pick(["", "'", "\""])
    var text = quote + (quote.isEmpty ? "" : pick(["", " "]))
    for index in 0...below(4) {
      if index > 0 {
        text += pick(["", " ", "\t"]) + pick(["", "", quote == "\"" ? "\\" : ""])
        text += pick(["\n", "\n\n", "\n \n\n"]) + margin + pick(["", " ", "\t"])
      }
      text += words()
      if quote == "'" { text += pick(["", "''", "''''"]) }
      if quote == "\"" { text += pick(["", "\\n", "\\\\", "\\\"", "\\x41", "\\u00e9b", "\\t\\ "]) }
    }
    return text + (quote.isEmpty ? "" : pick(["", " "])) + quote
  }

  private mutating func words() -> String {
    pick([
      "pip install a", "numpy>=1.2", "x", "ä ö", "a  b", "😀", "a\tb", "a#b", "\\", "-r x.txt", "=",
      "pip\\",
    ])
  }

  private mutating func pick(_ choices: [String]) -> String { choices[below(choices.count)] }

  private mutating func below(_ bound: Int) -> Int { numbers.below(bound) }
}
