import SourceText

/// Text and places as the SARIF format wants them.
enum SARIFText {
  /// A plain message. Braces stand for places to fill in and are doubled; the parenthesis behind a
  /// bracket would make a link of strangers' text and is shown by number.
  static func message(_ lines: [String]) -> JSONText {
    ["text": .string(lines.map { line($0) }.joined(separator: "\n"))]
  }

  static func message(_ line: String) -> JSONText { message([line]) }

  static func line(_ text: String, limit: Int = 2000) -> String {
    var result = ""
    var isBehindBracket = false
    for scalar in SafeText.line(text, limit: limit).unicodeScalars {
      switch scalar {
      case "{": result += "{{"
      case "}": result += "}}"
      case "(" where isBehindBracket: result += "\\u{{28}}"
      default: result.unicodeScalars.append(scalar)
      }
      isBehindBracket = scalar == "]"
    }
    return result
  }

  /// A path as a reference that is relative to the top of the repository; of files that are judged by
  /// an absolute path, that.
  static func uri(_ path: RepositoryPath) -> String {
    var text = path.bytes.first == UInt8(ascii: "/") ? "file://" : ""
    for byte in path.bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        text += "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
      }
    }
    return text
  }

  /// A place with its file; without a place, the first line of the file, since readers of the format
  /// show nothing without a line.
  static func location(_ place: Location?, in path: RepositoryPath) -> [JSONText.Member] {
    [
      .init(
        "physicalLocation",
        [
          "artifactLocation": ["uri": .string(uri(path))],
          "region": place.map(region) ?? ["startLine": 1],
        ])
    ]
  }

  private static func region(_ place: Location) -> JSONText {
    let (start, end) = (place.start, place.end)
    return [
      "startLine": .integer(start.line),
      "startColumn": .integer(column(of: place.range.lowerBound, start, in: place.file)),
      "endLine": .integer(end.line),
      "endColumn": .integer(column(of: place.range.upperBound, end, in: place.file)),
    ]
  }

  /// The column in UTF-16 code units: a scalar of four bytes takes two. A byte order mark is no part
  /// of the text.
  private static func column(of offset: Int, _ position: Position, in file: SourceFile) -> Int {
    let line = file.bytes[..<min(max(offset, 0), file.bytes.count)]
      .suffix(from: min(file.range(ofLine: position.line).lowerBound, max(offset, 0)))
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let hasMark = position.line == 1 && line.starts(with: mark)
    return position.column + line.count { $0 >= 0xf0 } - (hasMark ? 1 : 0)
  }
}
