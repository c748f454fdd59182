import SourceText

/// The report as results of tests, which nearly every build server shows: one case for each thing that
/// the change introduces, one suite for each file, and a case of its own for the verdict, so that no
/// reader of totals misses it.
package enum JUnitReporter: Reporter {
  package static let id = "junit"
  package static let summary = "JUnit XML, for build servers"

  package static func text(of report: Report, style: ReportStyle) -> String {
    var order: [RepositoryPath] = []
    var cases: [RepositoryPath: [JUnitCase]] = [:]
    var names = UniqueNames()
    for judgement in report.judgements {
      let path = judgement.introduction.path
      if cases[path] == nil { order.append(path) }
      cases[path, default: []].append(JUnitCase(judgement, mode: report.mode, &names))
    }
    var suites = order.map { JUnitSuite(name: $0.description, cases: cases[$0] ?? []) }
    suites.append(JUnitSuite(name: "pipgate", cases: [.verdict(of: report, &names)]))
    let all = JUnitSuite(name: "pipgate", cases: suites.flatMap(\.cases))
    return #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n<testsuites \(all.attributes)>\n"
      + suites.map(\.text).joined() + "</testsuites>\n"
  }
}

/// Names that differ, since some readers show only one of two cases with the same.
struct UniqueNames {
  private var counts: [String: Int] = [:]

  mutating func unique(_ name: String, in suite: String) -> String {
    let key = "\(suite)\n\(name)"
    let count = (counts[key] ?? 0) + 1
    counts[key] = count
    // A number in brackets of its own may be part of another name, which then is numbered itself.
    return count == 1 ? name : unique("\(name) (\(count))", in: suite)
  }
}

/// The cases of one file.
private struct JUnitSuite {
  let name: String
  let cases: [JUnitCase]

  var attributes: String {
    func count(_ kind: JUnitCase.Kind) -> Int { cases.count { $0.result?.kind == kind } }
    return #"name="\#(XMLText.text(name))" tests="\#(cases.count)" failures="\#(count(.failure))" "#
      + #"errors="\#(count(.error))" skipped="\#(count(.skipped))""#
  }

  var text: String {
    "  <testsuite \(attributes)>\n" + cases.map(\.text).joined() + "  </testsuite>\n"
  }
}

/// One case, with the worst of what is said of it as its result and the rest as its output.
private struct JUnitCase {
  enum Kind: String {
    case failure, error, skipped
  }

  let suite: String
  let name: String
  var line: Int?
  let result: (kind: Kind, type: String, message: String, lines: [String])?
  let output: [String]

  var text: String {
    let line = line.map { #" line="\#($0)""# } ?? ""
    let file = XMLText.text(suite)
    let opening =
      #"    <testcase classname="\#(file)" name="\#(XMLText.text(name))" file="\#(file)"\#(line)"#
    if result == nil, output.isEmpty { return "\(opening)/>\n" }
    var text = "\(opening)>\n"
    if let result {
      let tag = result.kind.rawValue
      let type = result.kind == .skipped ? "" : #" type="\#(XMLText.text(result.type))""#
      text += #"      <\#(tag)\#(type) message="\#(XMLText.text(result.message))">"#
      text += "\(XMLText.lines(result.lines))</\(tag)>\n"
    }
    if !output.isEmpty { text += "      <system-out>\(XMLText.lines(output))</system-out>\n" }
    return text + "    </testcase>\n"
  }
}

extension JUnitCase {
  init(_ judgement: Judgement, mode: Mode, _ names: inout UniqueNames) {
    let introduction = judgement.introduction
    let entries = ReportEntry.all(of: judgement, mode: mode)
    let stops = entries.filter(\.stops).sorted { $0.gravity < $1.gravity }
    let deferred = entries.filter { $0.gravity == .deferred }
    let decisive = stops.isEmpty ? deferred : stops
    let place = introduction.place?.start
    let position = place.map { " at \($0.line):\($0.column)" } ?? ""
    let path = introduction.path.description
    let label =
      switch introduction {
      case .dependency(let dependency, _): dependency.requirementText
      case .option, .unreadable, .unsupported, .submodule, .trust, .override: introduction.title
      }
    self.init(
      suite: path,
      name: names.unique(
        SafeText.line("\(introduction.kind.rawValue) \(label)\(position)", limit: 200), in: path),
      line: place?.line,
      result: decisive.first.map { first in
        let kind: Kind =
          stops.isEmpty ? .skipped : first.gravity == .unknown ? .error : .failure
        return (
          kind, first.rules.first?.text ?? "pipgate", "\(first.word): \(first.message)",
          decisive.flatMap(\.lines)
        )
      },
      output: entries.filter { !$0.stops && ($0.gravity != .deferred || !stops.isEmpty) }
        .flatMap(\.lines))
  }

  /// The verdict, and what the reader should know about the run itself.
  static func verdict(of report: Report, _ names: inout UniqueNames) -> JUnitCase {
    let sentence = "\(ReportTotals(of: report).sentence); pipgate says: \(report.verdictPhrase)"
    let next = report.nextStep.map { ["next: \($0)"] } ?? []
    let deferral = report.deferralSentence.map { ["not checked: \($0)"] } ?? []
    let notes = deferral + report.notices.map { "notice: \($0)" }
    let kind: Kind? =
      switch report.verdict {
      case .pass: nil
      case .blocked: .failure
      case .inconclusive: .error
      }
    return JUnitCase(
      suite: "pipgate", name: names.unique("verdict", in: "pipgate"),
      result: kind.map { ($0, report.verdict.rawValue, sentence, [sentence] + next) },
      output: (kind == nil ? [sentence] : []) + notes)
  }
}

/// Text inside XML.
enum XMLText {
  /// Text without anything that XML has no place for; neither an element, an attribute nor a section
  /// can end in it.
  static func text(_ text: String) -> String {
    SafeText.line(text).unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  /// Lines that begin with a mark of our own, so that none is a command of a build server's log.
  static func lines(_ lines: [String]) -> String {
    lines.map { "- \(text($0))" }.joined(separator: "\n")
  }
}
