/// Text inside the workflow commands of GitHub's runner.
package enum GitHubText {
  /// What follows the second `::`: line breaks are the reporter's own, the rest is shown as on a
  /// terminal.
  package static func data(_ lines: [String]) -> String {
    lines.map { percentEncoded(SafeText.line($0), "%") }.joined(separator: "%0A")
  }

  /// The value of a property such as `title`.
  package static func property(_ text: String) -> String {
    percentEncoded(SafeText.line(text), "%:,")
  }

  /// A path as a property: CR and LF stay what they are, so that the annotation finds its file.
  package static func path(_ path: String) -> String {
    var commands = LogCommandScanner()
    return path.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result += percentEncoded(SafeText.piece(scalar, &commands), "%:,")
      }
    }
  }

  private static func percentEncoded(_ text: String, _ special: String) -> String {
    let special = Array(special.utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if special.contains(byte) {
        bytes += Array("%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))".utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
