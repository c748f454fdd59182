/// Rules as people read them: all of a few, the first of many.
enum RuleList {
  private static let most = 4

  static func phrase(_ rules: [RuleID]) -> String {
    let names = rules.map(\.text)
    guard names.count > most else { return names.joined(separator: ", ") }
    return names.prefix(most - 1).joined(separator: ", ") + " and \(names.count - most + 1) more"
  }
}

extension Judgement {
  /// Rules that lack a fact, those first that would have cost most.
  func gravestFirst(_ rules: [RuleID]) -> [RuleID] {
    let levels = Dictionary(missing.map { ($0.rule, $0.level) }, uniquingKeysWith: max)
    return rules.sorted { a, b in
      let (first, second) = (levels[a] ?? .ignore, levels[b] ?? .ignore)
      return first != second
        ? first > second : RuleRegistry.order(of: a) < RuleRegistry.order(of: b)
    }
  }
}
