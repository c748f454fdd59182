/// Text that a YAML reader may be given: UTF-8 without control characters or the line separators on
/// which YAML 1.1 and 1.2 disagree, and strictly without a byte order mark.
///
/// What passes here means the same to every reader, so that nobody sees more in a file than the gate.
enum YAMLText {
  /// The first thing in the bytes that is not allowed; nil when all is.
  static func problem(in file: SourceFile, as profile: YAMLProfile) -> Diagnostic? {
    let found = file.bytes.withUnsafeBufferPointer { bytes in
      firstProblem(in: bytes, from: profile.isStrict ? 0 : markLength(bytes))
        ?? tooManyDirectives(in: bytes, limit: profile.directiveLimit)
    }
    return found.map { problem in
      Diagnostic(
        problem.message, at: Location(file: file, range: problem.range), help: problem.help)
    }
  }

  fileprivate struct Problem {
    let message: String
    let range: Range<Int>
    let help: String?
  }

  /// The length of the byte order mark.
  static func markLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
  }

  private static func tooManyDirectives(
    in bytes: UnsafeBufferPointer<UInt8>, limit: Int
  ) -> Problem? {
    let word = Array("%TAG".utf8)
    var count = 0
    var isLineStart = true
    for index in bytes.indices {
      if isLineStart, bytes[index] == word[0], bytes[index...].starts(with: word) {
        count += 1
        if count > limit { return .directives(limit, index..<index + word.count) }
      }
      isLineStart = bytes[index] == 0x0a || bytes[index] == 0x0d
    }
    return nil
  }

  private static func firstProblem(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Problem? {
    if start == 0, markLength(bytes) > 0 { return .byteOrderMark(0..<3) }
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
      return .notUTF8(0..<2)
    }
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x7f {
        index += 1
      } else if byte < 0x80 {
        guard byte == 0x09 || byte == 0x0a || byte == 0x0d else {
          return .character(Unicode.Scalar(byte), index..<index + 1)
        }
        index += 1
      } else {
        guard let (scalar, length) = scalar(at: index, of: bytes) else {
          return .notUTF8(index..<index + 1)
        }
        if isRefused(scalar) { return .character(scalar, index..<index + length) }
        index += length
      }
    }
    return nil
  }

  private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9f, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff: true
    default: false
    }
  }

  /// The scalar of more than one byte at an index, by the table of RFC 3629; nil when there is none.
  private static func scalar(
    at index: Int, of bytes: UnsafeBufferPointer<UInt8>
  ) -> (Unicode.Scalar, Int)? {
    let first = bytes[index]
    let (length, smallest): (Int, UInt32)
    switch first {
    case 0xc2...0xdf: (length, smallest) = (2, 0x80)
    case 0xe0...0xef: (length, smallest) = (3, 0x800)
    case 0xf0...0xf4: (length, smallest) = (4, 0x1_0000)
    default: return nil
    }
    guard bytes.count - index >= length else { return nil }
    var value = UInt32(first) & (0x7f >> UInt32(length))
    for byte in bytes[(index + 1)..<(index + length)] {
      guard byte & 0xc0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}

extension YAMLText.Problem {
  fileprivate static func byteOrderMark(_ range: Range<Int>) -> Self {
    Self(
      message: "the file begins with a byte order mark", range: range,
      help: "save the file as UTF-8 without a byte order mark")
  }

  fileprivate static func directives(_ limit: Int, _ range: Range<Int>) -> Self {
    Self(message: YAMLMessage.directives(limit).text, range: range, help: nil)
  }

  fileprivate static func notUTF8(_ range: Range<Int>) -> Self {
    Self(message: "the file is not UTF-8", range: range, help: "save the file as UTF-8")
  }

  fileprivate static func character(_ scalar: Unicode.Scalar, _ range: Range<Int>) -> Self {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Self(
      message: "the character \(code) is not allowed here", range: range,
      help: "remove it, or write it as an escape within double quotes")
  }
}
