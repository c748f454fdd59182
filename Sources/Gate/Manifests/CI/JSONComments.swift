import SourceText

/// JSON as editors take it, with comments and commas before a closing bracket.
enum JSONComments {
  /// The same file with blanks in place of both, so that every byte keeps its place.
  static func blanked(_ file: SourceFile) -> SourceFile {
    var bytes = file.bytes
    var index = 0
    var comma: Int?
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") || next == UInt8(ascii: "*") {
        let end = commentEnd(from: index, in: bytes)
        for place in index..<end where bytes[place] != 0x0a { bytes[place] = 0x20 }
        index = end
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        index = stringEnd(from: index, in: bytes)
        comma = nil
        continue
      case UInt8(ascii: ","): comma = index
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if let comma { bytes[comma] = 0x20 }
        comma = nil
      // YAML lets no tabulator indent.
      case 0x09: bytes[index] = 0x20
      case 0x20, 0x0a, 0x0d: break
      default: comma = nil
      }
      index += 1
    }
    return SourceFile(path: file.path, bytes: bytes)
  }

  private static func commentEnd(from start: Int, in bytes: [UInt8]) -> Int {
    var index = start + 2
    if bytes[start + 1] == UInt8(ascii: "/") {
      return bytes[index...].firstIndex(of: 0x0a) ?? bytes.count
    }
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
        return index + 2
      }
      index += 1
    }
    return bytes.count
  }

  private static func stringEnd(from start: Int, in bytes: [UInt8]) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index + 1, bytes.count)
  }
}
