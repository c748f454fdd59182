/// The writing of a string in JSON, hostile text included.
enum JSONEscaping {
  /// Writes a string in its quotes.
  static func write(_ string: String, to output: inout String) {
    output += "\""
    var string = string
    let isPlain = string.withUTF8 { bytes in
      bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7f && $0 != 0x22 && $0 != 0x5c }
    }
    if isPlain {
      output += string
    } else {
      for scalar in string.unicodeScalars { write(scalar, to: &output) }
    }
    output += "\""
  }

  private static func write(_ scalar: Unicode.Scalar, to output: inout String) {
    switch scalar {
    case "\"": output += #"\""#
    case "\\": output += #"\\"#
    case "\n": output += #"\n"#
    case "\r": output += #"\r"#
    case "\t": output += #"\t"#
    case _ where scalar.isUnsafeToShow:
      for unit in UTF16.encode(scalar) ?? .init() {
        let digits = String(unit, radix: 16)
        output += #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
      }
    default: output.unicodeScalars.append(scalar)
    }
  }
}

extension Unicode.Scalar {
  /// Whether a reader might not see the character, or see others where they are not: controls, line
  /// and paragraph separators, bidirectional and zero-width formatting, invisible fillers, tags.
  fileprivate var isUnsafeToShow: Bool {
    if value < 0x7f { return value < 0x20 }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
      return true
    default: return properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
    }
  }
}
