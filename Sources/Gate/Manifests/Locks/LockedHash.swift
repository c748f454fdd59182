/// How locks write hashes and the names of files.
///
/// A lock holds thousands of both, so that each is looked at once, as bytes that lie side by side.
enum LockedHash {
  /// What to do about a lock that no tool has written so.
  static let remedy = "lock again with the tool that made the file"

  /// `algorithm:hexadecimal` in lower case; a digest alone is of SHA-256, as old locks have it. Nil
  /// for what is no hash.
  static func normalized(_ text: String) -> String? {
    let form = text.utf8.withContiguousStorageIfAvailable { Form($0) } ?? Form(Array(text.utf8))
    switch form {
    case .whole(let isLower): return isLower ? text : text.lowercased()
    case .digest: return "sha256:" + text.lowercased()
    case .other: return nil
    }
  }

  private enum Form {
    case whole(isLower: Bool)
    case digest
    case other

    init(_ bytes: some RandomAccessCollection<UInt8>) {
      var rest = bytes[...]
      var isLower = true
      if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
        let name = bytes[..<colon]
        guard !name.isEmpty, name.allSatisfy(Self.isInName) else {
          self = .other
          return
        }
        isLower = !name.contains(where: Self.isUpper)
        rest = bytes[colon...].dropFirst()
      } else if bytes.count != 64 {
        self = .other
        return
      }
      var isDigest = !rest.isEmpty
      for byte in rest {
        if Self.isDigit(byte) || (0x61...0x66).contains(byte) { continue }
        isLower = false
        if !(0x41...0x46).contains(byte) { isDigest = false }
      }
      let isAlone = rest.count == bytes.count
      self = !isDigest ? .other : isAlone ? .digest : .whole(isLower: isLower)
    }

    private static func isInName(_ byte: UInt8) -> Bool {
      isDigit(byte) || isUpper(byte) || (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "_")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5a).contains(byte) }
  }

  /// Sorted and without repetition.
  static func union(_ hashes: [String]) -> [String] {
    if hashes.count < 2 { return hashes }
    var sorted = hashes.sorted()
    var last = 0
    for index in 1..<sorted.count where sorted[index] != sorted[last] {
      last += 1
      sorted.swapAt(last, index)
    }
    sorted.removeLast(sorted.count - last - 1)
    return sorted
  }

  /// The file's name at the end of a URL, without query and fragment and with its escapes resolved.
  static func fileName(of url: String) -> String {
    let name = url.utf8.withContiguousStorageIfAvailable { nameBytes(of: $0) }
    return name ?? nameBytes(of: Array(url.utf8))
  }

  private static func nameBytes(of url: some RandomAccessCollection<UInt8>) -> String {
    var start = url.startIndex
    var end = url.startIndex
    var hasEscape = false
    for byte in url {
      if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { break }
      url.formIndex(after: &end)
      if byte == UInt8(ascii: "/") {
        start = end
        hasEscape = false
      } else if byte == UInt8(ascii: "%") {
        hasEscape = true
      }
    }
    let name = url[start..<end]
    if hasEscape { return String(decoding: decoded(name), as: UTF8.self) }
    return String(decoding: name, as: UTF8.self)
  }

  /// What follows the last slash of a path.
  static func lastComponent(of path: String) -> String {
    let bytes = path.utf8
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes.index(after: $0) }
    return String(decoding: bytes[(start ?? bytes.startIndex)...], as: UTF8.self)
  }

  /// Undoes percent-encoding, once, as installers do.
  private static func decoded(_ name: some Sequence<UInt8>) -> [UInt8] {
    let bytes = Array(name)
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = Character(Unicode.Scalar(bytes[index + 1])).hexDigitValue,
        let low = Character(Unicode.Scalar(bytes[index + 2])).hexDigitValue
      {
        output.append(UInt8(high << 4 | low))
        index += 3
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return output
  }
}
