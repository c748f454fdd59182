import SeededNumbers

/// Draws texts of packaging, the same ones from the same seed.
struct Generator: RandomNumberGenerator {
  private var numbers: SeededGenerator

  init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

  mutating func next() -> UInt64 { numbers.next() }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }

  /// True once in so many draws.
  mutating func isOne(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

  // MARK: Texts that the grammars accept more often than not.

  mutating func version() -> String {
    var text = pick(["", "", "", "", "v", "1!", "0!", "V2!"])
    text += (0...Int.random(in: 0..<4, using: &self)).map { _ in
      pick(["0", "0", "1", "2", "10", "01", "2024", "99999999999999999999999"])
    }.joined(separator: ".")
    let separators = ["", "", ".", "-", "_"]
    if isOne(in: 3) {
      text += pick(separators)
      text += pick(["a", "b", "rc", "c", "alpha", "Beta", "pre", "preview", "RC"])
      text += pick(separators) + pick(["", "0", "1", "2", "13"])
    }
    if isOne(in: 4) {
      if isOne(in: 3) {
        text += "-" + pick(["0", "1", "7"])
      } else {
        text += pick(separators) + pick(["post", "rev", "r", "POST"])
        text += pick(separators) + pick(["", "0", "1", "2"])
      }
    }
    if isOne(in: 4) {
      text +=
        pick(separators) + pick(["dev", "Dev"]) + pick(separators) + pick(["", "0", "1", "4"])
    }
    if isOne(in: 5) { text += pick(["+abc", "+1", "+ubuntu.1", "+Ubuntu-01", "+cu118", "+a_b.2"]) }
    if isOne(in: 20) { text += pick(["-", ".", "+", "x", "..1", ".*", "é", "!1"]) }
    if isOne(in: 20) { text = pick([" ", "\n", "\u{a0}", "\u{2028}", "\t"]) + text + " " }
    return text
  }

  mutating func clause() -> String {
    let op = pick(["==", "==", "!=", ">=", "<=", "<", ">", "~=", "==="])
    let version: String
    switch op {
    case "~=":
      // Its prefix is only well defined in packaging for versions in canonical form.
      version = pick(["1.0", "2.1.3", "1!1.2", "1.4.5a4", "2.2.post3", "1.0.dev1", "0.0.0", "1"])
    case "==", "!=":
      version = isOne(in: 4) ? pick(["1", "1.0", "2", "1!1", "0.10"]) + ".*" : self.version()
    default: version = isOne(in: 10) ? self.version() : pick(Self.plainVersions)
    }
    return op + pick(["", "", " ", "\t"]) + version
  }

  static let plainVersions = [
    "0", "1", "1.0", "1.0.0", "1.1", "2", "2.0.1", "1.0a1", "1.0b2", "1.0rc1", "1.0.post1",
    "1.0.dev1", "1.0a1.dev2", "1.0.post1.dev3", "1!1.0", "1!2", "10.0", "1.0a1.post2",
  ]

  mutating func clauses() -> String {
    (0..<Int.random(in: 0...3, using: &self)).map { _ in clause() }
      .joined(separator: pick([",", ", ", " ,"]))
  }

  mutating func requirement() -> String {
    var text = pick(["", "", " "]) + pick(["foo", "Foo.Bar", "a", "foo_bar-1", "x--y", "9lives"])
    if isOne(in: 4) { text += pick(["[a]", "[]", "[a,b]", " [ B , a.x ]", "[a", "[a,]", "[a b]"]) }
    text += pick(["", "", " "])
    switch Int.random(in: 0..<8, using: &self) {
    case 0: text += pick(["@", "@ ", " @ "]) + pick(["https://x.y/z", "file:///a;b", "", "ü"])
    case 1: text += "(" + clauses() + pick([")", ")", ""])
    case 2: break
    default: text += clauses()
    }
    if isOne(in: 2) { text += pick([";", " ; ", " ;", ""]) + marker(depth: 0) }
    if isOne(in: 12) {
      text += pick(["x", ",", ";", ")", "]", "\n", " ", "#", "\u{a0}", ".*", "=="])
    }
    return text
  }

  mutating func marker(depth: Int) -> String {
    var text = ""
    repeat {
      if !text.isEmpty { text += pick([" and ", " or ", " or "]) }
      // Parentheses right within parentheses are lost in packaging's text, so there are none.
      if depth < 3, isOne(in: 4) {
        text +=
          "(" + comparison(depth: depth + 1) + pick([" and ", " or "]) + marker(depth: depth + 1)
          + ")"
      } else {
        text += comparison(depth: depth)
      }
    } while isOne(in: 2)
    return text
  }

  private mutating func comparison(depth: Int) -> String {
    let variable = pick([
      "os_name", "sys_platform", "python_version", "python_full_version", "os.name",
      // packaging 26 forgets to fold the names of extras within parentheses.
      depth == 0 ? "extra" : "os_name",
      "implementation_version", "platform_release", "platform_machine", "platform.version",
      "python_implementation", "extras", "dependency_groups", "os", "implementation_name",
    ])
    let quote = pick(["'", "\""])
    let value = pick([
      "posix", "linux", "3.8", "3.13", "3.13.0", "3.*", " 3.9", "Foo_Bar", "x y", "", "3.13.dev0",
      "lin", "6.12.0-generic", "3.8 3.13", "é",
    ])
    let op = pick([
      "==", "!=", "<", ">", "<=", ">=", "in", "not in", "~=", "===", "not  in", "=", "is",
    ])
    let literal = quote + value + quote
    let gap = pick([" ", " ", "  "])
    return switch Int.random(in: 0..<8, using: &self) {
    case 0, 1: literal + gap + op + gap + variable
    case 2: variable + gap + op + gap + "os_name"
    default: variable + gap + op + gap + literal
    }
  }
}
