import SourceText

/// Writes text so that YAML reads it back as the same text.
enum YAMLText {
  /// In double quotes; what a reader could mistake is an escape.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where SafeText.isHarmless(scalar): quoted.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
      }
    }
    return quoted + "\""
  }

  /// A normalized name: as it is, or in quotes where some version of YAML reads something else, such
  /// as `null`, `on` or a day.
  static func name(_ name: String) -> String {
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    let beginsWithLetter = name.utf8.first.map { (0x61...0x7a).contains($0) } ?? false
    return beginsWithLetter && !words.contains(name) ? name : quoted(name)
  }

  /// The name of a repository: in quotes only where it could be more than a word.
  static func address(_ name: String) -> String {
    let beginsWithLetter = name.utf8.first.map { (0x61...0x7a).contains($0 | 0x20) } ?? false
    let isWord = beginsWithLetter && name.utf8.contains(UInt8(ascii: "/"))
    return isWord && !name.utf8.contains(UInt8(ascii: ":")) ? name : quoted(name)
  }
}
