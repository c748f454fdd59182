import Glibc

/// The odds that a name was made, or mistyped, from a protected one.
struct Score {
  /// In natural logarithms of odds; zero is where a note is due.
  let value: Double

  /// - Parameters:
  ///   - rank: the protected name's, from 1.
  ///   - crowd: how many other protected names are within two edits.
  ///   - depth: how many names the list of the most downloaded has.
  ///   - surprises: those of the imitating name's words.
  init(
    of comparison: Comparison, _ name: UnsafeBufferPointer<UInt8>,
    with target: UnsafeBufferPointer<UInt8>, rank: Int, crowd: Int, depth: Int,
    vocabulary: Vocabulary, surprises: @autoclosure () -> WordSurprises
  ) {
    let words = Words(target)
    let rankBits = log2(Double(max(rank, 1)))
    let crowdBits = log2(1 + Double(crowd))
    let severalWords = words.count > 1

    func common(_ weights: ScoreWeights) -> Double {
      weights.base + weights.rank * (max(rankBits, 5) - 11) + weights.crowd * crowdBits
        + (severalWords ? weights.severalWords : 0)
        + ScoreWeights.depth * log2(Double(min(max(depth, 5_000), 15_000)) / 5_000)
    }
    func changed(_ weights: ScoreWeights) -> Double {
      let surprises = surprises()
      let surprise = surprises.sum(of: surprises.words.without(words))
      var value = weights.surprise * min(surprise, 60) / 10
      if weights.family != 0, severalWords {
        var lost = words.without(surprises.words)
        if let word = lost.next(), lost.isEmpty {
          let others = max(0, vocabulary.familySize(of: words, without: word) - 1)
          value += weights.family * log2(1 + Double(others))
        }
      }
      return value
    }
    /// In doublings: how many other names have the rarest of the protected name's words.
    func rarestWord() -> Double {
      let others = words.reduce(.max) { min($0, vocabulary.count(of: target[$1]) - 1) }
      return log2(1 + Double(max(0, others)))
    }

    func ofEdits(_ edits: [Edit]) -> Double {
      let weights = edits.count == 1 ? ScoreWeights.oneEdit : .twoEdits
      var value = common(weights) + changed(weights)
      for edit in edits {
        let weight = ScoreWeights.edit(edit.kind)
        value += edits.count == 1 ? weight.alone : weight.ofTwo
      }
      // A repeated letter stands at no place of its own.
      let placed = edits.filter { $0.kind != .repetition && $0.kind != .missingRepetition }
      if placed.contains(where: { $0.target.lowerBound == 0 }) { value += weights.atStart }
      if placed.contains(where: {
        $0.target.isEmpty
          ? $0.imitation.upperBound == name.count
          : $0.target.upperBound == target.count
      }) {
        value += weights.atEnd
      }
      return value
    }

    switch comparison {
    case .edits(let edits): value = ofEdits(edits)
    case .affixAndEdit(let affix, let edit):
      let rest = UnsafeBufferPointer(rebasing: name[affix.rest(of: name)])
      value =
        Score(
          of: .edits([edit]), rest, with: target, rank: rank, crowd: crowd, depth: depth,
          vocabulary: vocabulary, surprises: WordSurprises(of: rest, to: vocabulary)
        ).value + ScoreWeights.affixBesideSlip
    case .lookAlikeCharacters:
      value = common(.lookAlikeCharacters) + changed(.lookAlikeCharacters)
    case .separators:
      let dash = UInt8(ascii: "-")
      let isLeftOut = name.count { $0 == dash } < target.count { $0 == dash }
      value =
        common(.separators) + changed(.separators)
        + (isLeftOut ? ScoreWeights.separatorsLeftOut : 0)
    case .wordOrder:
      value =
        common(.wordOrder) + (words.count > 2 ? ScoreWeights.wordOrderOfMany : 0)
        + ScoreWeights.wordOrderOfCommonWords * rarestWord()
    case .affix(let affix):
      value =
        common(.affix) + ScoreWeights.affix(affix.form) + ScoreWeights.affix(affix.kind)
        + ScoreWeights.affixOfCommonWord * rarestWord()
        + ScoreWeights.affixOfTheMostPopular * max(0, 8 - rankBits)
    case .droppedAffix: value = common(.droppedAffix)
    case .droppedNamespace:
      value =
        common(.droppedNamespace)
        + ScoreWeights.droppedNamespaceFromMany * Double(words.count - 3)
    case .addedNamespace: value = common(.addedNamespace)
    }
  }

  /// More than two edits can be worth; cheap, since most names that are two edits apart are short and
  /// far below any use.
  ///
  /// - Parameter surprise: that of all words of the imitating name.
  static func bound(
    ofTwoEditsFrom target: UnsafeBufferPointer<UInt8>, rank: Int, crowd: Int, surprise: Double
  ) -> Double {
    let weights = ScoreWeights.twoEdits
    let rankBits = Double(Int.bitWidth - 1 - max(rank, 1).leadingZeroBitCount)
    let crowdBits = Double(Int.bitWidth - 1 - (1 + max(0, crowd)).leadingZeroBitCount)
    return weights.base + 2 * ScoreWeights.edit(.deletion).ofTwo + weights.surprise
      * min(surprise, 60) / 10
      + weights.rank * (max(rankBits, 5) - 11) + weights.crowd * crowdBits
      + (target.contains(UInt8(ascii: "-")) ? weights.severalWords : 0) + ScoreWeights.depth * 1.6
  }

  /// The probability, from 0 to 1.
  var confidence: Double { 1 / (1 + exp(-value)) }
}
