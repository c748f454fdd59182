import PythonPackaging

extension ProjectProfile {
  /// Everything that is known, for a person: a table, and below it what each tier says.
  package func text(style: ReportStyle) -> String {
    let paint = Paint(isOn: style.usesColor)
    var lines = [paint(title, .strong)]
    if let summary = described?.summary {
      lines += Wrapping.lines(SafeText.line(summary), width: style.width, start: 0, hang: 2)
    }
    lines.append("")
    let rows = rows
    let widest = rows.map { $0.name.utf8.count }.max() ?? 0
    for row in rows {
      let values = row.values.isEmpty ? ["none"] : row.values
      for (index, value) in values.enumerated() {
        let name = index == 0 ? row.name : ""
        let padding = String(repeating: " ", count: widest - name.utf8.count + 2)
        // What goes on stands further in than the next value.
        let text = BesideName(
          SafeText.line(value, limit: 300), column: widest + 4, hang: widest + 6,
          width: style.width)
        let head = "  \(paint(name, .frame))"
        if let first = text.first { lines.append(head + padding + first) }
        if text.first == nil, index == 0 { lines.append(head) }
        lines += text.rest
      }
    }
    lines.append("")
    for judgement in judgements { lines += verdict(judgement, paint, width: style.width) }
    return lines.map { $0 + "\n" }.joined()
  }

  private struct Row {
    let name: String
    let values: [String]

    init(_ name: String, _ values: String...) {
      self.name = name
      self.values = values
    }

    init(_ name: String, lines: [String]) {
      self.name = name
      values = lines
    }
  }

  private var title: String {
    let asked = chosen.map { "\(name.normalized) \($0)" } ?? requirement
    return SafeText.line(asked)
  }

  private var described: CoreMetadata? {
    if case .found(let metadata) = metadata { metadata } else { nil }
  }

  private var rows: [Row] {
    var rows = [existenceRow, popularityRow]
    let likenesses = likenesses
    if !likenesses.isEmpty { rows.append(Row("looks like", lines: likenesses.map(Self.phrase))) }
    if case .found(let record) = lookup { rows += releaseRows(record) + fileRows }
    rows += metadataRows
    rows.append(Row("advisories", lines: advisoryLines))
    return rows
  }

  private var existenceRow: Row {
    switch lookup {
    case .absent: return Row("exists", "no: the index has no project of this name")
    case .unavailable(let why): return Row("exists", "unknown: \(why.reason)")
    case .found(let record):
      if chosen == nil { return Row("exists", "the project does, but no release that fits") }
      let status = record.status.map { ", \($0.text)" } ?? ""
      let reason = record.statusReason.map { ": \($0)" } ?? ""
      return Row("exists", "yes\(status)\(reason)\(asked(record))")
    }
  }

  /// Nothing where the answer is new.
  private func asked(_ record: ProjectRecord) -> String {
    let age = Age(since: record.fetched, now: facts.now)
    return age.seconds < 60 ? "" : " (as of \(age) ago)"
  }

  private var popularityRow: Row {
    let standing =
      rank.map { "rank \($0) of the most downloaded" }
      ?? "not among the \(facts.popularity.names.count.grouped) most downloaded"
    return Row("popularity", "\(standing) (list of \(facts.popularity.date))")
  }

  private static func phrase(_ likeness: Likeness) -> String {
    let found = likeness.found
    let what = found.distance == 0 ? likeness.standing : "\(likeness.standing); \(found.words)"
    return "\(found.name): \(what) (\(likeness.strength))"
  }

  private func releaseRows(_ record: ProjectRecord) -> [Row] {
    let releases = releases
    var count = "\(releases.count)"
    let withdrawn = withdrawn
    if !withdrawn.isEmpty { count += ", \(withdrawn.count) of them withdrawn" }
    var rows = [Row("releases", count)]
    if let first = firstUpload { rows.append(Row("first", "\(first.day), \(age(of: first))")) }
    if let newest = releases.first(where: { !$0.isPrerelease }) ?? releases.first {
      rows.append(Row("newest", dated(newest)))
    }
    if let chosen { rows.append(Row("this one", dated(chosen))) }
    return rows
  }

  private func dated(_ version: Version) -> String {
    uploaded(version).map { "\(version), \($0.day), \(age(of: $0))" } ?? "\(version), undated"
  }

  /// The most files, and the most requirements, that are shown one by one.
  private static let longestList = 12

  private var fileRows: [Row] {
    let files = files
    if files.isEmpty { return [] }
    let lines = files.prefix(Self.longestList).map { file in
      var words = [file.filename]
      if let size = file.size { words.append(Self.weight(size)) }
      if file.hasProvenance { words.append("attested") }
      if let yank = file.yank {
        words.append("withdrawn" + (yank.reason.map { ": \($0)" } ?? ""))
      }
      return words.joined(separator: ", ")
    }
    let rest = files.count - lines.count
    var rows = [Row("files", lines: lines + (rest > 0 ? ["and \(rest) more"] : []))]
    let attested = files.count(where: \.hasProvenance)
    rows.append(Row("provenance", "\(attested) of \(files.count) files attested"))
    let pythons = Set(files.compactMap(\.requiresPython)).sorted()
    if !pythons.isEmpty { rows.append(Row("python", lines: pythons)) }
    return rows
  }

  private var metadataRows: [Row] {
    switch metadata {
    case nil: return []
    case .untold: return [Row("metadata", "the index offers none without the whole file")]
    case .unavailable(let why): return [Row("metadata", "unknown: \(why.reason)")]
    case .found(let metadata):
      var rows = [Row("licence", Self.phrase(metadata.declaredLicense))]
      let links = metadata.addresses
      if !links.isEmpty { rows.append(Row("links", lines: Array(links.prefix(Self.longestList)))) }
      rows.append(
        Row(
          "pulls in", lines: PulledProject.drawing(of: pulls) + metadata.unreadableRequirements))
      if !metadata.extras.isEmpty {
        rows.append(Row("extras", metadata.extras.map(\.normalized).joined(separator: ", ")))
      }
      return rows
    }
  }

  private static func phrase(_ license: DeclaredLicense) -> String {
    switch license {
    case .expression(let expression): expression.description
    case .unrecognized(let text): "unrecognized: \(text.prefix(80))"
    case .undeclared: "not declared"
    }
  }

  private var advisoryLines: [String] {
    guard let date = facts.advisories.date else {
      return ["unknown: there is no snapshot of advisories; 'pipgate update' makes one"]
    }
    let affecting = affecting
    var lines = affecting.map { advisory in
      let rating = advisory.isMalware ? "malware" : advisory.severity.word
      let fix = chosen.flatMap(advisory.fix).map { ", mended in \($0)" } ?? ""
      let summary = advisory.summary.isEmpty ? "" : ": \(advisory.summary)"
      return "\(advisory.id), \(rating)\(fix)\(summary)"
    }
    if lines.isEmpty { lines = ["none known of this release, as of \(date.day)"] }
    let others = advisories.count - affecting.count
    if others > 0 { lines.append("\(others) of other releases") }
    return lines
  }

  private func verdict(_ judgement: Judgement, _ paint: Paint, width: Int?) -> [String] {
    func line(_ word: String, _ tone: Paint.Tone, _ text: String, _ rules: String) -> [String] {
      var sentence = Wrapping(paint)
      sentence.addWhole(word, tone, then: ":")
      sentence.add(SafeText.line(text))
      sentence.add("[\(rules)]")
      let lines = sentence.lines(width: width, start: 2, hang: 4)
      return ["  \(lines[0])"] + lines.dropFirst()
    }
    let found = judgement.findings.flatMap {
      line($0.level.word, $0.level.tone, $0.finding.message.text, $0.finding.rule.text)
    }
    let missing = judgement.missingByReason.flatMap { fact, rules in
      line(
        fact.word, .unsure, fact.unavailability.reason,
        RuleList.phrase(judgement.gravestFirst(rules)))
    }
    return ["\(paint(judgement.tier, .strong)): \(judgement.outcome.rawValue)"] + found + missing
  }

  private func age(of moment: Timestamp) -> String {
    let age = Age(since: moment, now: facts.now)
    return age.seconds < 0 ? "in the future" : "\(age) ago"
  }

  private static func weight(_ bytes: Int64) -> String {
    switch bytes {
    case ..<1024: "\(bytes) B"
    case ..<(1 << 20): "\(bytes >> 10) KiB"
    default: "\(bytes >> 20) MiB"
    }
  }
}

extension CoreMetadata {
  /// Where the project says that it lives, each address once.
  var addresses: [String] {
    let named = links.map { $0.label.isEmpty ? $0.address : "\($0.label): \($0.address)" }
    guard let homePage, !links.contains(where: { $0.address == homePage }) else { return named }
    return ["Home page: \(homePage)"] + named
  }
}
