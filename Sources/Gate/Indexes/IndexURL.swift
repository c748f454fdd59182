import PythonPackaging

/// The address of a simple index (PEP 503), valid and safe to ask: TLS, or plain HTTP to this very
/// machine.
package struct IndexURL: Hashable, Sendable {
  package let isSecure: Bool
  /// Credentials as the URL carries them. Sent to the index, never shown and never stored.
  package let userInformation: String?
  package let host: String
  package let port: String?
  /// Begins and ends with a slash.
  package let path: String

  init(
    isSecure: Bool, userInformation: String?, host: String, port: String?, path: String
  ) {
    self.isSecure = isSecure
    self.userInformation = userInformation
    self.host = host
    self.port = port
    self.path = path
  }

  /// Refuses what is no plain `https` URL, and `http` unless the host is loopback.
  package init(_ text: String) throws(IndexConfigurationError) {
    let shown = Self.redacted(text)
    guard let parts = URLParts(text), parts.path.utf8.allSatisfy({ $0 != UInt8(ascii: "?") })
    else { throw .malformed(shown) }
    switch parts.scheme {
    case "https": isSecure = true
    case "http":
      guard Self.isLoopback(parts.host) else { throw .insecure(shown) }
      isSecure = false
    default: throw .unsupportedScheme(shown)
    }
    userInformation = parts.userInformation
    host = parts.host
    port = parts.port
    path = parts.path.hasSuffix("/") ? parts.path : parts.path + "/"
  }

  /// Whether the host is this machine by its very spelling; names are not resolved to find out.
  package var isLoopback: Bool { Self.isLoopback(host) }

  /// Whether an address that a file gives is this index, whoever is named as its user.
  package func isMeant(by text: String) -> Bool {
    guard let other = try? IndexURL(text) else { return false }
    return other.isSecure == isSecure && other.host == host && other.path == path
      && (other.port ?? defaultPort) == (port ?? defaultPort)
  }

  /// Whether both are one index, whoever is named as its user.
  package func isSame(as other: IndexURL) -> Bool { isMeant(by: other.description) }

  /// Whether an address is at this scheme, host and port.
  package func isOrigin(of url: String) -> Bool {
    guard let parts = URLParts(url) else { return false }
    return parts.scheme == scheme && parts.host == host
      && (parts.port ?? defaultPort) == (port ?? defaultPort)
  }

  /// The page that lists the projects.
  package var root: String { origin + path }

  /// The page that lists the files of a project.
  package func listing(of project: ProjectName) -> String {
    origin + path + project.normalized + "/"
  }

  /// Where an index shaped like the default one answers with upload times, next to `simple/`.
  package func uploadTimes(of project: ProjectName) -> String? {
    guard path.hasSuffix("/simple/") else { return nil }
    return origin + path.dropLast("simple/".count) + "pypi/\(project.normalized)/json"
  }

  /// The target of a redirect met at `url`; nil unless it stays at this scheme, host and port.
  package func redirect(from url: String, to location: String) -> String? {
    let target = location.prefix { $0 != "#" }
    guard URLParts.isPlain(target) else { return nil }
    if let parts = URLParts(String(target)) {
      let isHere =
        parts.scheme == scheme && parts.host == host && parts.userInformation == nil
        && (parts.port ?? defaultPort) == (port ?? defaultPort)
      return isHere ? origin + parts.path : nil
    }
    guard !target.hasPrefix("//"), !target.isEmpty else { return nil }
    if target.hasPrefix("/") { return origin + target }
    // What comes before the first slash may name another scheme.
    guard !target.prefix(while: { $0 != "/" }).contains(":") else { return nil }
    let page = url.prefix { $0 != "?" }
    guard !target.hasPrefix("?") else { return "\(page)\(target)" }
    guard let slash = page.lastIndex(of: "/") else { return nil }
    return "\(page[...slash])\(target)"
  }

  private var scheme: String { isSecure ? "https" : "http" }
  private var defaultPort: String { isSecure ? "443" : "80" }

  private var origin: String {
    let credentials = userInformation.map { $0 + "@" } ?? ""
    return "\(scheme)://\(credentials)\(host)\(port.map { ":" + $0 } ?? "")"
  }

  package static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in
        (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
          && UInt8(part) != nil
      }
  }
}

extension IndexURL: CustomStringConvertible {
  /// The URL without credentials.
  package var description: String { "\(scheme)://\(host)\(port.map { ":" + $0 } ?? "")\(path)" }

  /// `text` without anything that may be a secret, whether or not it is a URL.
  package static func redacted(_ text: String) -> String {
    let bytes = Array(text.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    let colon = bytes[..<at].firstIndex(of: UInt8(ascii: ":"))
    let hasScheme = colon.map { bytes[$0..<at].starts(with: Array("://".utf8)) } ?? false
    let scheme = hasScheme ? bytes[..<(colon ?? 0)] + Array("://".utf8) : []
    return String(decoding: scheme + bytes[(at + 1)...], as: UTF8.self)
  }
}

/// Why an index address cannot be used.
package enum IndexConfigurationError: Error, Hashable {
  // Each holds the address without its credentials.
  case malformed(String)
  case unsupportedScheme(String)
  case insecure(String)
}

extension IndexConfigurationError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let url): "the index address '\(url)' is not a plain URL"
    case .unsupportedScheme(let url): "the index address '\(url)' does not begin with 'https://'"
    case .insecure(let url):
      "the index address '\(url)' is not encrypted; 'http' is only for an index on this machine"
    }
  }
}
