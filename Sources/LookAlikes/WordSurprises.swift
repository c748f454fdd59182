/// How surprising it would be to meet each word of a name in an honest one, in bits.
struct WordSurprises {
  let words: Words
  private let ofWords: [(start: Int, bits: Double)]

  init(of name: UnsafeBufferPointer<UInt8>, to vocabulary: Vocabulary) {
    words = Words(name)
    ofWords = words.map { ($0.lowerBound, vocabulary.surprise(of: name[$0])) }
  }

  var total: Double { ofWords.reduce(0) { $0 + $1.bits } }

  /// What some of the name's words make together.
  func sum(of some: Words) -> Double {
    some.reduce(0) { sum, word in
      sum + (ofWords.first { $0.start == word.lowerBound }?.bits ?? 0)
    }
  }
}
