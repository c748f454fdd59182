import SourceText

/// Paths by name, without regard to the case of ASCII letters.
///
/// A pattern without `/` is a file's name anywhere; one with `/` is a path from the top level. `*`
/// stands for any bytes within a component, a component `**` for any number of components.
struct PathTable: Sendable {
  private typealias Bytes = UnsafeBufferPointer<UInt8>

  private let patterns: [String]

  init(_ patterns: [String]) { self.patterns = patterns }

  func contains(_ path: RepositoryPath) -> Bool {
    path.bytes.withUnsafeBufferPointer { bytes in
      let slash = UInt8(ascii: "/")
      let name = bytes[((bytes.lastIndex(of: slash) ?? -1) + 1)...]
      return patterns.contains { pattern in
        var pattern = pattern
        return pattern.withUTF8 { pattern in
          let last = pattern[((pattern.lastIndex(of: slash) ?? -1) + 1)...]
          // The folders of a path are looked at only where its name matches.
          guard Self.matches(name, last) else { return false }
          return last.count == pattern.count
            || Wildcard.matches(
              pattern.split(separator: slash), bytes.split(separator: slash),
              isMany: { $0.elementsEqual("**".utf8) }, matchesOne: { Self.matches($1, $0) })
        }
      }
    }
  }

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
  }

  /// Goes back only to the last `*`, so that the cost is at most the product of both lengths.
  private static func matches(_ text: Slice<Bytes>, _ pattern: Slice<Bytes>) -> Bool {
    let star = UInt8(ascii: "*")
    var (index, position) = (text.startIndex, pattern.startIndex)
    var resume: (index: Int, position: Int)?
    while index < text.endIndex {
      if position < pattern.endIndex, pattern[position] == star {
        resume = (index, position + 1)
        position += 1
      } else if position < pattern.endIndex, folded(pattern[position]) == folded(text[index]) {
        index += 1
        position += 1
      } else if let last = resume {
        resume = (last.index + 1, last.position)
        (index, position) = (last.index + 1, last.position)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == star }
  }
}
