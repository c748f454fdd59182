import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// Made-up reports in which every text is hostile, through every reporter.
struct HostileTextTests {
  @Test(arguments: 0..<40)
  func neverLetsHostileTextThrough(seed: Int) throws {
    var hostility = Hostility(seed: UInt64(seed))
    let report = hostility.report()
    for reporter in Reporters.all {
      for style in [ReportStyle(usesColor: false, width: nil), .init(usesColor: true, width: 50)] {
        let text = reporter.text(of: report, style: style)
        #expect(Self.forbidden(in: text, isColored: style.usesColor) == [], "\(reporter.id)")
        let isEnded = text.hasSuffix("\n")
        let isRepeatable = text == reporter.text(of: report, style: style)
        #expect(isEnded && isRepeatable, "\(reporter.id)")
        let leaks = text.split(separator: "\n").filter { $0.contains("hunter2") }
        #expect(leaks == [], "\(reporter.id)")
      }
    }
    let style = ReportStyle(usesColor: false, width: nil)
    #expect(RunnerCommand.all(in: HumanReporter.text(of: report, style: style)).isEmpty)
    #expect(RunnerCommand.all(in: JSONReporter.text(of: report, style: style)).isEmpty)
    _ = try JSON.parse(Array(JSONReporter.text(of: report, style: style).utf8))
    try Self.checkAnnotations(of: report, GitHubReporter.text(of: report, style: style))
  }

  private static func checkAnnotations(of report: Report, _ text: String) throws {
    let commands = RunnerCommand.all(in: text)
    let levels = report.judgements.flatMap { $0.findings.map(\.level) }
    let missing = report.judgements.count { !$0.missing.isEmpty }
    #expect(commands.count { $0.name == "error" } == min(10, levels.count { $0 >= .review }))
    #expect(commands.count { $0.name == "notice" } == min(10, levels.count { $0 < .review }))
    #expect(commands.count { $0.name == "warning" } == min(10, missing))
    #expect(commands.allSatisfy { ["error", "warning", "notice"].contains($0.name) })
    let files = Set(report.judgements.map { shown($0.introduction.path.description) })
    for command in commands {
      #expect(files.contains(try #require(command.properties["file"])))
      #expect(Set(command.properties.keys).isSubset(of: known), "\(command.properties.keys)")
    }
  }

  private static let known: Set = ["file", "line", "col", "endLine", "endColumn", "title"]

  /// A path as an annotation can name it: line breaks as they are, the rest as it is shown.
  private static func shown(_ path: String) -> String {
    var commands = LogCommandScanner()
    return path.unicodeScalars.reduce(into: "") { result, scalar in
      if scalar == "\r" || scalar == "\n" {
        result.unicodeScalars.append(scalar)
      } else {
        result += SafeText.piece(scalar, &commands)
      }
    }
  }

  /// What must not be in an output, found without the code under test.
  private static func forbidden(in text: String, isColored: Bool) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var found: [String] = []
    for (index, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0x0a: continue
      case 0x1b where isColored:
        let sequence = scalars[(index + 1)...].prefix(6).prefix { $0 != "m" }
        let isOurs =
          sequence.first == "["
          && sequence.dropFirst().allSatisfy { "0123456789;".unicodeScalars.contains($0) }
        if !isOurs { found.append("an escape sequence") }
      case 0..<0x20, 0x7f..<0xa0, 0xad, 0x34f, 0x61c, 0x200b...0x200f, 0x2028...0x202e,
        0x2060...0x206f, 0xfe00...0xfe0f, 0xfeff, 0xfff9...0xfffb, 0xe0000...0xe0fff:
        found.append("\\u{\(String(scalar.value, radix: 16))}")
      default: continue
      }
    }
    if text.contains("##[") { found.append("##[") }
    return found
  }
}

/// Makes reports of hostile text, the same for the same seed.
private struct Hostility {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

  private mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  private static let pieces = [
    "\u{1b}[2J", "\u{1b}]0;x\u{7}", "\u{9b}31m", "\u{202e}", "\u{2066}", "\u{200b}", "\u{feff}",
    "\r\n", "\n", "\r", "\t", "\u{85}", "\u{2028}", "::error::", "::set-output name=a::b",
    "::stop-commands::x", "##[error]", "##[", "##", "[", "]", "%0A", "%", ",", ":", ";", "=",
    "file=",
    "\u{a0}", "日本語", "e\u{301}\u{301}", "\u{3164}", "\u{e0041}", "\u{7f}", "\u{0}", "\"", "\\", "'",
    "https://u:hunter2@h/", "https://h/?token=hunter2", " ", "a", "requests", "|", "`", "<b>", "🐍",
    "\u{d7ff}", "\u{10ffff}", "\u{fe0f}", String(repeating: "a", count: 60),
  ]

  private mutating func text(_ longest: Int = 8) -> String {
    (0...next(longest)).map { _ in Self.pieces[next(Self.pieces.count)] + " ".prefix(next(2)) }
      .joined()
  }

  private mutating func path() -> RepositoryPath {
    var bytes = Array(text().utf8)
    // A name has no slash, so that nothing in it is a URL with credentials.
    while bytes.contains(UInt8(ascii: "/")) { bytes = Array(text().utf8) }
    return RepositoryPath(bytes: next(8) == 0 ? bytes + [0xff, 0xc3] : bytes)
  }

  private mutating func location(in file: SourceFile) -> Location {
    let start = next(file.bytes.count)
    return Location(file: file, range: start..<start + next(file.bytes.count - start + 1))
  }

  private mutating func judgement() -> Judgement {
    var bytes = Array((text(40) + "\n" + text(40)).utf8) + [0x20]
    if next(3) == 0 { bytes[next(bytes.count)] = UInt8(next(256)) }
    // A random byte may tear a credential apart, which then is none.
    if String(decoding: bytes, as: UTF8.self).contains("\u{fffd}") {
      bytes = [0xff, 0x0a, 0xc3, 0x20]
    }
    let file = SourceFile(path: path(), bytes: bytes)
    let place = location(in: file)
    let reference = DirectReference(kind: .archive, text: "https://u:hunter2@h/\(text())")
    let dependency = Dependency(
      name: next(2) == 0 ? ProjectName("requests") : nil, marker: next(2) == 0 ? text() : nil,
      reference: reference, index: "https://u:hunter2@h/", role: .group(text()), location: place,
      nameLocation: location(in: file))
    let introduction: Introduction =
      switch next(4) {
      case 0:
        .unreadable(
          Unreadable(Diagnostic(text(), at: place, help: text()), extent: .declaration))
      case 1:
        .option(IndexOption(kind: .findLinks, value: "https://u:hunter2@h", location: place))
      case 2: .unsupported(file.path)
      default: .dependency(dependency, previous: next(2) == 0 ? [] : [dependency, dependency])
      }
    let findings = (0..<next(3)).map { _ in
      DecidedFinding(
        finding: Finding(
          "typosquat", Finding.Message(text()), at: place, label: text(), help: text(),
          facts: [.init(text(), text())]),
        level: Level.allCases[1 + next(4)])
    }
    let missing = [
      MissingFact(
        rule: "unknown-project", level: .block, unavailability: .init(.answer, text()),
        isDeferred: false)
    ]
    return Judgement(
      introduction: introduction, tier: text(), findings: findings,
      missing: next(3) == 0 ? missing : [], outcome: Outcome.allCases[next(4)], allowedBy: nil)
  }

  mutating func report() -> Report {
    Report(
      version: "0.0.0", date: Timestamp(seconds: 0), change: text(), policy: text(),
      mode: .enforce, popularityDate: "2026-06-16", index: text(),
      judgements: (0..<next(16)).map { _ in judgement() }, notices: [text(), text()],
      verdict: .blocked)
  }
}
