/// How a name differs from a protected one.
enum Comparison {
  case edits([Edit])
  case lookAlikeCharacters(LookAlikeCharacters)
  case separators
  case wordOrder
  case affix(Affix)
  /// An affix, and an edit in the rest, of which its offsets are.
  case affixAndEdit(Affix, Edit)
  case droppedAffix(Affix)
  /// The first of the protected name's words, which says whose it is, left out.
  case droppedNamespace(Range<Int>)
  /// A word put in front that is no affix.
  case addedNamespace(Range<Int>)

  /// The narrowest way of saying it, or nil when the names are too far apart. `hint` says what led
  /// to the protected name if it was not the distance. Edits are not looked for unless they are worth
  /// it.
  init?(
    of name: UnsafeBufferPointer<UInt8>, with target: UnsafeBufferPointer<UInt8>,
    distance: Int?, hint: Hint? = nil, areEditsWorthIt: Bool = true
  ) {
    if Self.differInSeparatorsAlone(name, target) {
      self = .separators
    } else if let characters = LookAlikeCharacters(of: name, from: target) {
      self = .lookAlikeCharacters(characters)
    } else if Self.areReordered(name, target) {
      self = .wordOrder
    } else if let hint, distance != 1 {
      self.init(hint, of: name, with: target)
    } else if areEditsWorthIt, let distance,
      let script = EditScript(of: name, from: target, limit: distance)
    {
      self = .edits(script.edits)
    } else {
      return nil
    }
  }

  /// What leads from a name to a protected one that is not near.
  enum Hint: Sendable {
    case affix(Affix)
    case affixBesideSlip(Affix)
    case droppedAffix(Affix)
    case droppedNamespace, addedNamespace
  }

  private init?(
    _ hint: Hint, of name: UnsafeBufferPointer<UInt8>, with target: UnsafeBufferPointer<UInt8>
  ) {
    switch hint {
    case .affix(let affix): self = .affix(affix)
    case .droppedAffix(let affix): self = .droppedAffix(affix)
    case .droppedNamespace: self = .droppedNamespace(0..<target.count - name.count)
    case .addedNamespace: self = .addedNamespace(0..<name.count - target.count)
    case .affixBesideSlip(let affix):
      let rest = affix.rest(of: name)
      guard
        let edit = EditScript(
          of: UnsafeBufferPointer(rebasing: name[rest]), from: target, limit: 1)?.edits.first
      else { return nil }
      self = .affixAndEdit(affix, edit)
    }
  }

  /// Whether it is a matter of letters, and not of words and what stands between them.
  var isOfLetters: Bool {
    switch self {
    case .edits(let edits): edits.allSatisfy { $0.kind != .separator }
    case .lookAlikeCharacters: true
    default: false
    }
  }

  private static func areReordered(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard a.count == b.count, a.contains(UInt8(ascii: "-")) else { return false }
    let words = Words(a)
    let others = Words(b)
    return words.count == others.count && words.without(others).isEmpty
  }

  private static func differInSeparatorsAlone(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var i = 0
    var j = 0
    while true {
      while i < a.count, a[i] == UInt8(ascii: "-") { i += 1 }
      while j < b.count, b[j] == UInt8(ascii: "-") { j += 1 }
      if i == a.count || j == b.count { return i == a.count && j == b.count }
      if a[i] != b[j] { return false }
      i += 1
      j += 1
    }
  }
}
