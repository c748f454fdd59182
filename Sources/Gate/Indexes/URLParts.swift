/// An absolute URL of printable ASCII in its parts, RFC 3986; no more than an index needs.
package struct URLParts {
  /// In lower case.
  package let scheme: String
  package let userInformation: String?
  /// In lower case; an IPv6 address with its brackets.
  package let host: String
  package let port: String?
  /// Begins with a slash; with the query, if there is one.
  package let path: String

  /// Nil for anything else, and for a fragment.
  package init?(_ text: String) {
    guard Self.isPlain(text) else { return nil }
    let bytes = Array(text.utf8)
    let schemeEnd = bytes.firstIndex(of: UInt8(ascii: ":")) ?? 0
    guard schemeEnd > 0, bytes[..<schemeEnd].allSatisfy(Self.isLetterOrDigit),
      bytes[schemeEnd...].starts(with: Array("://".utf8)), !bytes.contains(UInt8(ascii: "#"))
    else { return nil }
    scheme = Self.text(bytes[..<schemeEnd]).lowercased()

    let rest = bytes[(schemeEnd + 3)...]
    let ends: [UInt8] = [UInt8(ascii: "/"), UInt8(ascii: "?")]
    let authorityEnd = rest.firstIndex(where: ends.contains) ?? rest.endIndex
    var authority = rest[..<authorityEnd]
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
      userInformation = Self.text(authority[..<at])
      guard !authority[..<at].contains(UInt8(ascii: "@")) else { return nil }
      authority = authority[(at + 1)...]
    } else {
      userInformation = nil
    }

    var hostEnd = authority.endIndex
    if authority.first == UInt8(ascii: "[") {
      guard let bracket = authority.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      hostEnd = bracket + 1
      let address = authority[(authority.startIndex + 1)..<bracket]
      guard !address.isEmpty, address.allSatisfy(Self.isInAddress) else { return nil }
    } else {
      hostEnd = authority.firstIndex(of: UInt8(ascii: ":")) ?? hostEnd
      let name = authority[..<hostEnd]
      guard !name.isEmpty, name.allSatisfy(Self.isInHostName) else { return nil }
    }
    host = Self.text(authority[..<hostEnd]).lowercased()
    if hostEnd < authority.endIndex {
      let digits = authority[(hostEnd + 1)...]
      guard authority[hostEnd] == UInt8(ascii: ":"), digits.count <= 5,
        digits.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt16(Self.text(digits)),
        number > 0
      else { return nil }
      port = String(number)
    } else {
      port = nil
    }
    let path = Self.text(rest[authorityEnd...])
    self.path = path.hasPrefix("/") ? path : "/" + path
  }

  /// Whether there is nothing but printable ASCII that every reader of URLs understands alike.
  static func isPlain(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { (0x21...0x7e).contains($0) && !#""<>\^`{|}"#.utf8.contains($0) }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
  }

  private static func isInHostName(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "-._".utf8.contains(byte)
  }

  private static func isInAddress(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || ":.".utf8.contains(byte)
  }
}
