/// Version clauses that must all hold, such as `>=1.0,<2`.
///
/// Sets are equal when they hold the same clauses, whatever their order and spelling.
package struct SpecifierSet: Sendable, CustomStringConvertible {
  /// The clauses in the order written.
  package let specifiers: [Specifier]
  /// The canonical text: sorted and without repetitions, white space and trailing zeros. Equal sets
  /// have equal text.
  package let description: String

  /// Without clauses it holds for all versions.
  package init(_ specifiers: [Specifier] = []) {
    self.specifiers = specifiers
    description = Set(specifiers.map(\.canonicalText)).sorted().joined(separator: ",")
  }

  /// Nil if a clause is malformed. Text without any clause is the set that holds for all versions.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    var specifiers: [Specifier] = []
    for piece in Self.pieces(of: bytes, in: 0..<bytes.count) {
      guard let specifier = Specifier(utf8: bytes, in: piece) else { return nil }
      specifiers.append(specifier)
    }
    self.init(specifiers)
  }

  /// The clauses as written and in their order, without white space.
  package var text: String { specifiers.map(\.description).joined(separator: ",") }

  /// Where the texts between commas stand that hold more than white space.
  static func pieces(of bytes: [UInt8], in range: Range<Int>) -> [Range<Int>] {
    bytes[range].split(separator: UInt8(ascii: ",")).map(\.indices).filter { piece in
      var cursor = ByteCursor(bytes, in: piece)
      cursor.skipWhitespace()
      return !cursor.isAtEnd
    }
  }

  /// Whether the version satisfies all clauses. Pre-releases count as others do unless
  /// `prereleases` is false.
  package func contains(_ version: Version, prereleases: Bool? = nil) -> Bool {
    if prereleases == false && version.isPrerelease { return false }
    return specifiers.allSatisfy { $0.contains(version) }
  }

  /// The versions an installer may choose from, in the order given: pre-releases only if a clause
  /// names one or nothing else satisfies all clauses.
  package func selectable(from versions: [Version]) -> [Version] {
    let matching = versions.filter { contains($0) }
    if specifiers.contains(where: \.namesPrerelease) { return matching }
    let final = matching.filter { !$0.isPrerelease }
    return final.isEmpty ? matching : final
  }

  /// The one version that an `==` without `.*`, or a `===` with a version, selects; nil if there is
  /// none or another clause excludes it.
  package var pinned: Version? {
    let pins = specifiers.filter { !$0.isPrefix && ($0.op == .equal || $0.op == .arbitrary) }
      .compactMap(\.version)
    // `==1.0` leaves open which local label, `==1.0+cpu` does not.
    guard let pin = pins.first(where: { $0.local != nil }) ?? pins.first else { return nil }
    let isSelected = specifiers.allSatisfy { specifier in
      specifier.contains(pin) || specifier.op == .arbitrary && specifier.version == pin
    }
    return isSelected ? pin : nil
  }
}

extension SpecifierSet: Hashable {
  package static func == (a: Self, b: Self) -> Bool { a.description == b.description }
  package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
