extension ProtectedNames {
  /// The protected names that a normalized name could be taken for, the likeliest first.
  ///
  /// Empty for a protected name: what is itself popular imitates nobody. The guards below keep the
  /// real projects quiet that lie near a popular one by chance: short names have many neighbours, a
  /// digit mostly tells a version, and two edits say something only about long names.
  package func lookAlikes(of name: String) -> [LookAlike] {
    let bytes = Array(name.utf8)
    guard bytes.count >= 4, rank(of: name) == nil else { return [] }
    var found: [LookAlike] = []
    forEachName(within: bytes.count >= Self.shortestForTwoEdits ? 2 : 1, of: bytes) {
      other, rank, distance in
      let difference = Difference(of: bytes, from: Array(other))
      guard
        Self.isTelling(
          difference, distance: distance, rank: rank, length: min(bytes.count, other.count))
      else { return }
      let name = String(decoding: other, as: UTF8.self)
      found.append(LookAlike(name: name, rank: rank, distance: distance, difference: difference))
    }
    return found.sorted { ($0.distance, $0.rank) < ($1.distance, $1.rank) }
  }

  private static let shortestForTwoEdits = 10

  private static func isTelling(
    _ difference: Difference, distance: Int, rank: Int, length: Int
  ) -> Bool {
    func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
    if distance > 1 { return difference == .separators || rank <= 2000 }
    switch difference {
    case .transposition, .doubling, .undoubling: return length >= 5 || rank <= 1000
    case .separators: return length >= 6
    case .substitution(let old, let new):
      if isDigit(old) && isDigit(new) { return false }
      return length >= 7 || rank <= (length >= 6 ? 2000 : 200)
    case .insertion(let character), .deletion(let character):
      if isDigit(character) { return false }
      return length >= 7 || rank <= (length >= 6 ? 2000 : 200)
    case .several: return false
    }
  }
}
