import LookAlikes
import PythonPackaging
import SourceText

@testable import Gate

/// A made-up report with everything that a reporter can meet, and the pieces to make others.
enum SampleReport {
  static func make(
    _ judgements: [Judgement], verdict: Verdict = .blocked, mode: Mode = .enforce,
    notices: [String] = [], index: String? = "https://index.example/simple/"
  ) -> Report {
    Report(
      version: "0.0.0", date: Timestamp(seconds: 1_795_248_000),
      change: "staged changes against HEAD", policy: "built-in", mode: mode,
      popularityDate: "2026-06-16", index: index, judgements: judgements, notices: notices,
      verdict: verdict)
  }

  /// The place of a text in a file; the whole file must hold it once.
  static func place(_ text: String, in file: SourceFile) -> Location {
    let (bytes, wanted) = (file.bytes, Array(text.utf8))
    let start = bytes.indices.first { bytes[$0...].starts(with: wanted) } ?? 0
    return Location(file: file, range: start..<start + wanted.count)
  }

  static func dependency(
    _ name: String?, _ declaration: String, in file: SourceFile, specifiers: String = "",
    extras: [String] = [], marker: String? = nil, reference: DirectReference? = nil,
    hashes: [String] = [], index: String? = nil, role: DependencyRole = .runtime,
    includes: [Location] = []
  ) -> Dependency {
    let whole = place(declaration, in: file)
    let written = Array((name ?? reference?.text ?? "").utf8)
    let offset =
      whole.range.first { file.bytes[$0...].starts(with: written) } ?? whole.range.lowerBound
    var dependency = Dependency(
      name: name.flatMap { ProjectName($0) }, extras: extras.compactMap { ProjectName($0) },
      specifiers: SpecifierSet(specifiers) ?? SpecifierSet(), marker: marker, reference: reference,
      hashes: hashes, index: index, role: role, location: whole,
      nameLocation: Location(file: file, range: offset..<offset + written.count))
    dependency.includes = includes
    return dependency
  }

  static func judgement(
    _ introduction: Introduction, _ outcome: Outcome, tier: String = "balanced",
    findings: [(Level, Finding)] = [], missing: [MissingFact] = [], allowedBy: ListEntry? = nil
  ) -> Judgement {
    Judgement(
      introduction: introduction, tier: tier,
      findings: findings.map { DecidedFinding(finding: $0.1, level: $0.0) }, missing: missing,
      outcome: outcome, allowedBy: allowedBy)
  }

  static func finding(
    _ rule: RuleID, variant: String? = nil, _ message: String, at place: Location,
    label: String? = nil, help: String? = nil, facts: [Finding.Fact] = [],
    likeness: Likeness? = nil
  ) -> Finding {
    Finding(
      rule, variant: variant, Finding.Message(message), at: place, label: label, help: help,
      facts: facts, likeness: likeness)
  }

  /// Something that a person can accept.
  static var reviewed: Judgement {
    let file = SourceFile(path: "a.txt", text: "x\n")
    let place = Location(file: file, range: 0..<1)
    let option = IndexOption(kind: .prereleases, value: "", location: place)
    return judgement(
      .option(option), .review, findings: [(.review, finding("yanked", "m", at: place))])
  }

  /// Of `reqeusts` to `requests`.
  static let likeness = Likeness(
    name: "reqeusts",
    found: LookAlike(
      name: "requests", imitation: "reqeusts", protection: .popular(rank: 6), distance: 1,
      differences: [Difference(kind: .transposition, imitation: 3..<5, target: 3..<5)],
      confidence: 0.98),
    strength: .review, standing: "rank 6 of the most downloaded", ranked: 15_000)

  static func finding(
    _ rule: RuleID, _ message: String, in path: RepositoryPath, help: String? = nil
  ) -> Finding {
    Finding(rule, Finding.Message(message), in: path, help: help)
  }

  static func missing(
    _ rule: RuleID, _ level: Level, _ reason: String, isDeferred: Bool = false
  ) -> MissingFact {
    MissingFact(
      rule: rule, level: level, unavailability: Unavailability(.network, reason),
      isDeferred: isDeferred)
  }

  /// All outcomes, all introductions, and hostile text wherever text can stand.
  static var rich: Report {
    make(
      ordinary + awkward + hostile,
      notices: [
        "the index answered from its cache: offline",
        "odd notice \u{1b}[2J\r\n::error::forged, from https://me:secret@index.example/simple",
      ],
      index: "https://index.example/simple/")
  }

  private static var ordinary: [Judgement] {
    let file = SourceFile(
      path: "requirements.txt",
      text: """
        # what the shop needs
        -r more.txt
        reqeusts==2.32.0
        numpy==2.1.0
        requests[socks]==2.32; python_version < "3.9"
        left-pad==1.0 \\
            --hash=sha256:00
        --extra-index-url https://deploy:hunter2@packages.example/simple

        """)
    let base = SourceFile(path: "requirements.txt", text: "requests==2.31\n")
    let more = SourceFile(path: "more.txt", text: "huggingface-cli\nflask\n")
    let include = place("-r more.txt", in: file)
    let typo = dependency("reqeusts", "reqeusts==2.32.0", in: file, specifiers: "==2.32.0")
    let invented = dependency("huggingface-cli", "huggingface-cli", in: more, includes: [include])
    let former = dependency("requests", "requests==2.31", in: base, specifiers: "==2.31")
    let changed = dependency(
      "requests", "requests[socks]==2.32; python_version < \"3.9\"", in: file,
      specifiers: "==2.32", extras: ["socks"], marker: "python_version < \"3.9\"")
    let padded = dependency(
      "left-pad", "left-pad==1.0 \\\n    --hash=sha256:00", in: file, specifiers: "==1.0",
      hashes: ["sha256:00"])
    let option = place("https://deploy:hunter2@packages.example/simple", in: file)
    return [
      judgement(
        .dependency(invented, previous: []), .blocked,
        findings: [
          (
            .block,
            finding(
              "unknown-project", "'huggingface-cli' is not on the index",
              at: invented.nameLocation, help: "write 'huggingface-hub' if that is what was meant")
          )
        ]),
      judgement(
        .dependency(dependency("flask", "flask", in: more, includes: [include]), previous: []),
        .safe),
      judgement(
        .dependency(typo, previous: []), .blocked,
        findings: [
          (
            .block,
            finding(
              "typosquat", variant: "two-signals", "'reqeusts' is one edit from 'requests'",
              at: typo.nameLocation, label: "'u' and 'e' swapped", help: likeness.advice,
              facts: likeness.facts + [.init("'reqeusts'", "first appeared 3 days ago")],
              likeness: likeness)
          ),
          (.review, finding("new-project", "'reqeusts' is 3 days old", at: typo.nameLocation)),
        ]),
      judgement(
        .dependency(dependency("numpy", "numpy==2.1.0", in: file), previous: []), .safe),
      judgement(
        .dependency(changed, previous: [former]), .review,
        findings: [
          (
            .review,
            finding(
              "new-release", "'requests' 2.32 was released 2 days ago", at: changed.location,
              help: "wait 5 days, or pin a release that is older")
          )
        ]),
      judgement(
        .dependency(padded, previous: []), .unknown,
        missing: [
          missing("unknown-project", .block, "the index did not answer within 10 seconds"),
          missing("new-project", .review, "the index did not answer within 10 seconds"),
          missing("single-release", .annotate, "the index did not answer within 10 seconds"),
        ]),
      judgement(
        .option(
          IndexOption(
            kind: .extraIndexURL, value: "https://deploy:hunter2@packages.example/simple",
            location: option)),
        .review,
        findings: [
          (
            .review,
            finding(
              "index-changed",
              "projects may now come from 'https://deploy:hunter2@packages.example/simple'",
              at: option)
          )
        ]),
    ]
  }

  /// Files as a whole, long lines, several lines, wide letters, tabs, facts that CI will have.
  private static var awkward: [Judgement] {
    let long = SourceFile(
      path: "long/requirements.in",
      text: "# \(String(repeating: "x", count: 96))\n"
        + "\(String(repeating: "a ", count: 120))urllib5==1.0 # "
        + "\(String(repeating: "b ", count: 60))\n")
    let lock = SourceFile(
      path: "uv.lock", text: "[[package]]\n\tversion = \"1\"\n\tname = \"日本\" # colourama\n")
    let deep = dependency("urllib5", "urllib5==1.0", in: long, specifiers: "==1.0")
    let locked = dependency("colourama", lock.text(0..<lock.bytes.count), in: lock)
    let policy = SourceFile(path: ".pipgate/policy.yaml", text: "allow:\n  - six\n")
    let entry = ListEntry(
      name: NamePattern("six"), note: "only until the port is done",
      location: place("six", in: policy))
    let ci = SourceFile(path: "ci.txt", text: "six\nattrs\nrich\n")
    let offline = "the run is offline"
    return [
      judgement(
        .trust(".pipgate/policy.yaml"), .safe,
        findings: [
          (
            .annotate,
            finding(
              "trust-changed", "the change edits what decides about it", in: ".pipgate/policy.yaml",
              help: "have someone who signs look at it")
          )
        ]),
      judgement(
        .dependency(dependency("six", "six", in: ci), previous: []), .safe, allowedBy: entry),
      judgement(
        .dependency(dependency("attrs", "attrs", in: ci), previous: []), .unknown,
        missing: [missing("unknown-project", .block, offline, isDeferred: true)]),
      judgement(
        .dependency(dependency("rich", "rich", in: ci), previous: []), .unknown,
        missing: [missing("unknown-project", .block, offline, isDeferred: true)]),
      judgement(
        .dependency(deep, previous: []), .blocked, tier: "paranoid",
        findings: [
          (
            .forbid,
            finding(
              "denied", "'urllib5' is on the denylist", at: deep.location, label: "malware",
              help: "remove it")
          )
        ]),
      judgement(
        .dependency(locked, previous: []), .safe, tier: "autonomous",
        findings: [
          (.annotate, finding("unpopular", "'colourama' is rarely used", at: locked.location))
        ]),
    ]
  }

  private static var hostile: [Judgement] {
    let path = RepositoryPath("::error::x,y:%0A\u{1b}]0;t\u{7}\r\nz.txt")
    let file = SourceFile(
      path: path,
      bytes: Array("\t日本語 \u{202e}evil\u{200b} ##[error]boo \u{1b}[31m".utf8) + [0xff, 0x80]
        + Array("\n::set-output name=x::y\n-e git+https://x:ghp_1@host/r?token=abc#egg=r\n".utf8))
    let reversed = place("evil", in: file)
    let command = place("name=x", in: file)
    let reference = DirectReference(
      kind: .versionControl, text: "git+https://x:ghp_1@host/r?token=abc#egg=r", isEditable: true)
    let editable = dependency(
      nil, "-e git+https://x:ghp_1@host/r?token=abc#egg=r", in: file, reference: reference,
      role: .group("d\u{9b}ev"))
    return [
      judgement(
        .unreadable(
          Unreadable(
            Diagnostic("'evil\u{202e}' is no name", at: reversed), extent: .declaration)), .blocked,
        findings: [
          (
            .block,
            finding(
              "unreadable-manifest", "'ev\u{202e}il\u{7f}' is no name\r\n::error::forged",
              at: reversed, label: "##[error]label\u{2028}", help: "\n##vso[task]help",
              facts: [
                .init("col\u{85}our", "\u{1b}[31mred"), .init("日本", "##[set-output name=a]b"),
              ])
          )
        ]),
      judgement(
        .unreadable(
          Unreadable(
            Diagnostic("this is no requirement", at: command), extent: .declaration)), .blocked,
        findings: [
          (.block, finding("unreadable-manifest", "this is no requirement", at: command))
        ]),
      judgement(
        .dependency(editable, previous: []), .unknown,
        missing: [
          missing(
            "direct-reference", .review, "answered 500 \u{1b}[2K\r::warning::no\n##[endgroup]")
        ]),
      judgement(
        .submodule(RepositoryPath(bytes: [0x76, 0xff, 0x0a, 0x25])), .safe,
        findings: [
          (
            .annotate,
            finding(
              "unsupported-manifest", "a submodule is not inspected",
              in: RepositoryPath(bytes: [0x76, 0xff, 0x0a, 0x25]))
          )
        ]),
    ]
  }
}
