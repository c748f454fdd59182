/// The host that an address names: what stands between `//` and the path, without user and port.
enum URLHost {
  /// In lower case; empty for a path and for what has no authority.
  static func host(of url: String) -> [UInt8] {
    let bytes = Array(url.utf8)
    let slash = UInt8(ascii: "/")
    guard let start = bytes.firstIndex(of: slash), start > 0, start + 1 < bytes.count,
      bytes[start - 1] == UInt8(ascii: ":"), bytes[start + 1] == slash
    else { return [] }
    var authority = bytes[(start + 2)...].prefix { !"/?#".utf8.contains($0) }
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[(at + 1)...] }
    if let colon = authority.lastIndex(of: UInt8(ascii: ":")),
      authority[(colon + 1)...].allSatisfy({ (0x30...0x39).contains($0) })
    {
      authority = authority[..<colon]
    }
    return authority.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
  }
}
