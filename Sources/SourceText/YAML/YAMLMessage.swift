/// What is refused in a YAML file, in words.
struct YAMLMessage {
  let text: String
  let help: String?

  init(_ text: String, help: String? = nil) {
    self.text = text
    self.help = help
  }

  static let alias = Self(
    "aliases are not read here",
    help: "write the value out, or put text that begins with '*' in quotes")
  static let anchor = Self(
    "anchors are not read here",
    help: "remove the anchor, or put text that begins with '&' in quotes")
  static let tag = Self(
    "tags are not read here", help: "remove the tag, or put text that begins with '!' in quotes")
  static let gluedComment = Self("a comment begins here without a space before its '#'")
  static let directive = Self("directives are not read here", help: "remove the lines with '%'")
  static let mergeKey = Self("merge keys are not read here", help: "write the keys out")
  static let secondDocument = Self(
    "a second document begins here", help: "keep one document in the file")
  static let tooMany = Self("there are too many problems; the rest of the file was not read")
  static let keyIsNotText = Self("this key is not text", help: "put the key in quotes")

  static func depth(_ limit: Int) -> Self {
    Self("the values are nested deeper than \(limit) levels", help: "nest less")
  }

  static func size(_ limit: Int) -> Self {
    Self("the file holds more than \(grouped(limit)) values")
  }

  static func bytes(_ limit: Int) -> Self { Self("the file is larger than \(limit >> 20) MiB") }

  static func directives(_ limit: Int) -> Self {
    Self("the file holds more than \(limit) '%TAG' directives")
  }

  static func unknownAnchor(_ name: String) -> Self {
    Self(
      "no anchor '\(name.shortened)' stands before this alias",
      help: "put text that begins with '*' in quotes")
  }

  static func repeatedKey(_ name: String, line: Int) -> Self {
    Self(
      "the key '\(name.shortened)' stands here twice; it was first given on line \(line)",
      help: "keep one of the two")
  }

  static func notYAML(_ problem: String, context: String?, line: Int) -> Self {
    let place = context.map { " \($0) that begins on line \(line)" } ?? ""
    let help: String? =
      if context == "while scanning a block scalar" {
        "put text that begins with '>' or '|' in quotes"
      } else if problem == "found character that cannot start any token" {
        "indent with blanks and no tabs, and put text that begins with a sign in quotes"
      } else {
        nil
      }
    return Self("this is not YAML: \(problem)\(place)", help: help)
  }

  /// A number with commas between its thousands.
  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
