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

  /// Adds a line, and the marks under it.
  func write(to text: inout String, _ familiar: FamiliarNames) {
    guard let name else {
      text += "\(SafeText.line(written))\tnot a project name\n"
      return
    }
    // What is a name, and no longer than others, needs no second look.
    let isUsual = written.utf8.count <= ProtectedNames.longestName
    text += isUsual ? written : SafeText.line(written)
    if let rank {
      text += "\tpopular itself, rank \(rank)\n"
      return
    }
    guard let likeness = lookAlikes.first.flatMap({ familiar.likeness(of: name, to: $0) }) else {
      text += "\tlooks like no popular project\n"
      return
    }
    let best = likeness.found
    let percent = Int((best.confidence * 100).rounded(.down))
    for cell in [best.name, likeness.standing, best.words, likeness.strength.rawValue] {
      text += "\t"
      text += cell
    }
    text += ", \(percent) %\n"
    if best.distance == 0 { return }
    text += """
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
