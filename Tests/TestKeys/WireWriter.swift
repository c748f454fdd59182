import Signatures

/// Writes SSH's wire format, so that tests can make signatures that no tool makes.
package enum WireWriter {
  package static func number(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  package static func string(_ bytes: [UInt8]) -> [UInt8] { number(bytes.count) + bytes }

  package static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }

  /// The parts of a signature, each of which a test may replace.
  package struct Blob {
    package var version = 1
    package var key: [UInt8]
    package var namespace = testNamespace
    package var reserved: [UInt8] = []
    package var hash = "sha512"
    package var algorithm: String
    package var signature: [UInt8]
    package var trailing: [UInt8] = []

    package init(
      key: [UInt8], namespace: String = testNamespace, hash: String = "sha512", algorithm: String,
      signature: [UInt8]
    ) {
      self.key = key
      self.namespace = namespace
      self.hash = hash
      self.algorithm = algorithm
      self.signature = signature
    }

    package var bytes: [UInt8] {
      Array("SSHSIG".utf8) + number(version) + string(key) + string(namespace) + string(reserved)
        + string(hash) + string(string(algorithm) + string(signature)) + trailing
    }

    package var armored: [UInt8] { WireWriter.armored(bytes) }
  }

  package static func armored(_ bytes: [UInt8], width: Int = 70) -> [UInt8] {
    let text = Array(base64(bytes).utf8)
    let lines = stride(from: 0, to: text.count, by: width).map {
      Array(text[$0..<min($0 + width, text.count)])
    }
    return Array("-----BEGIN SSH SIGNATURE-----\n".utf8) + Array(lines.joined(separator: [0x0a]))
      + Array("\n-----END SSH SIGNATURE-----\n".utf8)
  }

  package static func base64(_ bytes: [UInt8]) -> String {
    let text = Base64.unpadded(bytes)
    return text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
  }

  /// What a key signs in place of a document.
  package static func signedBytes(_ digest: [UInt8], hash: String) -> [UInt8] {
    Array("SSHSIG".utf8) + string(testNamespace) + string("") + string(hash) + string(digest)
  }
}

/// What overrides are signed for.
package let testNamespace = "pipgate-override"
