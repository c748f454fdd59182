import Testing

@testable import LookAlikes

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "abcd", 1), ("abc", "bc", 1),
    ("abc", "acb", 1), ("ca", "abc", 3), ("requests", "reqeusts", 1), ("kitten", "sitting", 3),
    ("numpy", "nmupyy", 2),
  ])
  func countsEditsAndSwaps(_ a: String, _ b: String, distance: Int) {
    #expect(EditDistance.between(a.utf8, b.utf8, limit: 8) == distance)
    #expect(EditDistance.between(b.utf8, a.utf8, limit: 8) == distance)
  }

  @Test func givesUpAboveTheLimit() {
    #expect(EditDistance.between("kitten".utf8, "sitting".utf8, limit: 2) == nil)
    #expect(EditDistance.between("a".utf8, "abcd".utf8, limit: 2) == nil)
  }

  /// The textbook recurrence over the whole table.
  private func reference(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var table = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count {
      for j in 0...b.count {
        if i == 0 || j == 0 {
          table[i][j] = i + j
          continue
        }
        table[i][j] = min(
          table[i - 1][j] + 1, table[i][j - 1] + 1,
          table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[a.count][b.count]
  }

  @Test func theBitParallelOneAgreesWithTheWholeTable() {
    var words = RandomWords(seed: 5)
    for round in 0..<20_000 {
      let length = round % 50 == 0 ? 64 : 12
      let a = Array(words.word(of: 1 + words.next(length), letters: 3).utf8)
      let b = Array(words.word(of: words.next(length + 1), letters: 3).utf8)
      let found = a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in BitParallelDistance.with(a) { $0.distance(to: b) } }
      }
      #expect(found == reference(a, b), "\(a) \(b)")
    }
  }

  @Test func theEditsAreAsManyAsTheDistance() {
    var words = RandomWords(seed: 9)
    var scripts = 0
    for _ in 0..<20_000 {
      let a = Array(words.word(upTo: 8).utf8)
      let b = Array(words.word(upTo: 8).utf8)
      let distance = reference(a, b)
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          let script = EditScript(of: a, from: b, limit: distance)
          #expect((script == nil) == (distance > 2))
          guard let script, distance <= 2 else { return }
          #expect(script.edits.count == distance)
          scripts += 1
          // What no edit touches is the same in both.
          var kept = Array(a)
          for edit in script.edits.reversed() {
            kept.replaceSubrange(edit.imitation, with: b[edit.target])
          }
          #expect(kept == Array(b))
        }
      }
    }
    #expect(scripts > 500)
  }

  @Test func theScanFindsEverySignatureThatIsNearAndNoOther() {
    var seed: UInt64 = 7
    // Of both halves of a signature, and the last bit.
    let letters = Array("acfqsz07-".utf8)
    let signatures = (0..<101).map { _ in
      BagSignature(
        (0..<9).map { _ in
          seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return letters[Int((seed >> 33) % 9)]
        })
    }
    for limit in 0...5 {
      for signature in signatures.prefix(20) {
        let expected = signatures.indices.filter {
          (signatures[$0].bits ^ signature.bits).nonzeroBitCount <= limit
        }
        #expect(signature.near(signatures, within: limit) == expected)
        let alike = signatures.indices.filter {
          let bits = signatures[$0].withoutSeparators.bits ^ signature.withoutSeparators.bits
          return bits.nonzeroBitCount <= limit
        }
        #expect(signature.near(signatures, within: limit, ignoringSeparators: true) == alike)
      }
    }
  }

  @Test func agreesWithTheWholeTableOnRandomWords() {
    var seed: UInt64 = 42
    func next(_ bound: UInt64) -> UInt64 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (seed >> 33) % bound
    }
    for _ in 0..<20_000 {
      let a = (0..<next(9)).map { _ in UInt8(ascii: "a") + UInt8(next(3)) }
      let b = (0..<next(9)).map { _ in UInt8(ascii: "a") + UInt8(next(3)) }
      let expected = reference(a, b)
      for limit in 0...3 {
        let found = EditDistance.between(a, b, limit: limit)
        #expect(found == (expected <= limit ? expected : nil), "\(a) \(b) \(limit)")
      }
      // The filter never rejects what is near enough.
      let bits = BagSignature.differingBits(
        atMost: expected, lengthDifference: abs(a.count - b.count))
      #expect(BagSignature(a).near([BagSignature(b)], within: bits) == [0])
    }
  }
}

extension BagSignature {
  fileprivate func near(
    _ signatures: [BagSignature], within bits: Int, ignoringSeparators: Bool = false
  ) -> [Int] {
    var found: [Int] = []
    signatures.withUnsafeBufferPointer { whole in
      SignatureScan.folds(of: Table(signatures)).withElements { folds in
        SignatureScan(signatures: whole, folds: folds)
          .forEach(
            near: self, in: signatures.indices, within: bits, ignoringSeparators: ignoringSeparators
          ) { found.append($0) }
      }
    }
    return found
  }
}
