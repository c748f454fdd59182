import PythonPackaging
import SourceText

@testable import Gate

/// Makes reports of hostile text, the same for the same seed.
struct Hostility {
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
    "]]>", "<![CDATA[", "</testsuites>", "&lt;", "&#0;", "<!--", "[x](javascript:alert)", "](",
    "{0}",
    "{{", "}", "@all", "``", "```", "<script>", "\u{ffff}", "\u{fffe}", "~~", "**", "](1)", "#1",
    "$",
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
    if next(3) == 0 {
      bytes[next(bytes.count)] = UInt8(next(256))
      // A random byte may tear a credential apart, which then is none.
      let text = String(decoding: bytes, as: UTF8.self)
      if text.contains("\u{fffd}") || text.contains("hunter2") {
        bytes = [0xff, 0x0a, 0xc3, 0x20, bytes[0]]
      }
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
    var judgement = Judgement(
      introduction: introduction, tier: text(), findings: findings,
      missing: next(3) == 0 ? missing : [], outcome: Outcome.allCases[next(4)], allowedBy: nil)
    let accepted = DecidedFinding(
      finding: Finding("yanked", Finding.Message(text()), at: place), level: .review)
    if next(4) == 0 {
      judgement.lifted = [
        LiftedFinding(
          decided: accepted,
          override: AcceptedOverride(
            id: text(), path: path(), people: [text(), text()], reason: text(),
            expires: Timestamp(seconds: 0)))
      ]
    }
    if next(4) == 0 {
      judgement.confirmed = [
        ConfirmedFinding(
          decided: accepted, confirmation: Confirmation(person: text(), reason: text()))
      ]
    }
    return judgement
  }

  mutating func report() -> Report {
    Report(
      version: "0.0.0", date: Timestamp(seconds: 0), change: text(), policy: text(),
      mode: .enforce, popularityDate: "2026-06-16", index: text(),
      judgements: (0..<next(16)).map { _ in judgement() }, notices: [text(), text()],
      verdict: .blocked)
  }
}
