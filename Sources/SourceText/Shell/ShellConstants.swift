/// Variables whose value a text tells: assigned to one literal, once or again.
package struct ShellConstants: Sendable {
  private enum Value: Sendable {
    case once([ShellWord], isList: Bool)
    /// Assigned more than once, added to, or computed.
    case unknown
  }

  /// How many bytes putting values in may add to one text.
  static let maximumGrowth = 1 << 20
  private static let maximumLength = 4096

  private var values: [String: Value] = [:]
  /// How many bytes values of variables may still add to those of others.
  private var growth = maximumGrowth

  package init() {}

  /// Takes an assignment; another value of the same variable makes it unknown.
  package mutating func assign(_ assignment: ShellAssignment) {
    assign(
      assignment.name, assignment.values, isList: assignment.isList,
      isAddition: assignment.isAddition)
  }

  /// Takes the value of a variable that something other than a shell sets.
  package mutating func assign(_ name: String, _ value: MappedText) {
    assign(name, [ShellWord(value, isQuoted: true)], isList: false, isAddition: false)
  }

  private mutating func assign(
    _ name: String, _ words: [ShellWord], isList: Bool, isAddition: Bool
  ) {
    let limit = min(growth, Self.maximumLength)
    var budget = limit
    let words = resolve(words, budget: &budget)
    growth -= limit - budget
    let length = words.reduce(0) { $0 + $1.text.range.count }
    // The elements of a list stand for themselves, whatever is in them.
    let isKnown =
      !isAddition && length <= Self.maximumLength && (isList || words.allSatisfy { $0.isLiteral })
    if isKnown, case .once(let others, isList) = values[name],
      others.map(\.text.content) == words.map(\.text.content)
    {
      return
    }
    values[name] = isKnown && values[name] == nil ? .once(words, isList: isList) : .unknown
  }

  /// The words with known variables put in: outside of quotes a value makes as many words as it
  /// holds.
  func resolve(_ words: [ShellWord], budget: inout Int) -> [ShellWord] {
    if values.isEmpty || words.allSatisfy({ $0.expansions.isEmpty }) { return words }
    return words.flatMap { resolve($0, budget: &budget) ?? [$0] }
  }

  private func resolve(_ word: ShellWord, budget: inout Int) -> [ShellWord]? {
    if word.expansions.isEmpty { return nil }
    if word.expansions.count == 1, let expansion = word.expansions.first,
      expansion.range == word.text.range
    {
      return words(of: expansion, budget: &budget)
    }
    return splice(word, budget: &budget).map { [$0] }
  }

  /// Takes the cost of words from the budget; once it does not suffice, nothing more is put in.
  private func spend(_ words: [ShellWord], _ budget: inout Int) -> Bool {
    let cost = words.reduce(0) { $0 + $1.text.range.count + 16 }
    budget = max(0, budget - cost)
    return budget > 0
  }

  private func words(of expansion: ShellExpansion, budget: inout Int) -> [ShellWord]? {
    switch expansion.kind {
    case .elements(let name):
      guard case .once(let words, _) = values[name], spend(words, &budget) else { return nil }
      return words
    case .variable(let name):
      guard case .once(let words, let isList) = values[name], spend(words, &budget) else {
        return nil
      }
      // The variable of a loop is each of its words in turn.
      if expansion.isQuoted || isList { return words }
      let parts = words.flatMap { word in
        word.text.content.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0a }
          .map { ShellWord(word.text.part($0.indices), isQuoted: word.isQuoted) }
      }
      return spend(parts, &budget) ? parts : nil
    case .computed, .pattern: return nil
    }
  }

  /// A word of several parts; nil when no variable in it is known or a value would split it.
  private func splice(_ word: ShellWord, budget: inout Int) -> ShellWord? {
    var builder = MappedTextBuilder(from: word.text)
    var rest: [ShellExpansion] = []
    var position = word.text.range.lowerBound
    var isChanged = false
    for expansion in word.expansions {
      builder.append(position..<expansion.range.lowerBound)
      position = expansion.range.upperBound
      if case .variable = expansion.kind,
        let values = words(of: expansion, budget: &budget), values.count == 1,
        values[0].isLiteral
      {
        // The whole expansion is the place of its value.
        for (index, byte) in values[0].text.content.enumerated() {
          let isLast = index > 0 && index == values[0].text.content.count - 1
          builder.append(
            CollectionOfOne(byte),
            for: isLast ? expansion.range.upperBound - 1 : expansion.range.lowerBound)
        }
        isChanged = true
      } else {
        let start = builder.bytes.count
        builder.append(expansion.range)
        rest.append(
          ShellExpansion(
            expansion.kind, at: start..<builder.bytes.count, isQuoted: expansion.isQuoted))
      }
    }
    builder.append(position..<word.text.range.upperBound)
    if !isChanged || builder.isEmpty { return nil }
    return ShellWord(builder.text, expansions: rest, isQuoted: word.isQuoted)
  }
}
