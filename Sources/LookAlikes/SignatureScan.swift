/// The signatures of many words, to be held against that of one.
struct SignatureScan {
  let signatures: UnsafeBufferPointer<BagSignature>
  /// As `folds(of:)` makes them.
  let folds: UnsafeBufferPointer<Int32>

  /// Half of each signature, which is what a scan reads, and room to read on behind the last.
  static func folds(of signatures: Table<BagSignature>) -> Table<Int32> {
    Table(count: signatures.count + width, repeating: 0) { folds in
      for index in 0..<signatures.count { folds[index] = signatures[index].fold }
    }
  }

  /// How many are looked at together.
  private static let width = 16

  /// Calls `body` with the index of each signature in the range that differs in few enough bits,
  /// those for separators left out if so told.
  func forEach(
    near signature: BagSignature, in range: Range<Int>, within limit: Int,
    ignoringSeparators: Bool = false, _ body: (Int) -> Void
  ) {
    let sought = ignoringSeparators ? signature.withoutSeparators : signature
    forEachFold(
      near: signature.fold, in: range,
      within: limit + (ignoringSeparators ? BagSignature.separatorBits : 0)
    ) { index in
      let found = signatures[index]
      let other = ignoringSeparators ? found.withoutSeparators : found
      if (other.bits ^ sought.bits).nonzeroBitCount <= limit { body(index) }
    }
  }

  /// Clears the lowest set bit instead of counting all: processors of the baseline have no
  /// instruction to count bits.
  private func forEachFold(
    near fold: Int32, in range: Range<Int>, within limit: Int, _ body: (Int) -> Void
  ) {
    guard let folds = UnsafeRawPointer(folds.baseAddress) else { return }
    var start = range.lowerBound
    while start < range.upperBound {
      let others = (folds + start &* MemoryLayout<Int32>.stride)
        .loadUnaligned(as: SIMD16<Int32>.self)
      var left = others ^ fold
      for _ in 0..<limit { left &= left &- 1 }
      // Negative where nothing was left, and there alone.
      let less = left &- 1
      let eight = less.lowHalf | less.highHalf
      let four = eight.lowHalf | eight.highHalf
      let two = four.lowHalf | four.highHalf
      if two[0] | two[1] < 0 {
        withUnsafeBytes(of: less) { less in
          let less = less.assumingMemoryBound(to: Int32.self)
          for lane in 0..<min(Self.width, range.upperBound - start) where less[lane] < 0 {
            body(start + lane)
          }
        }
      }
      start &+= Self.width
    }
  }
}
