import Glibc

/// The words that names are made of, and how likely an honest new name would have a given one.
///
/// A slip makes a word that nobody would choose; an honest neighbour mostly differs in a word that
/// others use too, or in one that is made of such words, or at least sounds like one. A class for the
/// same reason as `ProtectedNames`.
final class Vocabulary: Sendable {
  /// How many names have a word.
  let words: CountTable
  /// How many names are the same but for the word in one place.
  let families: CountTable
  /// Runs of three, two and one characters in words.
  let threes: Table<UInt16>
  let twos: Table<UInt32>
  let ones: Table<UInt32>
  /// How many words there are, how many runs, and how many different words.
  let totals: Table<UInt32>

  init(_ counts: WordCounts) {
    words = CountTable(counts.words)
    families = CountTable(counts.families)
    threes = Table(counts.threes)
    twos = Table(counts.twos)
    ones = Table(counts.ones)
    totals = Table([counts.wordCount, counts.runCount, counts.distinctCount])
  }

  init(from reader: inout TableReader) {
    words = CountTable(from: &reader)
    families = CountTable(from: &reader)
    threes = reader.table()
    twos = reader.table()
    ones = reader.table()
    totals = reader.table()
  }

  func write(to writer: inout TableWriter) {
    words.write(to: &writer)
    families.write(to: &writer)
    writer.write(threes)
    writer.write(twos)
    writer.write(ones)
    writer.write(totals)
  }

  private var wordCount: Double { Double(totals[0]) }
  private var runCount: Double { Double(totals[1]) }
  private var distinctCount: UInt32 { totals[2] }

  /// How many names have the word.
  func count(of word: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    words[ByteHash.value(of: word)]
  }

  /// How many names differ from this one in one of its words alone, itself included if it was added.
  func familySize(of name: Words, without word: Range<Int>) -> Int {
    var whole: UInt64 = 0
    var family: (hash: UInt64, place: Int)?
    for (place, range) in name.enumerated() {
      let hash = ByteHash.value(of: name.name[range])
      whole &+= WordCounts.placed(hash, at: place)
      if range == word { family = (hash, place) }
    }
    return family.map { families[WordCounts.family(whole, without: $0.hash, at: $0.place)] } ?? 0
  }

  /// How many bits of surprise it would be to meet the word in an honest name: few for a word in
  /// use, more for one made of words in use, most for one that sounds like none.
  func surprise(of word: Slice<UnsafeBufferPointer<UInt8>>) -> Double {
    let count = word.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: count + 1) { best in
      best[0] = 0
      for end in stride(from: 1, through: count, by: 1) { best[end] = .infinity }
      for start in 0..<count where best[start] < .infinity {
        var hash = ByteHash()
        var isNumber = true
        for end in (start + 1)...min(count, start + Self.longestPart) {
          let byte = word[word.startIndex + end - 1]
          hash.combine(byte)
          isNumber = isNumber && Characters.isDigit(byte)
          guard end - start > 1 || isNumber else { continue }
          let seen = words[hash.value]
          var bits = Double.infinity
          if seen > 0 {
            bits = log2(wordCount / Double(seen))
          } else if isNumber {
            bits = 3 + 3.3 * Double(end - start)
          }
          let isWhole = start == 0 && end == count
          best[end] = min(best[end], best[start] + bits + (isWhole ? 0 : Self.joint))
        }
      }
      return min(best[count], surpriseOfRuns(in: word) + Self.novelty)
    }
  }

  /// Bits for each seam between two parts of one word.
  private static let joint = 3.0
  /// Bits for a word that nobody uses yet.
  private static let novelty = 2.0
  private static let longestPart = 16

  /// By how common its runs of three characters are, with shorter runs where those are rare.
  private func surpriseOfRuns(in word: Slice<UnsafeBufferPointer<UInt8>>) -> Double {
    var bits = 0.0
    var likelihood = 1.0
    var before = (WordCounts.startMark, WordCounts.startMark)
    for place in word.startIndex...word.endIndex {
      let code = place == word.endIndex ? WordCounts.endMark : WordCounts.code(of: word[place])
      let one = (Double(ones[code]) + 0.5) / (runCount + 20)
      let afterOne = before.1 == WordCounts.startMark ? distinctCount : ones[before.1]
      let two = (Double(twos[before.1 * 38 + code]) + 5 * one) / (Double(afterOne) + 5)
      let afterTwo =
        before.1 == WordCounts.startMark ? distinctCount : twos[before.0 * 38 + before.1]
      let three = Double(threes[(before.0 * 38 + before.1) * 38 + code])
      likelihood *= (three + 5 * two) / (Double(afterTwo) + 5)
      if likelihood < 1e-200 {
        bits -= log2(likelihood)
        likelihood = 1
      }
      before = (before.1, code)
    }
    return bits - log2(likelihood)
  }
}
