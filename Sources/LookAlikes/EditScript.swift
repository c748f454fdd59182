/// The edits that make an imitating name from a protected one, from left to right.
struct EditScript {
  private(set) var edits: [Edit] = []
  let imitation: UnsafeBufferPointer<UInt8>
  let target: UnsafeBufferPointer<UInt8>

  /// Nil when the names are more than `limit` edits apart. Tries all ways of so many edits, so the
  /// limit is two.
  init?(
    of imitation: UnsafeBufferPointer<UInt8>, from target: UnsafeBufferPointer<UInt8>, limit: Int
  ) {
    self.imitation = imitation
    self.target = target
    guard align(0, 0, limit: min(limit, 2)) else { return nil }
    edits.reverse()
  }

  /// Appends the edits of what follows two places, the last first.
  private mutating func align(_ start: Int, _ targetStart: Int, limit: Int) -> Bool {
    var i = start
    var j = targetStart
    while i < imitation.count, j < target.count, imitation[i] == target[j] {
      i += 1
      j += 1
    }
    let left = imitation.count - i
    let targetLeft = target.count - j
    if left == 0, targetLeft == 0 { return true }
    guard limit > 0, abs(left - targetLeft) <= limit else { return false }
    if left > 1, targetLeft > 1, imitation[i] == target[j + 1], imitation[i + 1] == target[j],
      align(i + 2, j + 2, limit: limit - 1)
    {
      edits.append(Edit(kind: .swap, imitation: i..<i + 2, target: j..<j + 2))
      return true
    }
    if left > 0, targetLeft > 0, align(i + 1, j + 1, limit: limit - 1) {
      let kind = substitution(at: i, of: j)
      edits.append(Edit(kind: kind, imitation: i..<i + 1, target: j..<j + 1))
      return true
    }
    if left > 0, align(i + 1, j, limit: limit - 1) {
      edits.append(Edit(kind: insertion(at: i), imitation: i..<i + 1, target: j..<j))
      return true
    }
    if targetLeft > 0, align(i, j + 1, limit: limit - 1) {
      edits.append(Edit(kind: deletion(of: j), imitation: i..<i, target: j..<j + 1))
      return true
    }
    return false
  }

  private func insertion(at i: Int) -> EditKind {
    let byte = imitation[i]
    let before = i > 0 ? imitation[i - 1] : 0
    let after = i + 1 < imitation.count ? imitation[i + 1] : 0
    let endsWord = after == 0 || after == UInt8(ascii: "-")
    if byte == UInt8(ascii: "-") { return .separator }
    if byte == before || byte == after { return .repetition }
    if Characters.isDigit(byte) { return endsWord ? .digitAtEnd : .digitInside }
    if byte == UInt8(ascii: "s"), endsWord { return .plural }
    if Characters.areNeighbours(byte, before) || Characters.areNeighbours(byte, after) {
      return .insertionOfNeighbour
    }
    return .insertion
  }

  private func deletion(of j: Int) -> EditKind {
    let byte = target[j]
    let before = j > 0 ? target[j - 1] : 0
    let after = j + 1 < target.count ? target[j + 1] : 0
    if byte == UInt8(ascii: "-") { return .separator }
    if byte == before || byte == after { return .missingRepetition }
    if Characters.isDigit(byte) { return after == 0 ? .missingDigitAtEnd : .otherDigit }
    if byte == UInt8(ascii: "s"), after == 0 || after == UInt8(ascii: "-") { return .plural }
    return .deletion
  }

  private func substitution(at i: Int, of j: Int) -> EditKind {
    let new = imitation[i]
    let old = target[j]
    if new == UInt8(ascii: "-") || old == UInt8(ascii: "-") { return .separator }
    if Characters.looks(new, like: old) { return .substitutionByLookAlike }
    if Characters.isDigit(old) { return .otherDigit }
    if Characters.areNeighbours(new, old) { return .substitutionByNeighbour }
    if Characters.isDigit(new) { return .digitInside }
    if Characters.isVowel(new), Characters.isVowel(old) { return .substitutionOfVowel }
    return .substitution
  }
}
