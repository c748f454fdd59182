/// What a policy calls its repository: `github.com/acme/shop`.
package enum RepositoryName {
  /// The host and path of an address that git fetches from, without account, port and `.git`; nil for
  /// one that means something on one machine only.
  package static func from(remote url: String) -> String? {
    let bytes = Array(url.utf8)
    let slash = UInt8(ascii: "/")
    for scheme in ["https://", "http://", "ssh://", "git://"] where bytes.starts(with: scheme.utf8)
    {
      let rest = bytes.dropFirst(scheme.utf8.count)
      guard let end = rest.firstIndex(of: slash) else { return nil }
      let host = host(rest[..<end])
      return name(host.prefix { $0 != UInt8(ascii: ":") }, rest[end...])
    }
    // `git@host:path`; a slash before the colon makes it a path of this machine.
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), !bytes[..<colon].contains(slash),
      !bytes[colon...].starts(with: "://".utf8)
    else { return nil }
    return name(host(bytes[..<colon]), bytes[(colon + 1)...])
  }

  /// What follows the account.
  private static func host(_ authority: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return authority }
    return authority[(at + 1)...]
  }

  private static func name(_ host: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> String? {
    var path = path
    while path.last == UInt8(ascii: "/") { path = path.dropLast() }
    if path.suffix(4).elementsEqual(".git".utf8) { path = path.dropLast(4) }
    let parts = path.split(separator: UInt8(ascii: "/"))
    let text = String(
      decoding: Array(([host] + parts).joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
    return parts.isEmpty || !isValid(text) ? nil : text
  }

  /// Whether a text can be the name of a repository: parts of letters, digits, `-._~:`, none of them
  /// empty or a step through folders.
  static func isValid(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return text.utf8.count <= 255
      && parts.allSatisfy { part in
        !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
          && part.allSatisfy(isNameByte)
      }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: "-._~:".utf8.contains(byte)
    }
  }
}
