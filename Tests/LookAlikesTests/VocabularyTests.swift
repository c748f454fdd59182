import Testing

@testable import LookAlikes

@Suite struct VocabularyTests {
  private static let names = [
    "types-redis", "types-yaml", "types-six", "django-filter", "django-redis", "clean-text",
    "file-lock", "requests", "six",
  ]
  private let vocabulary = Vocabulary(
    names.reduce(into: WordCounts(capacity: 64)) { counts, name in
      Array(name.utf8).withUnsafeBufferPointer { counts.add($0) }
    })

  private func surprise(_ word: String) -> Double {
    Array(word.utf8).withUnsafeBufferPointer { vocabulary.surprise(of: $0[0..<$0.count]) }
  }

  @Test func countsTheNamesThatHaveAWord() {
    for (word, count) in [("types", 3), ("redis", 2), ("six", 2), ("red", 0), ("", 0)] {
      let found = Array(word.utf8).withUnsafeBufferPointer {
        vocabulary.count(of: $0[0..<$0.count])
      }
      #expect(found == count, "\(word)")
    }
  }

  @Test func countsTheNamesThatDifferInOneWord() {
    func size(_ name: String, _ word: Int) -> Int {
      Array(name.utf8).withUnsafeBufferPointer { name in
        let words = Words(name)
        return vocabulary.familySize(of: words, without: Array(words)[word])
      }
    }
    #expect(size("types-toml", 1) == 3)
    #expect(size("types-redis", 0) == 2)
    #expect(size("redis-types", 0) == 0)
    #expect(size("django-types-x", 0) == 0)
  }

  @Test func aSlipSurprisesMoreThanAWordAndThanWordsInOne() {
    #expect(surprise("redis") < surprise("reids"))
    #expect(surprise("textfile") < surprise("textfiel"))
    #expect(surprise("redis2024") < surprise("redsi2024"))
    // By the sound of it alone.
    #expect(surprise("quests") < surprise("qstseu"))
  }

  @Test func noWordIsTooOddToWeigh() {
    for word in ["", "a", "7", "----", String(repeating: "zq9", count: 30)] {
      #expect(surprise(word).isFinite, "\(word)")
      #expect(Vocabulary(WordCounts(capacity: 0)).surpriseIsFinite(of: word))
    }
  }

  @Test func aTableCountsEachHashAndStaysWithinItsSize() {
    var counts = CountTable.Counts(capacity: 8)
    let isFirst = [counts.add(1), counts.add(1)]
    #expect(isFirst == [true, false])
    #expect(CountTable(counts)[1] == 2)
    #expect(CountTable(counts)[2] == 0)
    for hash in 0..<1_000 { _ = counts.add(UInt64(hash) << 48) }
    #expect(CountTable(counts)[1] == 2)
    #expect(CountTable(counts)[999 << 48] == 0)
  }
}

extension Vocabulary {
  fileprivate func surpriseIsFinite(of word: String) -> Bool {
    Array(word.utf8).withUnsafeBufferPointer { surprise(of: $0[0..<$0.count]).isFinite }
  }
}
