extension ProtectedNames {
  /// The names that a normalized name could be taken for, the likeliest first.
  ///
  /// Empty for a name that is itself on the list, allowed or private: what is known imitates nobody.
  /// A dependency may imitate all the same, since not every part of a repository is judged alike.
  /// Some of the answers are too faint for a note; see `LookAlike.strength`.
  package func lookAlikes(
    of name: String, additional: [AdditionalNames] = []
  ) -> [LookAlike] {
    guard Self.lengths.contains(name.utf8.count), rank(of: name) == nil else { return [] }
    for names in additional where !names.isEmpty {
      guard let line = names.names.rank(of: name) else { continue }
      let reason = names.reason(ofLine: line)
      let protection = Protection.additional(reason)
      if protection.forbidsItself {
        return [.itself(name, protection, instead: names.instead(ofLine: line))]
      }
      if reason != .dependency { return [] }
    }
    var copy = name
    return copy.withUTF8 { bytes in
      var found = Hits()
      find(bytes, Candidates(of: bytes, among: self), into: &found) {
        (.popular(rank: $0), $0, nil)
      }
      for (index, names) in additional.enumerated() where !names.isEmpty {
        let candidates = Candidates(
          of: bytes, among: names.names, areSlipsAlone: names.meanNoProjects)
        find(bytes, candidates, into: &found) {
          (.additional(names.reason(ofLine: $0)), names.renown(ofLine: $0), index)
        }
      }
      var lookAlikes = found.lookAlikes(of: name, bytes, on: additional)
      lookAlikes.removeAll { HonestPairs.contains(name, $0.name) }
      return lookAlikes
    }
  }

  /// Fainter likenesses are those of any two names.
  fileprivate static let faintest = -4.0

  /// Of shorter names nearly every neighbour is honest.
  private static let lengths = 3...longestName

  /// Weighs the candidates of a list, by the words of this one.
  private func find(
    _ name: Name, _ candidates: Candidates, into found: inout Hits,
    _ protection: (_ line: Int) -> (Protection, renown: Int, list: Int?)
  ) {
    if candidates.all.isEmpty { return }
    let vocabulary = vocabulary()
    lazy var surprises = WordSurprises(of: name, to: vocabulary)
    for candidate in candidates.all {
      let (protection, known, list) = protection(candidate.line)
      if protection.forbidsItself, candidate.distance != 1 { continue }
      let rank = renown(of: candidate.target, known)
      let isWorthIt =
        candidate.distance != 2
        || Score.bound(
          ofTwoEditsFrom: candidate.target, rank: rank, crowd: candidates.crowd - 1,
          surprise: surprises.total)
          > Self.faintest
      guard
        let comparison = Comparison(
          of: name, with: candidate.target, distance: candidate.distance, hint: candidate.hint,
          areEditsWorthIt: isWorthIt),
        !protection.isWordAlone || comparison.isOfLetters
      else { continue }
      let score = Score(
        of: comparison, name, with: candidate.target, rank: rank,
        crowd: candidates.crowd - (candidate.distance == nil ? 0 : 1), depth: count,
        vocabulary: vocabulary, surprises: surprises)
      found.add(
        Hit(
          candidate: candidate, protection: protection, list: list, comparison: comparison,
          score: score))
    }
  }

  /// The rank by which a protected name is weighed.
  ///
  /// What people call a project is imitated as the project is, two doublings further down: `pytorch`
  /// is hardly downloaded and stands for `torch`.
  private func renown(of target: Name, _ rank: Int) -> Int {
    var rank = rank
    if target.count > 4, target[0] == UInt8(ascii: "p"), target[1] == UInt8(ascii: "y") {
      lookUp(Name(rebasing: target[2...])) { _, other in rank = min(rank, other * 4) }
    }
    return rank
  }
}

private struct Hit {
  let candidate: Candidate
  var protection: Protection
  /// Which additional list it is on, if it is not that of the most downloaded.
  let list: Int?
  let comparison: Comparison
  let score: Score
}

/// The best few.
private struct Hits {
  private var hits: [Hit] = []
  private static let most = 5

  mutating func add(_ hit: Hit) {
    guard hit.score.value >= ProtectedNames.faintest else { return }
    // A dependency may be popular too: its rank is told, and what is close at hand counts.
    var hit = hit
    if let known = hits.firstIndex(where: {
      $0.candidate.target.elementsEqual(hit.candidate.target)
    }) {
      if hits[known].score.value >= hit.score.value { return }
      hit.protection = hits.remove(at: known).protection
    }
    if hits.isEmpty { hits.reserveCapacity(Self.most + 1) }
    let index = hits.firstIndex { $0.score.value < hit.score.value } ?? hits.count
    if index < Self.most { hits.insert(hit, at: index) }
    if hits.count > Self.most { hits.removeLast() }
  }

  func lookAlikes(
    of written: String, _ name: ProtectedNames.Name, on lists: [AdditionalNames]
  ) -> [LookAlike] {
    let found = hits.map { hit in
      let target = hit.candidate.target
      let limit = max(name.count, target.count)
      return LookAlike(
        name: String(decoding: target, as: UTF8.self), imitation: written,
        protection: hit.protection,
        distance: hit.candidate.distance
          ?? EditDistance.between(name, target, limit: limit) ?? limit,
        differences: Difference.all(in: hit.comparison, of: name, with: target),
        confidence: hit.score.confidence,
        instead: hit.list.flatMap { lists[$0].instead(ofLine: hit.candidate.line) })
    }
    return found.withPresentNameFirst
  }
}

extension [LookAlike] {
  /// Whoever mistypes the former name of a project means the present one.
  fileprivate var withPresentNameFirst: [LookAlike] {
    guard let first, let present = HonestPairs.presentName(of: first.name),
      let index = firstIndex(where: { $0.name == present })
    else { return self }
    var found = self
    var better = found.remove(at: index)
    better.confidence = first.confidence
    return [better] + found
  }
}

extension LookAlike {
  /// A name that no honest project has.
  fileprivate static func itself(
    _ name: String, _ protection: Protection, instead: String?
  ) -> LookAlike {
    let all = 0..<name.utf8.count
    let difference = Difference(
      kind: .identical, imitation: all, target: all)
    return LookAlike(
      name: name, imitation: name, protection: protection, distance: 0, differences: [difference],
      confidence: 0.9,
      instead: instead)
  }
}
