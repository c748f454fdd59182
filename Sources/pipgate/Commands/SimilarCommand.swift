import ArgumentParser
import Gate
import GateIO
import LookAlikes
import PythonPackaging
import SourceText

/// Says which popular projects a name could be taken for.
struct SimilarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Say which popular project a name looks like, and why.",
    discussion: """
      Names are arguments, or one a line on standard input. One line is printed for each name: the
      name, what it looks like, its rank among the most downloaded, and the difference.

      Examples:
        pipgate similar reqeusts
        cut -d= -f1 requirements.txt | pipgate similar --json
      """)

  @Argument(help: "Names; none or '-' reads standard input.")
  var names: [String] = []

  @Flag(help: "Print one JSON object a line.")
  var json = false

  func run() throws {
    let console = Console.standard()
    let isFromInput = names.isEmpty || names == ["-"]
    let lines = isFromInput ? Self.lines(of: try FileReading.standardInput()) : names
    let popularity = BuiltIn.popularity()
    var text = ""
    var isEveryNameValid = true
    for line in lines where !line.isEmpty {
      let answer = SimilarAnswer(of: line, popularity: popularity)
      isEveryNameValid = isEveryNameValid && answer.name != nil
      text += json ? answer.json + "\n" : answer.line + "\n"
    }
    try console.emit(text)
    if !isEveryNameValid { throw ExitStatus(code: 2) }
  }

  /// The lines without white space around them, split as bytes: a CR before an LF makes one
  /// character of both.
  private static func lines(of bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n")).map { line in
      let isBlank = { (byte: UInt8) in [0x20, 0x09, 0x0d].contains(byte) }
      let start = line.drop(while: isBlank)
      let end = start.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start.startIndex
      return String(decoding: start[..<end], as: UTF8.self)
    }
  }
}

/// What is said of one name.
private struct SimilarAnswer {
  let written: String
  let name: ProjectName?
  let rank: Int?
  let lookAlikes: [LookAlike]

  init(of written: String, popularity: Popularity) {
    self.written = written
    name = ProjectName(written)
    rank = name.flatMap(popularity.rank)
    lookAlikes = name.map { popularity.names.lookAlikes(of: $0.normalized) } ?? []
  }

  var line: String {
    let shown = SafeText.line(written)
    guard name != nil else { return "\(shown)\tnot a project name" }
    if let rank { return "\(shown)\tpopular itself, rank \(rank)" }
    guard let best = lookAlikes.first else { return "\(shown)\tlooks like no popular project" }
    return "\(shown)\t\(best.name)\trank \(best.rank)\t\(best.difference.words)"
  }

  var json: String {
    let found = lookAlikes.map { found -> JSONText in
      .object([
        .init("name", .string(found.name)), .init("rank", .integer(found.rank)),
        .init("distance", .integer(found.distance)), .init("kind", .string(found.difference.kind)),
        .init("difference", .string(found.difference.words)),
      ])
    }
    let answer: JSONText = .object([
      .init("name", .string(written)), .init("valid", .boolean(name != nil)),
      .init("rank", rank.map { .integer($0) } ?? .null), .init("similar", .array(found)),
    ])
    return answer.written(.compact)
  }
}
