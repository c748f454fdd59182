/// A protected name that may be the one imitated; its bytes live as long as the list.
struct Candidate {
  let target: ProtectedNames.Name
  /// Its place in its list, from 1.
  let line: Int
  /// Up to two edits.
  var distance: Int?
  /// What led to it, if it was not the distance.
  var hint: Comparison.Hint?
}

/// The protected names that one name is worth comparing with.
struct Candidates {
  private(set) var all: [Candidate] = []
  /// How many of them are within two edits.
  private(set) var crowd = 0

  /// With `areSlipsAlone` none, unless one of them is a single edit away, and only what is near.
  init(
    of name: ProtectedNames.Name, among names: ProtectedNames, areSlipsAlone: Bool = false
  ) {
    if areSlipsAlone {
      var isSlip = false
      names.forEachSlip(of: name) { _, _ in isSlip = true }
      guard isSlip else { return }
    }
    all.reserveCapacity(16)
    names.forEachCandidate(for: name) { target, line, distance in
      if distance != nil { crowd += 1 }
      all.append(Candidate(target: target, line: line, distance: distance))
    }
    if areSlipsAlone { return }
    Affix.forEach(in: name) { affix, rest in
      names.lookUp(rest) { add($0, $1, .affix(affix)) }
      if affix.isApart, rest.count >= Self.shortestRest {
        names.forEachSlip(of: rest) { add($0, $1, .affixBesideSlip(affix)) }
      }
    }
    Affix.forEachDropped(from: name) { affix, whole in
      if affix.isApart {
        names.lookUp(whole) { add($0, $1, .droppedAffix(affix)) }
      } else if let found = all.first(where: { $0.target.elementsEqual(whole) }) {
        // Two letters more are two edits: it is there.
        add(found.target, found.line, .droppedAffix(affix))
      }
    }
    let tail = name.behindFirstWord
    if !tail.isEmpty {
      names.lookUp(tail: name) { add($0, $1, .droppedNamespace) }
      names.lookUp(tail) { add($0, $1, .addedNamespace) }
    }
    guard name.contains(where: Characters.isDigit) else { return }
    for isOther in [false, true] {
      let letters = name.map { Characters.letter(for: $0, other: isOther) }
      letters.withUnsafeBufferPointer { letters in
        names.lookUp(letters) { add($0, $1, nil) }
      }
    }
  }

  /// A slip in less is a name of its own.
  private static let shortestRest = 5

  /// Adds a candidate, or what leads to it if it is there; the first hint is the narrowest.
  private mutating func add(_ target: ProtectedNames.Name, _ line: Int, _ hint: Comparison.Hint?) {
    if let index = all.firstIndex(where: { $0.line == line }) {
      if all[index].hint == nil { all[index].hint = hint }
    } else {
      all.append(Candidate(target: target, line: line, hint: hint))
    }
  }
}
