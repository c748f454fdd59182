/// A normalized name that a caller protects.
package struct AdditionalName: Sendable {
  package let name: String
  package let reason: Protection.Additional
  /// The rank by which it is weighed.
  package let renown: Int
  /// What to type in its place, when the name itself is not what belongs there.
  package let instead: String?

  /// `rank` is that of the project behind the name. What is close at hand counts as much as the best
  /// known; a module is known two doublings less than its project.
  package init(
    _ name: String, _ reason: Protection.Additional, rank: Int? = nil, instead: String? = nil
  ) {
    self.name = name
    self.reason = reason
    self.instead = instead
    renown =
      switch reason {
      case .dependency, .privateName: 32
      case .allowed, .mistaken: 128
      case .standardLibrary: 2048
      case .module: 4 * max(1, min(8192, rank ?? .max))
      }
  }
}

/// Names that a caller protects beside the most downloaded, each for a reason.
package struct AdditionalNames: Sendable {
  let names: ProtectedNames
  /// What is known of each line in `names`.
  private let known: Table<Known>
  /// What to type in place of the names, one behind the other.
  private let instead: Table<UInt8>
  /// How many of them are projects'.
  private let projectCount: Int

  private struct Known: BitwiseCopyable, Sendable {
    let renown: UInt32
    /// Where its part of `instead` ends; it begins where that of the line before ends.
    let insteadEnd: UInt32
    /// The place among all reasons.
    let reason: UInt32
  }

  package static let none = AdditionalNames([])

  /// Of a name that is given twice the first reason counts.
  package init(_ given: [AdditionalName]) {
    var lines: [UInt8] = []
    var instead: [UInt8] = []
    var known: [Known] = []
    for name in given {
      lines.append(contentsOf: name.name.utf8)
      lines.append(0x0a)
      instead.append(contentsOf: (name.instead ?? "").utf8)
      let reason = Protection.Additional.allCases.firstIndex(of: name.reason) ?? 0
      known.append(
        Known(
          renown: UInt32(name.renown), insteadEnd: UInt32(instead.count), reason: UInt32(reason)))
    }
    names = ProtectedNames(lines: lines)
    self.known = Table(known)
    self.instead = Table(instead)
    projectCount = given.count { !Protection.additional($0.reason).forbidsItself }
  }

  /// Takes names as `layout` gives them, from memory that is never freed.
  package init(layout: UnsafeRawBufferPointer) {
    var reader = TableReader(layout)
    names = ProtectedNames(from: &reader, words: OnDemand())
    known = reader.table()
    instead = reader.table()
    let projects: Table<UInt64> = reader.table()
    projectCount = Int(projects[0])
  }

  /// All that is known of the names, ready to search, like `ProtectedNames.layout`.
  package var layout: [UInt8] {
    var writer = TableWriter()
    names.write(to: &writer)
    writer.write(known)
    writer.write(instead)
    writer.write(Table([UInt64(projectCount)]))
    return writer.bytes
  }

  /// Whether none of them is a project's, so that only a slip of one edit leads to them.
  var meanNoProjects: Bool { projectCount == 0 }

  package var isEmpty: Bool { names.count == 0 }

  /// Why the normalized name is protected, if it is.
  package func reason(of name: String) -> Protection.Additional? {
    names.rank(of: name).map { reason(ofLine: $0) }
  }

  /// Why the name on a line, from 1, is protected.
  func reason(ofLine line: Int) -> Protection.Additional {
    Protection.Additional.allCases[Int(known[line - 1].reason)]
  }

  /// The rank by which the name on a line is weighed.
  func renown(ofLine line: Int) -> Int { Int(known[line - 1].renown) }

  /// What to type in place of the name on a line, if that is not the name itself.
  func instead(ofLine line: Int) -> String? {
    let start = line == 1 ? 0 : Int(known[line - 2].insteadEnd)
    let range = start..<Int(known[line - 1].insteadEnd)
    return range.isEmpty
      ? nil : instead.withElements { String(decoding: $0[range], as: UTF8.self) }
  }
}
