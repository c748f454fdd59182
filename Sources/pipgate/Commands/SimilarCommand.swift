import ArgumentParser
import Gate
import GateIO
import LookAlikes
import PythonPackaging

/// Says which popular projects a name could be taken for.
struct SimilarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Say which familiar project a name looks like, and why.",
    usage: "pipgate similar [<names> ...] [<options>]",
    discussion: """
      Names are arguments, or one a line on standard input. They are compared with the most
      downloaded projects, the modules of Python and of other projects, and what is often typed by
      mistake. The human form has one line for each name: the name, what it looks like, what that
      is, the difference and how likely it is meant; under it both names, with the characters that
      differ marked.

      A hint is worth a line when something else speaks against the project too, a note worth one
      by itself, a review worth a person's time.

      Examples:
        pipgate similar reqeusts
        cut -d= -f1 requirements.txt | pipgate similar --format json
        pipgate similar --protected ours.txt --format csv < names
      """)

  @Argument(help: "Names; none or '-' reads standard input.")
  var names: [String] = []

  @Option(
    help: "human, json (one object a line) or csv (name,flagged,target).",
    completion: .list(SimilarFormat.allCases.map(\.rawValue)))
  var format = SimilarFormat.human

  @Option(
    help: ArgumentHelp(
      "Protect the names in this file, in rank order or as 'rank,name', not the built-in list.",
      valueName: "file"),
    completion: .file())
  var protected: String?

  @Option(
    help: "From what on csv calls a name flagged: hint, note or review.",
    completion: .list(Strength.allCases.map(\.rawValue)))
  var level = Strength.review

  /// The newest list that is here.
  private static var popularity: Popularity {
    let environment = Environment.current
    return PopularitySource(cache: CacheDirectory.standard { environment[$0] }).popularity
  }

  func run() throws {
    let console = Console.standard()
    let isFromInput = names.isEmpty || names == ["-"]
    let lines = isFromInput ? ListedNames.lines(of: try FileReading.standardInput()) : names
    let familiar =
      if let protected {
        FamiliarNames(
          Facts(
            clock: Clock(Environment.now), projects: [:],
            popularity: Popularity(date: "", names: try ListedNames.protected(in: protected))))
      } else {
        FamiliarNames(
          Facts(
            clock: Clock(Environment.now), projects: [:], popularity: Self.popularity,
            noProjects: BuiltIn.noProjects()))
      }
    let answers = answers(about: lines.filter { !$0.isEmpty }, among: familiar)
    try console.emit(format == .csv ? "name,flagged,target\n" : "")
    for answer in answers { try console.emit(answer.text) }
    if !answers.allSatisfy(\.areAboutNames) { throw ExitStatus(code: 2) }
  }

  /// What is said of so many lines at a time: a few names are compared in less time than it takes to
  /// share them.
  private func answers(
    about lines: [String], among familiar: FamiliarNames
  ) -> [(text: String, areAboutNames: Bool)] {
    let (format, level) = (format, level)
    let parts = stride(from: 0, to: lines.count, by: 64).map { lines[$0...].prefix(64) }
    return Processors.sharing.map(parts) { part in
      var text = ""
      var areAboutNames = true
      for line in part {
        let answer = SimilarAnswer(of: line, among: familiar)
        switch format {
        case .human: answer.write(to: &text, familiar)
        case .json: text += answer.json + "\n"
        case .csv: text += answer.csv(from: level) + "\n"
        }
        if answer.name == nil { areAboutNames = false }
      }
      return (text, areAboutNames)
    }
  }
}

/// The forms of the answer.
enum SimilarFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case human, json, csv
}

extension Strength: ExpressibleByArgument {}

/// Names as an operator lists them.
enum ListedNames {
  /// The lines without white space around them, split as bytes: a CR before an LF makes one
  /// character of both.
  static func lines(of bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n")).map {
      String(decoding: trimmed($0), as: UTF8.self)
    }
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0d }
    let start = line.drop(while: isBlank)
    let end = start.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start.startIndex
    return start[..<end]
  }

  /// The names in a file: one a line, the first the best known, or each behind its rank and a comma.
  static func protected(in path: String) throws(RunFailure) -> ProtectedNames {
    // Such a list may be long: names are kept as bytes, one behind the other.
    var names: [UInt8] = []
    var ranked: [(rank: Int, start: Int)] = []
    var number = 0
    let bytes = try FileReading.bytes(at: path)
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let line = trimmed(line)
      if line.isEmpty { continue }
      let comma = line.firstIndex(of: UInt8(ascii: ","))
      let rank = comma.map { Int(String(decoding: line[..<$0], as: UTF8.self)) } ?? number
      let written = comma.map { line[($0 + 1)...] } ?? line
      if number == 1, rank == nil, written.elementsEqual("name".utf8) { continue }
      guard let rank, let name = ProjectName(written) else {
        throw RunFailure(
          "line \(number) of '\(SafeText.line(path))' is neither a project name nor 'rank,name'",
          exitStatus: 2)
      }
      ranked.append((rank, names.count))
      names += name.normalized.utf8
      names.append(UInt8(ascii: "\n"))
    }
    let isInOrder = zip(ranked, ranked.dropFirst()).allSatisfy { $0.rank <= $1.rank }
    if isInOrder { return ProtectedNames(lines: names) }
    ranked.sort { ($0.rank, $0.start) < ($1.rank, $1.start) }
    return ProtectedNames(
      lines: ranked.flatMap { names[$0.start...].prefix { $0 != UInt8(ascii: "\n") } + [0x0a] })
  }
}
