import SourceText

/// A glob over repository paths: `*` and `?` within a component, `**` across components.
///
/// Matching takes time linear in pattern times path, whatever either holds.
package struct PathPattern: Hashable, Sendable {
  package let text: String
  private let components: [Component]

  private enum Component: Hashable, Sendable {
    case anything
    case one([UInt8])
  }

  package init(_ text: String) {
    self.text = text
    components = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
      .map { $0.elementsEqual("**".utf8) ? .anything : .one(Array($0)) }
  }

  package func matches(_ path: RepositoryPath) -> Bool {
    let parts = path.components
    return Wildcard.matches(components, parts, isMany: { $0 == .anything }) { component, part in
      guard case .one(let pattern) = component else { return false }
      return Wildcard.matches(pattern, Array(part), isMany: { $0 == UInt8(ascii: "*") }) {
        $0 == $1 || $0 == UInt8(ascii: "?")
      }
    }
  }

  /// More literal components win, then more literal bytes, then the text, so that the order in which
  /// a policy lists its patterns never decides.
  package func isMoreSpecific(than other: PathPattern) -> Bool {
    specificity != other.specificity
      ? specificity > other.specificity : text > other.text
  }

  private var specificity: (Int, Int) {
    var literalComponents = 0
    var literalBytes = 0
    for case .one(let pattern) in components {
      let wild = pattern.count { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
      if wild == 0 { literalComponents += 1 }
      literalBytes += pattern.count - wild
    }
    return (literalComponents, literalBytes)
  }
}

/// A glob over normalized project names; only `*` is special.
package struct NamePattern: Hashable, Sendable {
  package let text: String
  package let isLiteral: Bool
  private let pattern: [UInt8]

  /// `text` is a project name in which `*` may stand; it is folded as names are.
  package init(_ text: String) {
    self.text = text
    var folded: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
        if folded.last != UInt8(ascii: "-") { folded.append(UInt8(ascii: "-")) }
      case 0x41...0x5a: folded.append(byte | 0x20)
      default: folded.append(byte)
      }
    }
    pattern = folded
    isLiteral = !folded.contains(UInt8(ascii: "*"))
  }

  package func matches(_ normalizedName: String) -> Bool {
    isLiteral
      ? pattern.elementsEqual(normalizedName.utf8)
      : Wildcard.matches(pattern, Array(normalizedName.utf8), isMany: { $0 == UInt8(ascii: "*") }) {
        $0 == $1
      }
  }
}

/// Matching with one kind of wildcard for "any number of elements", without backtracking further
/// than the last one: linear in the product of the lengths at worst.
enum Wildcard {
  static func matches<P, T>(
    _ pattern: [P], _ text: [T], isMany: (P) -> Bool, matchesOne: (P, T) -> Bool
  ) -> Bool {
    var patternIndex = 0
    var textIndex = 0
    var retry: (pattern: Int, text: Int)?
    while textIndex < text.count {
      if patternIndex < pattern.count, isMany(pattern[patternIndex]) {
        patternIndex += 1
        retry = (patternIndex, textIndex)
      } else if patternIndex < pattern.count, matchesOne(pattern[patternIndex], text[textIndex]) {
        patternIndex += 1
        textIndex += 1
      } else if let last = retry {
        patternIndex = last.pattern
        textIndex = last.text + 1
        retry = (last.pattern, textIndex)
      } else {
        return false
      }
    }
    return pattern[patternIndex...].allSatisfy(isMany)
  }
}
