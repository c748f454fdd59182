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
  /// The likeliest first.
  private let lookAlikes: [LookAlike]

  init(of written: String, among names: FamiliarNames) {
    self.written = written
    let name = ProjectName(written)
    self.name = name
    rank = name.flatMap { names.rank(of: $0) }
    lookAlikes = name.map { names.lookAlikes(of: $0) } ?? []
  }

  /// A line, and the marks under it.
  func text(_ familiar: FamiliarNames) -> String {
    let shown = SafeText.line(written)
    guard let name else { return "\(shown)\tnot a project name\n" }
    if let rank { return "\(shown)\tpopular itself, rank \(rank)\n" }
    guard let likeness = lookAlikes.first.flatMap({ familiar.likeness(of: name, to: $0) }) else {
      return "\(shown)\tlooks like no popular project\n"
    }
    let best = likeness.found
    let confidence = "\(likeness.strength), \(Int((best.confidence * 100).rounded(.down))) %"
    let cells = [shown, best.name, likeness.standing, best.words, confidence]
    let line = cells.joined(separator: "\t") + "\n"
    if best.distance == 0 { return line }
    return line + """
          \(name.normalized)
          \(NameMarks.line(best.differences.map(\.imitation)))
          \(best.name)
          \(NameMarks.line(best.differences.map(\.target)))

      """
  }

  var json: String {
    let found = lookAlikes.map { found -> JSONText in
      .object(
        [.init("name", .string(found.name)), .init("protection", .string(found.protection.word))]
          + found.jsonMembers
          + [.init("level", found.strength.map { .string($0.rawValue) } ?? .null)])
    }
    let answer: JSONText = .object([
      .init("name", .string(written)), .init("valid", .boolean(name != nil)),
      .init("rank", rank.map { .integer($0) } ?? .null), .init("similar", .array(found)),
    ])
    return answer.written(.compact)
  }

  func csv(from level: Strength) -> String {
    let target = lookAlikes.first.flatMap { found in
      found.strength.flatMap { $0 >= level ? found.name : nil }
    }
    let cell = name == nil ? Self.quoted(SafeText.line(written)) : written
    return "\(cell),\(target == nil ? 0 : 1),\(target ?? "")"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
