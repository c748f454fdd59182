@testable import Signatures

/// Writes SSH's wire format, so that tests can make signatures that no tool makes.
enum WireWriter {
  static func number(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  static func string(_ bytes: [UInt8]) -> [UInt8] { number(bytes.count) + bytes }

  static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }

  /// The parts of a signature, each of which a test may replace.
  struct Blob {
    var version = 1
    var key: [UInt8]
    var namespace = testNamespace
    var reserved: [UInt8] = []
    var hash = "sha512"
    var algorithm: String
    var signature: [UInt8]
    var trailing: [UInt8] = []

    var bytes: [UInt8] {
      Array("SSHSIG".utf8) + number(version) + string(key) + string(namespace) + string(reserved)
        + string(hash) + string(string(algorithm) + string(signature)) + trailing
    }

    var armored: [UInt8] { WireWriter.armored(bytes) }
  }

  static func armored(_ bytes: [UInt8], width: Int = 70) -> [UInt8] {
    let text = Array(base64(bytes).utf8)
    let lines = stride(from: 0, to: text.count, by: width).map {
      Array(text[$0..<min($0 + width, text.count)])
    }
    return Array("-----BEGIN SSH SIGNATURE-----\n".utf8) + Array(lines.joined(separator: [0x0a]))
      + Array("\n-----END SSH SIGNATURE-----\n".utf8)
  }

  static func base64(_ bytes: [UInt8]) -> String {
    let text = Base64.unpadded(bytes)
    return text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
  }

  /// What a key signs in place of a document.
  static func signedBytes(_ digest: [UInt8], hash: String) -> [UInt8] {
    Array("SSHSIG".utf8) + string(testNamespace) + string("") + string(hash) + string(digest)
  }
}
