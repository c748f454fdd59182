/// Optimal string alignment of one word with many, a whole column of the table in one machine word.
///
/// Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances" (2003).
struct BitParallelDistance {
  /// For each byte, where it stands in the word. Names are ASCII, and so many fit on the stack.
  private let places: UnsafeMutableBufferPointer<UInt64>
  private static let byteCount = 128
  private let count: Int

  static let longestWord = 64

  /// Calls `body` with the comparison; the word has 1 to 64 bytes.
  static func with<Result>(
    _ word: UnsafeBufferPointer<UInt8>, _ body: (BitParallelDistance) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: byteCount) { places in
      places.initialize(repeating: 0)
      for (place, byte) in word.prefix(longestWord).enumerated() {
        places[index(of: byte)] |= 1 << UInt64(place)
      }
      return body(BitParallelDistance(places: places, count: min(word.count, longestWord)))
    }
  }

  private static func index(of byte: UInt8) -> Int { Int(byte) & (byteCount - 1) }

  func distance(to other: UnsafeBufferPointer<UInt8>) -> Int {
    var rising = UInt64.max
    var falling: UInt64 = 0
    var diagonal: UInt64 = 0
    var before: UInt64 = 0
    var distance = count
    let last = UInt64(1) << UInt64(count - 1)
    for byte in other {
      let match = places[Self.index(of: byte)]
      let swapped = ((~diagonal & match) << 1) & before
      diagonal = (((match & rising) &+ rising) ^ rising) | match | falling | swapped
      var risingAcross = falling | ~(diagonal | rising)
      var fallingAcross = diagonal & rising
      if risingAcross & last != 0 { distance += 1 }
      if fallingAcross & last != 0 { distance -= 1 }
      risingAcross = (risingAcross << 1) | 1
      fallingAcross <<= 1
      rising = fallingAcross | ~(diagonal | risingAcross)
      falling = risingAcross & diagonal
      before = match
    }
    return distance
  }
}
