import SourceText

/// A comprehension or generator, `element for target in source if condition …`.
struct ScriptComprehension {
  struct Clause {
    /// The names that are bound, one for each part of an item if there are several.
    let targets: [String]
    let source: Range<Int>
  }

  /// The key of a dictionary's entry.
  private(set) var key: Range<Int>?
  private(set) var element: Range<Int>
  private(set) var clauses: [Clause] = []

  /// Reads what stands between the brackets; nil when it is something else.
  init?(_ range: Range<Int>, in code: ScriptCode) {
    let tokens = code.tokens(range).filter { $0.depth == 0 }.map(\.token)
    let words = tokens.map { $0.kind == .string ? "" : code.word($0) }
    guard let start = words.firstIndex(of: "for") else { return nil }
    element = range.lowerBound..<tokens[start].range.lowerBound
    if let colon = words[..<start].firstIndex(of: ":") {
      key = range.lowerBound..<tokens[colon].range.lowerBound
      element = tokens[colon].range.upperBound..<tokens[start].range.lowerBound
    }
    var index = start
    while index < words.count {
      guard words[index] == "for", let separator = words[index...].firstIndex(of: "in") else {
        return nil
      }
      let names = code.tokens(tokens[index].range.upperBound..<tokens[separator].range.lowerBound)
        .filter { $0.token.kind == .name }.map { code.word($0.token) }
      let rest = words[(separator + 1)...]
      // A condition limits what there is; all of it counts.
      let end = rest.firstIndex { $0 == "for" || $0 == "if" || $0 == "async" } ?? words.count
      let next = words[end...].firstIndex(of: "for") ?? words.count
      let upper = end < words.count ? tokens[end].range.lowerBound : range.upperBound
      clauses.append(Clause(targets: names, source: tokens[separator].range.upperBound..<upper))
      index = next
    }
  }
}
