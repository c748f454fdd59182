/// A user name and a password for one index.
struct Credentials: Hashable, Sendable {
  let user: String
  let password: String
  /// Where they were found, in words; never what they are.
  let origin: String

  /// Nil for what the header cannot carry: a colon in the name, or control characters.
  init?(user: String, password: String, origin: String) {
    let isUser = user.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f && $0 != UInt8(ascii: ":") }
    guard isUser, password.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }), !password.isEmpty else {
      return nil
    }
    self.user = user
    self.password = password
    self.origin = origin
  }

  /// The header line that carries them.
  // RFC 7617: The 'Basic' HTTP Authentication Scheme.
  var header: String { "Authorization: Basic " + Self.base64(Array("\(user):\(password)".utf8)) }

  private static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let group = bytes[index..<min(index + 3, bytes.count)]
      var value = 0
      for byte in group { value = value << 8 | Int(byte) }
      value <<= 8 * (3 - group.count)
      for position in 0..<4 {
        let isPadding = position > group.count
        text.append(
          isPadding ? UInt8(ascii: "=") : alphabet[value >> (18 - 6 * position) & 0x3f])
      }
      index += 3
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible {
  /// Nothing of what they are, so that no message and no log can hold it.
  var description: String { "credentials from \(origin)" }
  var debugDescription: String { description }
}
