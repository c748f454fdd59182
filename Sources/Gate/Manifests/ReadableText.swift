import SourceText

/// The bytes that every reader sees alike: UTF-8 without the control characters and separators at
/// which some readers end a line and others do not.
enum ReadableText {
  /// The longest line that is read.
  static let maximumLine = 1 << 20

  /// What makes the file unreadable as a whole, or nil.
  ///
  /// `commentDeclaresEncoding` is for formats in which `# coding: x` decides the encoding.
  static func problem(in file: SourceFile, commentDeclaresEncoding: Bool) -> Unreadable? {
    let bytes = file.bytes
    func problem(_ message: String, _ range: Range<Int>, help: String? = nil) -> Unreadable {
      let range = range.clamped(to: 0..<bytes.count)
      return Unreadable(
        Diagnostic(message, at: Location(file: file, range: range), help: help), extent: .file)
    }
    if let problem = foreignProblem(in: file) { return problem }
    if let (offending, message) = firstOffence(in: bytes) {
      return problem(message, offending, help: "save the file as UTF-8 text without it")
    }
    if commentDeclaresEncoding, let cookie = foreignCookie(in: file) {
      return problem(
        "the file declares the encoding '\(file.text(cookie))'", cookie,
        help: "save the file as UTF-8 and remove the declaration")
    }
    return nil
  }

  /// What makes the file something else than text of one byte or more a character, or nil.
  static func foreignProblem(
    in file: SourceFile, kind: DependencyKind = .declared
  ) -> Unreadable? {
    func problem(_ message: String, _ range: Range<Int>, help: String) -> Unreadable {
      Unreadable(
        Diagnostic(message, at: Location(file: file, range: range), help: help), extent: .file,
        kind: kind)
    }
    if file.bytes.starts(with: largeFilePointer) {
      return problem(
        "the file is a Git LFS pointer, its content is not in the repository",
        file.range(ofLine: 1), help: "keep dependency files out of Git LFS")
    }
    if let name = foreignMark(file.bytes) {
      return problem("the file is encoded in \(name)", 0..<2, help: "save the file as UTF-8")
    }
    return nil
  }

  /// The length of the byte order mark, which is not part of the text.
  static func markLength(_ file: SourceFile) -> Int {
    file.bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
  }

  private static let largeFilePointer = Array("version https://git-lfs".utf8)

  private static func foreignMark(_ bytes: [UInt8]) -> String? {
    let marks: [([UInt8], String)] = [
      ([0xff, 0xfe, 0, 0], "UTF-32"), ([0, 0, 0xfe, 0xff], "UTF-32"), ([0xff, 0xfe], "UTF-16"),
      ([0xfe, 0xff], "UTF-16"),
    ]
    return marks.first { bytes.starts(with: $0.0) }?.1
  }

  private static func firstOffence(in bytes: [UInt8]) -> (Range<Int>, String)? {
    bytes.withUnsafeBufferPointer { buffer -> (Range<Int>, String)? in
      var index = 0
      var lineStart = 0
      let end = buffer.count
      while index < end {
        let byte = buffer[index]
        if byte >= 0x20, byte < 0x80 {
          index += 1
          continue
        }
        switch byte {
        case 0x09: index += 1
        case 0x0a:
          if index - lineStart > maximumLine { return longLine(lineStart) }
          index += 1
          lineStart = index
        case 0x0d where index + 1 < end && buffer[index + 1] == 0x0a: index += 1
        case 0x0d: return (index..<index + 1, "a carriage return stands alone")
        case 0..<0x20:
          return (index..<index + 1, "the control character \(notation(UInt32(byte))) is here")
        default:
          guard let (scalar, width) = scalar(at: index, of: buffer) else {
            return (index..<index + 1, "the byte 0x\(hexadecimal(UInt32(byte), 2)) is not UTF-8")
          }
          if scalar < 0xa0 {
            return (index..<index + width, "the control character \(notation(scalar)) is here")
          }
          if scalar == 0x2028 || scalar == 0x2029 {
            return (index..<index + width, "the line separator \(notation(scalar)) is here")
          }
          index += width
        }
      }
      return end - lineStart > maximumLine ? longLine(lineStart) : nil
    }
  }

  private static func longLine(_ start: Int) -> (Range<Int>, String) {
    (start..<start + 1, "the line is longer than 1 MiB")
  }

  /// Decodes one scalar of two to four bytes strictly; nil when it is not UTF-8.
  private static func scalar(
    at index: Int, of buffer: UnsafeBufferPointer<UInt8>
  ) -> (UInt32, width: Int)? {
    let first = UInt32(buffer[index])
    let width: Int
    var value: UInt32
    switch first {
    case 0xc2...0xdf: (width, value) = (2, first & 0x1f)
    case 0xe0...0xef: (width, value) = (3, first & 0x0f)
    case 0xf0...0xf4: (width, value) = (4, first & 0x07)
    default: return nil
    }
    guard index + width <= buffer.count else { return nil }
    for offset in 1..<width {
      let next = UInt32(buffer[index + offset])
      guard next & 0xc0 == 0x80 else { return nil }
      value = value << 6 | next & 0x3f
    }
    let least: UInt32 = width == 2 ? 0x80 : width == 3 ? 0x800 : 0x1_0000
    guard value >= least, value <= 0x10_ffff, !(0xd800...0xdfff).contains(value) else { return nil }
    return (value, width)
  }

  /// Where one of the first two lines names an encoding other than UTF-8, in the way of PEP 263.
  // https://peps.python.org/pep-0263/; pip looks at lines whose first byte is `#`.
  private static func foreignCookie(in file: SourceFile) -> Range<Int>? {
    let word = Array("coding".utf8)
    for line in 1...2 {
      let range = file.range(ofLine: line)
      let bytes = file.bytes[range]
      // A byte order mark decides before any comment does.
      guard bytes.first == UInt8(ascii: "#"), bytes.count > word.count else { continue }
      for start in bytes.indices.dropLast(word.count) where bytes[start...].starts(with: word) {
        var index = start + word.count
        guard bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "=") else {
          continue
        }
        index += 1
        while index < range.upperBound, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        let name = bytes[index...].prefix(while: isNameByte)
        if name.isEmpty { continue }
        let folded = String(decoding: name, as: UTF8.self).lowercased()
        if !["utf-8", "utf8", "utf_8"].contains(folded) { return name.indices }
        break
      }
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }

  private static func notation(_ scalar: UInt32) -> String { "U+" + hexadecimal(scalar, 4) }

  private static func hexadecimal(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
