import Gate
import LookAlikes
import PythonPackaging
import SourceText

/// What is said of one name.
struct SimilarAnswer {
  private let written: String
  /// Nil when it is not one.
  let name: ProjectName?
  private let rank: Int?
  private let lookAlikes: [LookAlike]

  init(of written: String, among names: ProtectedNames) {
    self.written = written
    let name = ProjectName(written)
    self.name = name
    rank = name.flatMap { names.rank(of: $0.normalized) }
    lookAlikes = name.map { names.lookAlikes(of: $0.normalized) } ?? []
  }

  /// A line, and the marks under it.
  var text: String {
    let shown = SafeText.line(written)
    guard let name else { return "\(shown)\tnot a project name\n" }
    if let rank { return "\(shown)\tpopular itself, rank \(rank)\n" }
    guard let best = lookAlikes.first, let strength = best.strength else {
      return "\(shown)\tlooks like no popular project\n"
    }
    let rank = best.rank.map { "rank \($0)" } ?? ""
    let confidence = "\(strength), \(Int((best.confidence * 100).rounded(.down))) %"
    return """
      \(shown)\t\(best.name)\t\(rank)\t\(best.words)\t\(confidence)
          \(name.normalized)
          \(Self.marks(best.differences.map(\.imitation)))
          \(best.name)
          \(Self.marks(best.differences.map(\.target)))

      """
  }

  /// A caret under each byte of the ranges, and a lower one where something is missing.
  private static func marks(_ ranges: [Range<Int>]) -> String {
    var line: [UInt8] = []
    for range in ranges {
      while line.count < range.lowerBound { line.append(UInt8(ascii: " ")) }
      for _ in range where line.count < range.upperBound { line.append(UInt8(ascii: "^")) }
      if range.isEmpty, line.count == range.lowerBound { line.append(UInt8(ascii: "_")) }
    }
    return String(decoding: line, as: UTF8.self)
  }

  var json: String {
    let found = lookAlikes.map { found -> JSONText in
      .object([
        .init("name", .string(found.name)),
        .init("rank", found.rank.map { .integer($0) } ?? .null),
        .init("distance", .integer(found.distance)),
        .init("kinds", .array(found.kinds.map { .string($0.rawValue) })),
        .init("difference", .string(found.words)),
        .init("differences", .array(found.differences.map(Self.json))),
        .init("confidence", .number((found.confidence * 1000).rounded() / 1000)),
        .init("level", found.strength.map { .string($0.rawValue) } ?? .null),
      ])
    }
    let answer: JSONText = .object([
      .init("name", .string(written)), .init("valid", .boolean(name != nil)),
      .init("rank", rank.map { .integer($0) } ?? .null), .init("similar", .array(found)),
    ])
    return answer.written(.compact)
  }

  private static func json(_ difference: Difference) -> JSONText {
    func range(_ range: Range<Int>) -> JSONText {
      .array([.integer(range.lowerBound), .integer(range.upperBound)])
    }
    return .object([
      .init("kind", .string(difference.kind.rawValue)),
      .init("words", .string(difference.words)),
      .init("bytes", range(difference.imitation)), .init("of", range(difference.target)),
    ])
  }

  func csv(from level: Strength) -> String {
    let target = lookAlikes.first.flatMap { found in
      found.strength.flatMap { $0 >= level ? found.name : nil }
    }
    let cell = SafeText.line(written)
    let quoted =
      "\""
      + cell.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
    return "\(name == nil ? quoted : cell),\(target == nil ? 0 : 1),\(target ?? "")"
  }
}
