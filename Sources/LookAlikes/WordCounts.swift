/// The words of names while they are counted; a `Vocabulary` answers for what was seen.
struct WordCounts {
  /// How many names have a word.
  private(set) var words: CountTable.Counts
  /// How many names are the same but for the word in one place.
  private(set) var families: CountTable.Counts
  private(set) var wordCount: UInt32 = 0
  /// Of each word once: runs of three, two and one characters, each with the two before it. A run
  /// begins with two marks and ends with one.
  private(set) var threes = [UInt16](repeating: 0, count: 38 * 38 * 38)
  private(set) var twos = [UInt32](repeating: 0, count: 38 * 38)
  private(set) var ones = [UInt32](repeating: 0, count: 38)
  private(set) var runCount: UInt32 = 0
  private(set) var distinctCount: UInt32 = 0

  /// Names further down a list add little, and a list may be long.
  static let deepestRank = 20_000

  init(capacity: Int) {
    words = CountTable.Counts(capacity: capacity)
    families = CountTable.Counts(capacity: capacity * 2)
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

  static let startMark = 36
  static let endMark = 37

  static func code(of byte: UInt8) -> Int {
    Characters.isDigit(byte) ? 26 + Int(byte) - 0x30 : min(25, max(0, Int(byte) - 0x61))
  }

  /// What a word adds to the hash of its name.
  static func placed(_ word: UInt64, at place: Int) -> UInt64 {
    let mixed = (word ^ UInt64(place)) &* 0xff51_afd7_ed55_8ccd
    return mixed ^ (mixed >> 33)
  }

  /// The hash of a name with another word's in one place, which stands for any.
  static func family(_ name: UInt64, without word: UInt64, at place: Int) -> UInt64 {
    let sum = name &- placed(word, at: place) &+ placed(0, at: place)
    let mixed = sum &* 0x9e37_79b9_7f4a_7c15
    return mixed ^ (mixed >> 29)
  }
}
