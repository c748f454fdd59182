import Signatures

/// The root keys that an operator has pinned outside of the repository, and how many of them it takes.
package struct RootPin: Hashable, Sendable {
  package let threshold: Int
  package let fingerprints: Set<Fingerprint>

  init(threshold: Int, fingerprints: Set<Fingerprint>) {
    self.threshold = threshold
    self.fingerprints = fingerprints
  }

  /// Reads a number and the fingerprints of at least as many keys, `2 SHA256:… SHA256:…`, with anything
  /// blank between them; what follows `#` on a line is a comment.
  package init?(_ text: String) {
    let lines = text.utf8.split { $0 == 0x0a || $0 == 0x0d }
    let words = lines.flatMap { line in
      line.prefix { $0 != UInt8(ascii: "#") }.split { $0 == 0x20 || $0 == 0x09 }
    }
    guard let first = words.first, first.count <= 3,
      let number = Int(String(decoding: first, as: UTF8.self)), number > 0
    else { return nil }
    let keys = words.dropFirst().map { Fingerprint($0) }
    let known = Set(keys.compactMap(\.self))
    guard known.count == keys.count, number <= known.count else { return nil }
    threshold = number
    fingerprints = known
  }
}

extension RootPin: CustomStringConvertible {
  package var description: String {
    ([String(threshold)] + fingerprints.map(\.description).sorted()).joined(separator: " ")
  }
}
