import SourceText

/// Paths by name, without regard to the case of ASCII letters.
///
/// A pattern without `/` is a file's name anywhere; one with `/` is a path from the top level. `*`
/// stands for any bytes within a component, a component `**` for any number of components.
struct PathTable: Sendable {
  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  /// In lower case.
  private let names: [[UInt8]]
  private let paths: [[[UInt8]]]

  init(_ patterns: [String]) {
    var names: [[UInt8]] = []
    var paths: [[[UInt8]]] = []
    for pattern in patterns {
      let parts = pattern.utf8.split(separator: UInt8(ascii: "/")).map { $0.map(Self.folded) }
      if parts.count == 1 { names.append(parts[0]) } else { paths.append(parts) }
    }
    self.names = names
    self.paths = paths
  }

  func contains(_ path: RepositoryPath) -> Bool {
    path.bytes.withUnsafeBufferPointer { bytes in
      let slash = UInt8(ascii: "/")
      let name = bytes[((bytes.lastIndex(of: slash) ?? -1) + 1)...]
      if names.contains(where: { Self.matches(name, $0) }) { return true }
      if paths.isEmpty { return false }
      let components = bytes.split(separator: slash, omittingEmptySubsequences: true)
      return paths.contains { pattern in
        Wildcard.matches(
          pattern, components, isMany: { $0.elementsEqual("**".utf8) },
          matchesOne: { Self.matches($1, $0) })
      }
    }
  }

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
  }

  /// Goes back only to the last `*`, so that the cost is at most the product of both lengths.
  private static func matches(_ text: Bytes, _ pattern: [UInt8]) -> Bool {
    let star = UInt8(ascii: "*")
    var (index, position) = (text.startIndex, 0)
    var resume: (index: Int, position: Int)?
    while index < text.endIndex {
      if position < pattern.count, pattern[position] == star {
        resume = (index, position + 1)
        position += 1
      } else if position < pattern.count, pattern[position] == folded(text[index]) {
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
