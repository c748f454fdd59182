import SourceText

/// Text without the credentials that URLs in it carry.
///
/// Hidden are the user information of an authority, and query and fragment values whose name or look
/// says secret. Hosts, paths and hashes stay readable. Where it is unclear where an authority ends,
/// more is hidden rather than less.
package enum Redacted {
  /// What stands for something hidden.
  package static let mark = "***"

  /// One URL, which may hold anything, blanks included.
  package static func url(_ text: some StringProtocol) -> String {
    let bytes = Array(text.utf8)
    return hiding(URLSecrets(in: bytes[...], endsAtQuote: false).ranges, in: bytes)
  }

  /// Running text, in which a URL ends at white space.
  package static func text(_ text: some StringProtocol) -> String { self.text(String(text)) }

  package static func text(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "/")) else { return text }
    let bytes = Array(text.utf8)
    return hiding(secretRanges(in: bytes[...]), in: bytes)
  }

  /// What is written at a place, which may begin or end within a URL; cut after `limit` bytes.
  static func text(at location: Location, limit: Int) -> String {
    let bytes = location.file.bytes
    let range = location.range.clamped(to: 0..<bytes.count).prefix(limit)
    var result: [UInt8] = []
    var position = range.startIndex
    for secret in secretRanges(around: range.startIndex..<range.endIndex, in: bytes) {
      result += bytes[position..<max(position, min(secret.lowerBound, range.endIndex))]
      result += Array(mark.utf8)
      position = min(secret.upperBound, range.endIndex)
    }
    result += bytes[position..<range.endIndex]
    return String(decoding: result, as: UTF8.self) + (range.count < location.range.count ? "…" : "")
  }

  /// The parts of a file to hide that touch a range, sought so far around it as the longest URL is
  /// that servers take.
  static func secretRanges(around range: Range<Int>, in bytes: [UInt8]) -> [Range<Int>] {
    let longestURL = 8192
    let before = bytes[max(0, range.lowerBound - longestURL)..<range.lowerBound]
    let after = bytes[range.upperBound..<min(bytes.count, range.upperBound + longestURL)]
    let start = before.lastIndex(where: isBlank).map { $0 + 1 } ?? before.startIndex
    let end = after.firstIndex(where: isBlank) ?? after.endIndex
    return secretRanges(in: bytes[start..<end]).filter { $0.overlaps(range) }
  }

  /// The parts of running text to hide, sorted and apart, in time linear in the bytes.
  static func secretRanges(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    bytes.split(whereSeparator: isBlank)
      .flatMap { URLSecrets(in: $0, endsAtQuote: true).ranges }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0d).contains(byte)
  }

  private static func hiding(_ secrets: [Range<Int>], in bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var position = 0
    for secret in secrets {
      result += bytes[position..<secret.lowerBound]
      result += Array(mark.utf8)
      position = secret.upperBound
    }
    return String(decoding: result + bytes[position...], as: UTF8.self)
  }
}

/// Where a URL, or a word with URLs in it, holds credentials.
private struct URLSecrets {
  /// Sorted and apart.
  private(set) var ranges: [Range<Int>] = []

  /// Several URLs may stand in one word, inside each other or in a list; `endsAtQuote` says that the
  /// parameters of each end at a quotation mark or an angle bracket.
  init(in word: ArraySlice<UInt8>, endsAtQuote: Bool) {
    var found: [Range<Int>] = []
    let lastAt = word.lastIndex(of: UInt8(ascii: "@"))
    var current = Self.authority(in: word, from: word.startIndex)
    while let authority = current {
      if let secret = Self.userInformation(of: authority, in: word, lastAt: lastAt) {
        found.append(secret)
      }
      current = Self.authority(in: word, from: authority.upperBound)
      var tail = word[authority.upperBound..<(current?.lowerBound ?? word.endIndex)]
      if endsAtQuote { tail = tail.prefix { !Self.quotes.contains($0) } }
      found += Self.parameters(in: tail)
    }
    for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = ranges.last, range.lowerBound <= last.upperBound {
        let end = max(last.upperBound, range.upperBound)
        ranges[ranges.count - 1] = last.lowerBound..<end
      } else {
        ranges.append(range)
      }
    }
  }

  /// What follows the next `://`, or a `//` at the very start, up to the path, query or fragment.
  private static func authority(in word: ArraySlice<UInt8>, from index: Int) -> Range<Int>? {
    let slash = UInt8(ascii: "/")
    var position = index
    while position + 1 < word.endIndex {
      let isBehindScheme = position > word.startIndex && word[position - 1] == UInt8(ascii: ":")
      if word[position] == slash, word[position + 1] == slash,
        isBehindScheme || position == word.startIndex
      {
        let start = position + 2
        let end = word[start...].firstIndex {
          $0 == slash || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
        }
        return start..<(end ?? word.endIndex)
      }
      position += 1
    }
    return nil
  }

  private static func userInformation(
    of authority: Range<Int>, in word: ArraySlice<UInt8>, lastAt: Int?
  ) -> Range<Int>? {
    let bytes = word[authority]
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
    if let at = bytes.lastIndex(of: UInt8(ascii: "@")) {
      // `ssh://git@host` names an account that everybody uses.
      if colon.map({ $0 > at }) ?? true, bytes[..<at].elementsEqual("git".utf8) { return nil }
      return authority.lowerBound..<at
    }
    // A password with a raw slash ends the authority early: what should be a port is no number, and
    // the `@` comes later.
    if let colon, let lastAt, lastAt > authority.upperBound, bytes.first != UInt8(ascii: "["),
      !bytes[(colon + 1)...].allSatisfy({ (0x30...0x39).contains($0) })
    {
      return authority.lowerBound..<lastAt
    }
    return nil
  }

  /// The secret values behind the first `?` or `#`.
  private static func parameters(in tail: ArraySlice<UInt8>) -> [Range<Int>] {
    let marks = Array("?#&;".utf8)
    guard let start = tail.firstIndex(where: { $0 == marks[0] || $0 == marks[1] }) else {
      return []
    }
    return tail[start...].split { marks.contains($0) }.compactMap { parameter in
      let equals = parameter.firstIndex(of: UInt8(ascii: "="))
      let value = parameter[(equals.map { $0 + 1 } ?? parameter.startIndex)...]
      let name = String(decoding: parameter[..<(equals ?? parameter.startIndex)], as: UTF8.self)
        .lowercased()
      if value.isEmpty || publicNames.contains(name) { return nil }
      let isSecret = secretWords.contains { name.holds($0) } || looksRandom(value)
      return isSecret ? value.indices : nil
    }
  }

  /// Sixteen or more letters and digits, mixed, without a stop between them.
  private static func looksRandom(_ value: ArraySlice<UInt8>) -> Bool {
    value.split(separator: UInt8(ascii: ".")).contains { part in
      part.count >= 16 && part.contains { (0x30...0x39).contains($0) }
        && part.contains { (0x61...0x7a).contains($0 | 0x20) }
    }
  }

  private static let quotes = Array("\"<>".utf8)

  /// What pip and its kin write behind `#`.
  private static let publicNames: Set<String> = [
    "egg", "subdirectory", "md5", "sha1", "sha224", "sha256", "sha384", "sha512",
  ]

  private static let secretWords = [
    "token", "secret", "passw", "pwd", "auth", "sig", "credential", "key", "session", "jwt", "sas",
  ]
}

extension String {
  /// Whether the bytes of a word occur in these.
  fileprivate func holds(_ word: String) -> Bool {
    let (text, word) = (Array(utf8), Array(word.utf8))
    return text.indices.contains { text[$0...].starts(with: word) }
  }
}
