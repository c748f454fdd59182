extension ProtectedNames {
  /// The names that a normalized name could be taken for, the likeliest first.
  ///
  /// Empty for a name that is itself on the list or among the additional ones that are projects:
  /// what is known imitates nobody. Some of the answers are too faint for a note; see
  /// `LookAlike.strength`.
  package func lookAlikes(
    of name: String, additional: AdditionalNames = .none
  ) -> [LookAlike] {
    guard Self.lengths.contains(name.utf8.count), rank(of: name) == nil else { return [] }
    if let reason = additional.reason(of: name) {
      let protection = Protection.additional(reason)
      return protection.forbidsItself ? [.itself(name, protection)] : []
    }
    var copy = name
    return copy.withUTF8 { bytes in
      var found = Hits()
      find(bytes, among: self, Protection.popular, into: &found)
      if !additional.isEmpty {
        let (names, protection) = additional.listed
        find(bytes, among: names, protection, into: &found)
      }
      return found.lookAlikes(of: bytes).filter { !HonestPairs.contains(name, $0.name) }
    }
  }

  /// Fainter likenesses are those of any two names.
  fileprivate static let faintest = -4.0

  /// Of shorter names nearly every neighbour is honest.
  private static let lengths = 3...longestName

  /// Weighs the candidates of a list, by the words of this one.
  private func find(
    _ name: Name, among names: ProtectedNames, _ protection: (Int) -> Protection,
    into found: inout Hits
  ) {
    var candidates: [Candidate] = []
    var crowd = 0
    names.forEachCandidate(for: name) { target, line, distance in
      if distance != nil { crowd += 1 }
      candidates.append(Candidate(target: target, line: line, distance: distance))
    }
    Affix.forEach(in: name) { affix, rest in
      names.lookUp(rest) { target, line in
        candidates.add(Candidate(target: target, line: line, affix: affix))
      }
    }
    for isOther in [false, true] where name.contains(where: Characters.isDigit) {
      let letters = name.map { Characters.letter(for: $0, other: isOther) }
      letters.withUnsafeBufferPointer { letters in
        names.lookUp(letters) { target, line in
          candidates.add(Candidate(target: target, line: line))
        }
      }
    }
    if candidates.isEmpty { return }
    let vocabulary = vocabulary()
    let surprise = Words(name).ranges.reduce(0) { $0 + vocabulary.surprise(of: name[$1]) }
    for candidate in candidates {
      let protection = protection(candidate.line)
      let isWorthIt =
        candidate.distance != 2
        || Score.bound(
          ofTwoEditsFrom: candidate.target, rank: protection.rank, crowd: crowd - 1,
          surprise: surprise)
          > Self.faintest
      guard
        let comparison = Comparison(
          of: name, with: candidate.target, distance: candidate.distance, affix: candidate.affix,
          areEditsWorthIt: isWorthIt)
      else { continue }
      let score = Score(
        of: comparison, name, with: candidate.target, rank: protection.rank,
        crowd: crowd - (candidate.distance == nil ? 0 : 1), depth: count,
        vocabulary: vocabulary)
      found.add(
        Hit(
          candidate: candidate, protection: protection, comparison: comparison, score: score))
    }
  }
}

/// A protected name that may be the one imitated; its bytes live as long as the list.
private struct Candidate {
  let target: ProtectedNames.Name
  /// Its place in its list, from 1.
  let line: Int
  /// Up to two edits.
  var distance: Int?
  var affix: Affix?
}

extension [Candidate] {
  /// Adds a candidate that was found another way, to what is known of it if it is there.
  fileprivate mutating func add(_ candidate: Candidate) {
    if let index = firstIndex(where: { $0.line == candidate.line }) {
      if candidate.affix != nil { self[index].affix = candidate.affix }
    } else {
      append(candidate)
    }
  }
}

private struct Hit {
  let candidate: Candidate
  let protection: Protection
  let comparison: Comparison
  let score: Score
}

/// The best few.
private struct Hits {
  private var hits: [Hit] = []
  private static let most = 5

  mutating func add(_ hit: Hit) {
    guard hit.score.value >= ProtectedNames.faintest else { return }
    let index = hits.firstIndex { $0.score.value < hit.score.value } ?? hits.count
    if index < Self.most { hits.insert(hit, at: index) }
    if hits.count > Self.most { hits.removeLast() }
  }

  func lookAlikes(of name: ProtectedNames.Name) -> [LookAlike] {
    hits.map { hit in
      let target = hit.candidate.target
      let limit = max(name.count, target.count)
      return LookAlike(
        name: String(decoding: target, as: UTF8.self), protection: hit.protection,
        distance: hit.candidate.distance
          ?? EditDistance.between(name, target, limit: limit) ?? limit,
        differences: Difference.all(in: hit.comparison, of: name, with: target),
        confidence: hit.score.confidence)
    }
  }
}

extension LookAlike {
  /// A name that no honest project has.
  fileprivate static func itself(_ name: String, _ protection: Protection) -> LookAlike {
    let all = 0..<name.utf8.count
    let difference = Difference(
      kind: .identical, words: "the same name", imitation: all, target: all)
    return LookAlike(
      name: name, protection: protection, distance: 0, differences: [difference], confidence: 0.9)
  }
}
