/// The places in which two names differ, when nothing differs but characters that look alike.
struct LookAlikeCharacters {
  /// Where, in the imitating and in the protected name.
  private(set) var places: [(imitation: Range<Int>, target: Range<Int>)] = []

  init?(of imitation: UnsafeBufferPointer<UInt8>, from target: UnsafeBufferPointer<UInt8>) {
    var i = 0
    var j = 0
    while i < imitation.count, j < target.count {
      if imitation[i] == target[j] {
        i += 1
        j += 1
        continue
      }
      guard
        let (length, targetLength) = Self.lengths(imitation, at: i, target, at: j)
      else { return nil }
      places.append((i..<i + length, j..<j + targetLength))
      i += length
      j += targetLength
    }
    guard i == imitation.count, j == target.count, !places.isEmpty else { return nil }
  }

  /// How many characters look alike at two places.
  private static func lengths(
    _ imitation: UnsafeBufferPointer<UInt8>, at i: Int, _ target: UnsafeBufferPointer<UInt8>,
    at j: Int
  ) -> (Int, Int)? {
    if Characters.looks(imitation[i], like: target[j]) { return (1, 1) }
    func stands(_ two: (UInt8, UInt8), in name: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
      place + 1 < name.count && name[place] == two.0 && name[place + 1] == two.1
    }
    for pair in Characters.pairs {
      if target[j] == pair.one, stands(pair.two, in: imitation, at: i) { return (2, 1) }
      if imitation[i] == pair.one, stands(pair.two, in: target, at: j) { return (1, 2) }
    }
    return nil
  }
}
