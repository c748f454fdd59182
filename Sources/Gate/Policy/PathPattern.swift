import SourceText

/// A glob over repository paths: `*` and `?` within a component, `**` across components.
///
/// A `?` stands for one character of UTF-8. Matching takes time linear in pattern times path, whatever
/// either holds.
package struct PathPattern: Hashable, Sendable {
  package let text: String
  private let components: [Component]

  private enum Component: Hashable, Sendable {
    case anything
    /// The scalars of one component, and the bytes of what is not UTF-8.
    case one([UInt32])
  }

  package init(_ text: String) {
    self.text = text
    components = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
      .map { $0.elementsEqual("**".utf8) ? .anything : .one(Self.units($0)) }
  }

  /// Why no policy may hold a pattern, and what to do about it; nil for one that is in order.
  package static func problem(in text: String) -> (fact: String, help: String)? {
    let bytes = Array(text.utf8)
    if bytes.first == UInt8(ascii: "/") {
      return ("begins with '/'", "write the path from the top level of the repository")
    }
    if bytes.last == UInt8(ascii: "/") { return ("ends with '/'", "write '\(text.shortened)**'") }
    if bytes.first == UInt8(ascii: "!") {
      return ("begins with '!'", "give the paths that are meant a pattern of their own")
    }
    if bytes.contains(where: { "[]{}\\".utf8.contains($0) }) {
      return ("holds more than '*', '?' and '**'", "write one pattern for each alternative")
    }
    for part in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if part.isEmpty { return ("has an empty component", "write one '/' between components") }
      if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) {
        return (
          "is not relative to the top level", "write the path without '.' and '..' components"
        )
      }
      let stars = zip(part, part.dropFirst()).contains {
        $0 == UInt8(ascii: "*") && $1 == UInt8(ascii: "*")
      }
      if stars, part.count != 2 {
        return ("holds '**' within a component", "let '**' stand alone between '/'")
      }
    }
    return nil
  }

  /// The scalars of UTF-8, and each other byte as a number that no scalar has.
  private static func units(_ bytes: some Collection<UInt8>) -> [UInt32] {
    if let text = String(validating: bytes, as: UTF8.self) {
      return text.unicodeScalars.map(\.value)
    }
    return bytes.map { $0 < 0x80 ? UInt32($0) : 0x11_0000 + UInt32($0) }
  }

  private static let star = UInt32(UInt8(ascii: "*"))
  private static let question = UInt32(UInt8(ascii: "?"))

  package func matches(_ path: RepositoryPath) -> Bool {
    let parts = path.components.map { Self.units($0) }
    return Wildcard.matches(
      components, parts, isMany: { $0 == .anything },
      matchesOne: { component, part in
        guard case .one(let pattern) = component else { return false }
        return Wildcard.matches(
          pattern, part, isMany: { $0 == Self.star },
          matchesOne: { $0 == $1 || $0 == Self.question })
      })
  }

  /// More literal components win, then more literal characters, then the text, so that the order in which
  /// a policy lists its patterns never decides.
  package func isMoreSpecific(than other: PathPattern) -> Bool {
    specificity != other.specificity
      ? specificity > other.specificity : text > other.text
  }

  private var specificity: (Int, Int) {
    var literalComponents = 0
    var literalCharacters = 0
    for case .one(let pattern) in components {
      let wild = pattern.count { $0 == Self.star || $0 == Self.question }
      if wild == 0 { literalComponents += 1 }
      literalCharacters += pattern.count - wild
    }
    return (literalComponents, literalCharacters)
  }
}
