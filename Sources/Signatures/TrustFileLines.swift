import SourceText

/// The lines of a file of keys: what OpenSSH calls blank and what begins with `#` left out.
struct TrustFileLines {
  /// The ranges of lines that say something, without blanks at their ends.
  let ranges: [Range<Int>]

  private static let byteLimit = 1 << 20

  /// A file that could be read in two ways is refused as a whole.
  init(_ file: SourceFile) throws(LineProblem) {
    let bytes = file.bytes
    if bytes.count > Self.byteLimit {
      throw LineProblem("the file is larger than \(Self.byteLimit >> 20) MiB", at: 0..<0)
    }
    if bytes.starts(with: Array("SSHKRL\n\0".utf8)) {
      throw LineProblem(
        "this is a binary revocation list, which is not read", at: 0..<0,
        help: "list the keys or their fingerprints, one on a line")
    }
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
      throw LineProblem("the file begins with a byte order mark", at: 0..<3, help: "remove it")
    }
    if let index = bytes.firstIndex(where: { Self.isControl($0) }) {
      throw LineProblem(
        bytes[index] == 0x0d
          ? "the file has carriage returns" : "the file holds a control character",
        at: index..<index + 1, help: "end lines with a line feed alone")
    }
    ranges = bytes.indices.split(omittingEmptySubsequences: true) { bytes[$0] == 0x0a }
      .compactMap { line in
        guard let first = line.first(where: { !Self.isBlank(bytes[$0]) }),
          let last = line.last(where: { !Self.isBlank(bytes[$0]) }),
          bytes[first] != UInt8(ascii: "#")
        else { return nil }
        return first..<last + 1
      }
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0a || byte == 0x7f
  }
}

/// Takes words from one line.
struct LineWords {
  let bytes: [UInt8]
  private(set) var rest: Range<Int>

  init(_ file: SourceFile, _ line: Range<Int>) {
    bytes = file.bytes
    rest = line
  }

  /// The next word; within quotes blanks do not end it. Nil at the end of the line.
  mutating func next(quoting: Bool = false) throws(LineProblem) -> Range<Int>? {
    guard let start = rest.first(where: { !TrustFileLines.isBlank(bytes[$0]) }) else { return nil }
    var isQuoted = false
    var end = start
    while end < rest.upperBound {
      if quoting, bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, TrustFileLines.isBlank(bytes[end]) { break }
      end += 1
    }
    if isQuoted { throw LineProblem("a quote is not closed", at: start..<end) }
    rest = end..<rest.upperBound
    return start..<end
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
