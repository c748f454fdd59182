import Glibc

/// The words that names are made of, and how likely an honest new name would have a given one.
///
/// A slip makes a word that nobody would choose; an honest neighbour mostly differs in a word that
/// others use too, or in one that is made of such words, or at least sounds like one.
struct Vocabulary: Sendable {
  /// How many names have a word.
  private var words: CountTable
  /// How many names are the same but for the word in one place.
  private var families: CountTable
  private var wordCount = 0
  /// Of each word once: runs of three, two and one characters, each with the two before it. A run
  /// begins with two marks and ends with one.
  private var threes = [UInt16](repeating: 0, count: 38 * 38 * 38)
  private var twos = [UInt32](repeating: 0, count: 38 * 38)
  private var ones = [UInt32](repeating: 0, count: 38)
  private var runCount: UInt32 = 0
  private var distinctCount: UInt32 = 0

  /// Names further down a list add little, and a list may be long.
  static let deepestRank = 20_000

  init(capacity: Int) {
    words = CountTable(capacity: capacity)
    families = CountTable(capacity: capacity * 2)
  }

  mutating func add(_ name: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var place = 0
    var whole: UInt64 = 0
    for end in 0...name.count where end == name.count || name[end] == UInt8(ascii: "-") {
      let hash = ByteHash.value(of: name[start..<end])
      wordCount += 1
      if words.add(hash) { addRuns(of: name[start..<end]) }
      whole &+= Self.placed(hash, at: place)
      place += 1
      start = end + 1
    }
    guard place > 1 else { return }
    start = 0
    place = 0
    for end in 0...name.count where end == name.count || name[end] == UInt8(ascii: "-") {
      let hash = ByteHash.value(of: name[start..<end])
      _ = families.add(Self.family(whole, without: hash, at: place))
      place += 1
      start = end + 1
    }
  }

  private mutating func addRuns(of word: Slice<UnsafeBufferPointer<UInt8>>) {
    distinctCount += 1
    var before = (Self.startMark, Self.startMark)
    for place in word.startIndex...word.endIndex {
      let code = place == word.endIndex ? Self.endMark : Self.code(of: word[place])
      let three = (before.0 * 38 + before.1) * 38 + code
      if threes[three] < .max { threes[three] += 1 }
      twos[before.1 * 38 + code] += 1
      ones[code] += 1
      runCount += 1
      before = (before.1, code)
    }
  }

  private static let startMark = 36
  private static let endMark = 37

  private static func code(of byte: UInt8) -> Int {
    Characters.isDigit(byte) ? 26 + Int(byte) - 0x30 : min(25, max(0, Int(byte) - 0x61))
  }

  /// What a word adds to the hash of its name.
  private static func placed(_ word: UInt64, at place: Int) -> UInt64 {
    let mixed = (word ^ UInt64(place)) &* 0xff51_afd7_ed55_8ccd
    return mixed ^ (mixed >> 33)
  }

  /// The hash of a name with another word's in one place, which stands for any.
  private static func family(_ name: UInt64, without word: UInt64, at place: Int) -> UInt64 {
    let sum = name &- placed(word, at: place) &+ placed(0, at: place)
    let mixed = sum &* 0x9e37_79b9_7f4a_7c15
    return mixed ^ (mixed >> 29)
  }
}

// What is asked of it.
extension Vocabulary {
  /// How many names have the word.
  func count(of word: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    words[ByteHash.value(of: word)]
  }

  /// How many names differ from this one in one of its words alone, itself included if it was added.
  func familySize(of name: Words, without word: Range<Int>) -> Int {
    var whole: UInt64 = 0
    var family: (hash: UInt64, place: Int)?
    for (place, range) in name.ranges.enumerated() {
      let hash = ByteHash.value(of: name.name[range])
      whole &+= Self.placed(hash, at: place)
      if range == word { family = (hash, place) }
    }
    return family.map { families[Self.family(whole, without: $0.hash, at: $0.place)] } ?? 0
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
            bits = log2(Double(wordCount) / Double(seen))
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
    var before = (Self.startMark, Self.startMark)
    for place in word.startIndex...word.endIndex {
      let code = place == word.endIndex ? Self.endMark : Self.code(of: word[place])
      let one = (Double(ones[code]) + 0.5) / (Double(runCount) + 20)
      let afterOne = before.1 == Self.startMark ? distinctCount : ones[before.1]
      let two = (Double(twos[before.1 * 38 + code]) + 5 * one) / (Double(afterOne) + 5)
      let afterTwo =
        before.1 == Self.startMark ? distinctCount : twos[before.0 * 38 + before.1]
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
