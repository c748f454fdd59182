import SourceText

/// Paths by name, without regard to the case of ASCII letters.
///
/// A pattern without `/` is a file's name anywhere; one with `/` is a path from the top level. `*`
/// stands for any bytes within a component, a final `/**` for everything below a folder.
struct PathTable: Sendable {
  private let names: [[UInt8]]
  private let paths: [[[UInt8]]]

  init(_ patterns: [String]) {
    var names: [[UInt8]] = []
    var paths: [[[UInt8]]] = []
    for pattern in patterns {
      let parts = pattern.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
      if parts.count == 1 { names.append(parts[0]) } else { paths.append(parts) }
    }
    self.names = names
    self.paths = paths
  }

  func contains(_ path: RepositoryPath) -> Bool {
    let components = path.components.map { component in
      component.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
    }
    guard let name = components.last else { return false }
    if names.contains(where: { Self.matches(name, $0) }) { return true }
    return paths.contains { pattern in
      if pattern.last.map({ $0.elementsEqual("**".utf8) }) == true {
        let folder = pattern.dropLast()
        return components.count > folder.count && zip(components, folder).allSatisfy(Self.matches)
      }
      return components.count == pattern.count && zip(components, pattern).allSatisfy(Self.matches)
    }
  }

  /// Goes back only to the last `*`, so that the cost is at most the product of both lengths.
  private static func matches(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
    let star = UInt8(ascii: "*")
    var (index, position) = (0, 0)
    var resume: (index: Int, position: Int)?
    while index < text.count {
      if position < pattern.count, pattern[position] == star {
        resume = (index, position + 1)
        position += 1
      } else if position < pattern.count, pattern[position] == text[index] {
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
