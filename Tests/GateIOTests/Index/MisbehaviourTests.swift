import Foundation
import Gate
import PythonPackaging
import Testing

@testable import GateIO

/// Unknown is never safe: for each way in which an index can fail, what becomes of the run at each
/// level, in a hook and elsewhere, with an empty cache, a warm one and one that is too old.
///
/// Other ways to fail have tests of their own: certificates and proxies (P59, P62) in
/// `EncryptionTests`, addresses that are not asked (P60) in `ExitStatusTests`, damaged, foreign and
/// shared caches (N5, P63, P64) in `IndexCacheTests`, age without a network (N6, P65) in
/// `IndexCacheTests` and `JudgeTests`, forms of a yank (P67) in `JSONListingTests`, withdrawn advisories
/// and archives that are bombs (N8, P68) in `AdvisoryUpdateTests` and `ZipArchiveTests`, names (N7, P69,
/// P70) in `LookUpTests` and the tests of `typosquat`, and quarantine (N1) in `LookUpTests`.
@Suite struct MisbehaviourTests {
  /// What a failure amounts to.
  enum Kind: Sendable {
    /// Nothing is wrong in the end.
    case good
    /// Nobody answered: a hook leaves it to later, and the cache may stand in.
    case network
    /// An answer came that says nothing: never left to later, and nothing stands in.
    case answer
    /// The project is not there.
    case absent
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let title: String
    let description: String
    let kind: Kind

    init(_ title: String, _ kind: Kind, _ description: String) {
      self.title = title
      self.description = description
      self.kind = kind
    }

    var testDescription: String { title }

    /// The index answers well, but for these.
    static func answering(_ title: String, _ kind: Kind, _ response: String) -> Fault {
      Fault(title, kind, #"{"versions": {"1.0": {"uploaded": "-900d"}}, "respond": \#(response)}"#)
    }

    static func body(_ title: String, _ text: String) -> Fault {
      let quoted = text.replacingOccurrences(of: "\\", with: "\\\\")
        .replacingOccurrences(of: "\"", with: "\\\"")
      return answering(title, .answer, #"{"body": "\#(quoted)"}"#)
    }
  }

  static let faults: [Fault] = [
    .answering("N1: not there", .absent, #"{"status": 404}"#),
    .answering("N1: gone", .absent, #"{"status": 410}"#),
    Fault("N1: a status that nobody knows", .answer, #"{"status": "bewitched"}"#),
    Fault("N2: no upload time", .answer, #"{"versions": {"1.0": {}}}"#),
    Fault(
      "N2: a time to come", .answer, #"{"versions": {"1.0": {"uploaded": "2099-01-01T00:00:00Z"}}}"#
    ),
    Fault("N2: a time that is none", .answer, #"{"versions": {"1.0": {"uploaded": "yesterday"}}}"#),
    .answering(
      "N3: a page to log in", .answer, #"{"content-type": "text/html", "body": "<html>Hi</html>"}"#),
    .answering("N3: another type", .answer, #"{"content-type": "text/plain"}"#),
    Fault(
      "N3: another major version", .answer,
      #"{"api-version": "2.0", "versions": {"1.0": {"uploaded": "-900d"}}}"#),
    Fault(
      "N3: another project", .answer,
      #"{"name": "other", "versions": {"1.0": {"uploaded": "-900d"}}}"#),
    .body(
      "N3: a member twice", #"{"meta":{"api-version":"1.0"},"name":"faulty","name":"x","files":[]}"#
    ),
    .body("N3: a comma too many", #"{"meta":{"api-version":"1.0"},"name":"faulty","files":[],}"#),
    .body("N3: half of it", #"{"meta":{"api-version":"1.0"},"name":"faulty","files":["#),
    .answering("N3: cut short", .answer, #"{"truncate": true}"#),
    .answering("N4: too many headers", .answer, #"{"header-flood": true}"#),
    .answering("N4: a redirect to a file", .answer, #"{"redirect": "file:///etc/passwd"}"#),
    .answering("N4: a redirect elsewhere", .answer, #"{"redirect": "https://evil.example/"}"#),
    .answering("N4: redirects for ever", .answer, #"{"redirect": "/simple/faulty/"}"#),
    .answering("N4: wait for a day", .network, #"{"status": 429, "retry-after": 86400}"#),
    .answering("N4: what nobody can unpack", .answer, #"{"encoding": "gzip"}"#),
    .answering("N5: unchanged, unasked", .answer, #"{"status": 304}"#),
    .answering("P57: two errors, then right", .good, #"{"status": 502, "times": 2}"#),
    .answering("P58: wait a second", .good, #"{"status": 429, "retry-after": 1, "times": 1}"#),
    .answering("P61: errors for ever", .network, #"{"status": 503}"#),
    .answering("P61: no answer at all", .network, #"{"close": true}"#),
    .body(
      "P66: a number beyond all",
      #"{"meta":{"api-version":"1.0"},"name":"faulty","files":[],"x":1e999}"#),
    .body(
      "P66: half a character",
      #"{"meta":{"api-version":"1.0"},"name":"faulty","files":[],"x":"\ud800"}"#),
    .answering(
      "P66: a NUL", .answer,
      #"{"body": "{\"meta\":{\"api-version\":\"1.0\"},\"name\":\"faulty\",\"files\":[],\"x\":\"\u0000\"}"}"#
    ),
    .answering("credentials wanted", .network, #"{"status": 401}"#),
    .answering("a teapot", .answer, #"{"status": 418}"#),
  ]

  let index: LoopbackIndex
  let directory: URL

  init() throws {
    index = try LoopbackIndex()
    directory = try TemporaryDirectory.make()
  }

  /// The verdict on one requirement where only what is said of the project's age and existence counts.
  private func verdict(
    _ level: String, hours: Int64 = 0, isHook: Bool = false, cache: String
  ) throws -> Verdict {
    let manifest = directory.appendingPathComponent("requirements.txt")
    try "faulty==1.0\n".write(to: manifest, atomically: true, encoding: .utf8)
    let asked = ["new-project", "quarantined", "unknown-project"]
    let levels = RuleRegistry.descriptions.map { rule in
      "      \(rule.id): \(asked.contains(rule.id.text) ? level : "ignore")\n"
    }
    let policy = directory.appendingPathComponent("policy.yaml")
    try """
    version: 1
    tier: mine
    tiers:
      mine:
        extends: balanced
        levels:
    \(levels.joined())
    """.write(to: policy, atomically: true, encoding: .utf8)
    let now = Timestamp(seconds: testNow.seconds + hours * 3600)
    let request = RunRequest(
      source: .files([manifest.path]), directory: directory.path,
      environment: [
        "PIPGATE_INDEX_URL": index.url,
        "XDG_CACHE_HOME": directory.appendingPathComponent(cache).path,
      ], isHook: isHook, policyFile: policy.path, asOf: now, timeout: 60)
    return try GateRun(request: request, version: "0").report().report.verdict
  }

  /// What part 3 of the threat model says of an empty cache.
  private func expected(_ kind: Kind, _ level: String, isHook: Bool) -> Verdict {
    switch (kind, level, isHook) {
    case (.good, _, _), (_, "annotate", _), (.network, _, true): .pass
    case (.absent, _, _): .blocked
    case (.network, _, false), (.answer, _, _): .inconclusive
    }
  }

  @Test(arguments: faults)
  func unknownIsNeverSafe(fault: Fault) throws {
    let runs = [("annotate", false), ("review", false), ("review", true), ("forbid", false)]
    for (level, isHook) in runs {
      let cold = expected(fault.kind, level, isHook: isHook)
      let name = "\(level)-\(isHook)"
      // A description that differs in something begins with its first fault again.
      func answer(_ description: String, for cache: String) throws {
        try index.serve("faulty", #"{"for": "\#(cache)-\#(name)", \#(description.dropFirst())"#)
      }
      try answer(fault.description, for: "cold")
      #expect(try verdict(level, isHook: isHook, cache: "cold-\(name)") == cold, "cold, \(name)")

      // The same index a day after it answered well, and when that answer is too old to stand in.
      try answer(#"{"versions": {"1.0": {"uploaded": "-900d"}}}"#, for: "good")
      #expect(try verdict(level, isHook: isHook, cache: "warm-\(name)") == .pass, "good, \(name)")
      try answer(fault.description, for: "warm")
      let warm = try verdict(level, hours: 24, isHook: isHook, cache: "warm-\(name)")
      // An honest "unchanged" is an answer to the question that a warm cache asks.
      let standsIn = fault.kind == .network || fault.title.hasPrefix("N5")
      #expect(warm == (standsIn ? .pass : cold), "warm, \(name)")
      if fault.kind == .network {
        let old = try verdict(level, hours: 9 * 24, isHook: isHook, cache: "warm-\(name)")
        #expect(old == cold, "too old, \(name)")
      }
    }
  }
}
