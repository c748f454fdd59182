import SourceText

/// The two words by which files of keys write a public key: its type and its bytes.
enum KeyWord {
  /// Whether a word has the form of a type, be it known or not, so that nothing else is meant.
  static func isType(_ word: String) -> Bool {
    ["ssh-", "ecdsa-sha2-", "sk-", "rsa-sha2-"].contains { word.utf8.starts(with: $0.utf8) }
      && !word.utf8.contains(UInt8(ascii: "="))
  }

  /// The key whose type stands at a range and whose bytes follow.
  static func key(typeAt range: Range<Int>, _ words: inout LineWords) throws(LineProblem)
    -> PublicKey
  {
    let type = words.text(range)
    guard let bytes = try words.next() else {
      throw LineProblem(
        "the key has no bytes", at: range, help: "copy the line from the '.pub' file of the key")
    }
    do throws(KeyProblem) {
      if !isType(type) { throw .type(type) }
      return try PublicKey(type: type, base64: words.bytes[bytes])
    } catch {
      throw LineProblem(
        error.description, at: range.lowerBound..<bytes.upperBound, help: error.help)
    }
  }
}
