/// How the bytes of a Python file are to be read.
// https://peps.python.org/pep-0263/
package enum PythonEncoding: Hashable, Sendable {
  case utf8
  /// Another encoding in which every ASCII byte means itself, so that the code can be read.
  case asciiCompatible
  /// An encoding that may give ASCII bytes another meaning, or that the byte order mark contradicts;
  /// the range is that of its name in the file.
  case unreadable(Range<Int>)

  package init(of file: SourceFile) {
    let hasMark = file.bytes.starts(with: [0xef, 0xbb, 0xbf])
    guard let range = Self.declaration(in: file.bytes[(hasMark ? 3 : 0)...]) else {
      self = .utf8
      return
    }
    let name = Self.normalized(file.bytes[range])
    if name == "utf8" || name.hasPrefix("utf8-") || name == "u8" || name == "utf" {
      self = .utf8
    } else {
      self = Self.isASCIICompatible(name) && !hasMark ? .asciiCompatible : .unreadable(range)
    }
  }

  /// The name in a comment on the first line, or on the second if the first has no code.
  private static func declaration(in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    var rest = bytes
    for _ in 1...2 {
      let line = rest.prefix { $0 != 0x0a && $0 != 0x0d }
      let code = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0c }
      guard code.isEmpty || code.first == UInt8(ascii: "#") else { return nil }
      if let name = name(in: code) { return name }
      rest = rest[line.endIndex...]
      rest = rest.dropFirst(rest.starts(with: [0x0d, 0x0a]) ? 2 : 1)
    }
    return nil
  }

  private static func name(in comment: ArraySlice<UInt8>) -> Range<Int>? {
    let word = Array("coding".utf8)
    var index = comment.startIndex
    while index + word.count < comment.endIndex {
      defer { index += 1 }
      guard comment[index] == word[0], comment[index...].starts(with: word) else { continue }
      let mark = comment[index + word.count]
      guard mark == UInt8(ascii: ":") || mark == UInt8(ascii: "=") else { continue }
      let name = comment[(index + word.count + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
        .prefix { byte in
          (byte | 0x20) &- 0x61 < 26 || byte.isASCIIDigit || [0x2d, 0x5f, 0x2e].contains(byte)
        }
      if !name.isEmpty { return name.indices }
    }
    return nil
  }

  /// In lower case with `-` for `_`, without the `-` that some names have before their number.
  private static func normalized(_ name: ArraySlice<UInt8>) -> String {
    let folded = name.map { byte in
      byte == UInt8(ascii: "_") ? UInt8(ascii: "-") : byte.isASCIILetter ? byte | 0x20 : byte
    }
    let text = String(decoding: folded, as: UTF8.self)
    for (long, short) in [("utf-8", "utf8"), ("iso-8859", "iso8859"), ("latin-", "latin")]
    where text.hasPrefix(long) {
      return short + text.dropFirst(long.count)
    }
    return text
  }

  // https://docs.python.org/3/library/codecs.html#standard-encodings
  /// Left out are those that shift, and those of several bytes a character whose later bytes may be
  /// those of ASCII.
  private static func isASCIICompatible(_ name: String) -> Bool {
    if names.contains(name) { return true }
    return prefixes.contains { prefix in
      guard name.hasPrefix(prefix) else { return false }
      // An editor may append the kind of line endings, as in `latin-1-unix`.
      let number = name.dropFirst(prefix.count).prefix { $0 != "-" }
      return !number.isEmpty && number.utf8.allSatisfy(\.isASCIIDigit)
        && !foreignPages.contains(String(number))
    }
  }

  private static let names: Set<String> = [
    "ascii", "us-ascii", "646", "l1", "8859", "cp819", "koi8-r", "koi8-u", "koi8-t", "mac-cyrillic",
    "mac-greek", "mac-iceland", "mac-latin2", "mac-roman", "macroman", "mac-turkish", "tis-620",
    "euc-jp", "eucjp", "ujis", "euc-kr", "euckr", "gb2312", "euc-cn", "euccn", "hp-roman8",
    "ptcp154", "kz1048",
  ]

  private static let prefixes = ["iso8859-", "iso-ir-", "latin", "cp", "windows-", "ibm"]

  /// Code pages that are EBCDIC, or whose characters may end with an ASCII byte.
  private static let foreignPages: Set<String> = [
    "037", "273", "424", "500", "875", "1026", "1140", "932", "936", "949", "950", "1361", "65000",
  ]
}

extension UInt8 {
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
}
