extension LookAlike {
  /// What differs, said of the imitating name.
  package var words: String {
    // Another character in place of a separator is more than that.
    let areSeparatorsAlone = differences.allSatisfy {
      $0.kind == .separators && ($0.imitation.isEmpty || $0.target.isEmpty)
    }
    if areSeparatorsAlone { return "only the separators differ" }
    if differences.count == 1 { return words(for: differences[0]) }
    let said = differences.reduce(into: [String]()) { said, difference in
      let words = words(for: difference)
      if !said.contains(words) { said.append(words) }
    }
    return said.joined(separator: " and ")
  }

  /// One of the differences, said of the imitating name.
  package func words(for difference: Difference) -> String {
    var new: String { quoted(difference.imitation, of: imitation) }
    var old: String { quoted(difference.target, of: name) }
    var change: String {
      if difference.target.isEmpty { return "\(new) added" }
      return difference.imitation.isEmpty ? "\(old) missing" : "\(new) in place of \(old)"
    }
    switch difference.kind {
    case .transposition:
      let (first, second) = (difference.target.prefix(1), difference.target.suffix(1))
      return "\(quoted(first, of: name)) and \(quoted(second, of: name)) swapped"
    case .repeatedCharacter:
      return difference.target.isEmpty ? "\(new) once too often" : "\(old) once too few"
    case .keyboardNeighbour:
      return difference.target.isEmpty ? change : "\(change), the key beside it"
    case .lookAlikeCharacters: return "\(change), which looks like it"
    case .plural: return difference.target.isEmpty ? "plural 's' added" : "plural 's' missing"
    case .wordOrder: return "the same words in another order"
    case .affix, .addedNamespace:
      return "\(change) \(difference.imitation.lowerBound == 0 ? "in front" : "at the end")"
    case .droppedAffix, .droppedNamespace:
      return "\(change) \(difference.target.lowerBound == 0 ? "in front" : "at the end")"
    case .identical: return "the same name"
    case .substitution, .insertion, .deletion, .vowel, .separators, .digit, .digitSuffix:
      return change
    }
  }

  private func quoted(_ range: Range<Int>, of text: String) -> String {
    "'\(String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self))'"
  }
}
