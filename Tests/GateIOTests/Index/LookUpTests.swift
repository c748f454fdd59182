import Gate
import PythonPackaging
import Testing

@testable import GateIO

/// Look-ups against a real server, over a real connection.
@Suite struct LookUpTests {
  let index: LoopbackIndex

  init() throws { index = try LoopbackIndex.shared.get() }

  @Test(arguments: ["json", "html"])
  func readsFilesTimesAndYanksInEveryForm(form: String) throws {
    let project = "everything-\(form)"
    try index.serve(
      project,
      """
      {"serve": "\(form)", "status": "archived", "versions": {
        "1.0": {"uploaded": "2024-01-01T00:00:00Z", "yanked": true},
        "1.1": {"uploaded": "-3d", "wheel": false, "yanked": "it's <broken> & gone"},
        "2.0": {"uploaded": null, "sdist": false}}}
      """)
    let lookup = try IndexClient(index.configuration()).lookUp(project)
    let record = try #require(lookup.record)
    #expect(record.name == ProjectName(project))
    #expect(record.status == .archived)
    #expect(record.fetched == testNow)
    #expect(record.versions.map(\.description) == ["1.0", "1.1", "2.0"])
    let stem = "everything_\(form)"
    #expect(
      record.files.map(\.filename) == [
        "\(stem)-1.0.tar.gz", "\(stem)-1.0-py3-none-any.whl", "\(stem)-1.1.tar.gz",
        "\(stem)-2.0-py3-none-any.whl",
      ])
    #expect(record.files.map(\.kind) == [.sourceDistribution, .wheel, .sourceDistribution, .wheel])
    #expect(record.files.map { $0.version?.description } == ["1.0", "1.0", "1.1", "2.0"])
    #expect(
      record.files.map { $0.uploaded?.description } == [
        "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "2026-11-18T08:00:00Z", nil,
      ])
    #expect(
      record.files.map(\.yank) == [
        Yank(reason: nil), Yank(reason: nil), Yank(reason: "it's <broken> & gone"), nil,
      ])
    #expect(record.files.allSatisfy { $0.sha256 != nil })
  }

  @Test func asksForUploadTimesOnlyWhenTheListingHasNone() throws {
    let description = #""versions": {"1.0": {"uploaded": "2024-01-01T00:00:00Z"}}"#
    try index.serve("times-a", "{\(description)}")
    try index.serve("times-b", "{\(description), \"serve\": \"html\", \"html-upload-times\": true}")
    try index.serve("times-c", "{\(description), \"serve\": \"html\"}")
    let names = try ["times-a", "times-b", "times-c"].map { try #require(ProjectName($0)) }
    let answers = try IndexClient(index.configuration()).lookUp(names, now: testNow)
    for name in names {
      let files = try #require(answers[name]?.record?.files)
      #expect(files.map { $0.uploaded?.day } == ["2024-01-01", "2024-01-01"])
    }
    #expect(index.requests(about: "times-a") == ["/simple/times-a/"])
    #expect(index.requests(about: "times-b") == ["/simple/times-b/"])
    #expect(index.requests(about: "times-c") == ["/simple/times-c/", "/pypi/times-c/json"])
  }

  @Test(
    arguments: [
      #""upload-times": false"#, #""respond": {"at": "upload-times", "status": 503}"#,
      #""respond": {"at": "upload-times", "body": "{"}"#,
      #""respond": {"at": "upload-times", "body": "{\"info\": {\"name\": \"other\"}}"}"#,
      #""respond": {"at": "upload-times", "content-type": "text/html"}"#,
    ])
  func leavesTimesUnknownWhenTheyCannotBeHad(fault: String) throws {
    let project = "no-times-\(fault.utf8.count)"
    try index.serve(
      project, #"{"serve": "html", "versions": {"1.0": {"uploaded": "-3d"}}, \#(fault)}"#)
    let record = try #require(try IndexClient(index.configuration()).lookUp(project).record)
    #expect(record.files.count == 2)
    #expect(record.files.allSatisfy { $0.uploaded == nil })
  }

  @Test func asksOnceForAllSpellingsOfAName() throws {
    try index.serve("foo-bar", "{}")
    let names = try ["Foo_.Bar", "foo-bar", "FOO.BAR"].map { try #require(ProjectName($0)) }
    let answers = try IndexClient(index.configuration()).lookUp(names, now: testNow)
    #expect(answers.count == 1)
    #expect(answers[names[0]]?.record != nil)
    #expect(index.requests(about: "foo-bar") == ["/simple/foo-bar/"])
  }

  @Test func neverSendsANameThatIsTooLong() throws {
    let project = String(repeating: "a", count: 300)
    let lookup = try IndexClient(index.configuration()).lookUp(project)
    #expect(
      lookup == .unavailable(Unavailability(.answer, "the name is too long to ask for")))
    #expect(index.requests(about: project) == [])
  }

  @Test func findsAProjectAbsent() throws {
    #expect(try IndexClient(index.configuration()).lookUp("not-there") == .absent)
    try index.serve("gone", #"{"respond": {"status": 410}}"#)
    #expect(try IndexClient(index.configuration()).lookUp("gone") == .absent)
  }

  @Test func saysThatAProjectIsQuarantined() throws {
    try index.serve("bad", #"{"status": "quarantined"}"#)
    let record = try #require(try IndexClient(index.configuration()).lookUp("bad").record)
    #expect(record.status == .quarantined)
    #expect(record.files.isEmpty)
  }

  @Test func looksManyProjectsUpAtOnce() throws {
    let names = try (0..<60).map { try #require(ProjectName("many-\($0)")) }
    for name in names { try index.serve("\(name)", #"{"versions": {"1.0": {}}}"#) }
    var heard: [Int] = []
    let answers = try IndexClient(index.configuration())
      .lookUp(names, now: testNow) { answered, _ in heard.append(answered) }
    #expect(names.allSatisfy { answers[$0]?.record?.name == $0 })
    #expect(heard == Array(0...60))
  }

  @Test(
    arguments: [
      #"{"respond": {"status": 502, "times": 2}}"#,
      #"{"respond": {"status": 429, "retry-after": 1, "times": 1}}"#,
      #"{"respond": {"status": 408, "times": 1}}"#,
      #"{"respond": {"close": true, "times": 1}}"#,
    ])
  func triesAgainWhatPasses(description: String) throws {
    let project = "passing-\(description.utf8.count)"
    try index.serve(project, description)
    #expect(try IndexClient(index.configuration()).lookUp(project).record != nil)
  }

  @Test func givesUpAfterTwoRetries() throws {
    try index.serve("down", #"{"respond": {"status": 503}}"#)
    #expect(
      try IndexClient(index.configuration()).lookUp("down")
        == .unavailable(Unavailability(.network, "the index answered with status 503")))
    #expect(index.requests(about: "down").count == 3)
  }

  @Test func doesNotWaitForADay() throws {
    try index.serve("busy", #"{"respond": {"status": 429, "retry-after": 86400}}"#)
    let lookup = try IndexClient(index.configuration()).lookUp("busy")
    #expect(lookup.unavailability?.cause == .network)
    #expect(index.requests(about: "busy").count == 1)
  }

  @Test(
    arguments: [
      (#""status": 401"#, "credentials"), (#""status": 403"#, "credentials"),
      (#""status": 204"#, "status 204"), (#""status": 304"#, "nothing changed"),
      (#""status": 418"#, "status 418"),
      (#""redirect": "https://example.invalid/simple/x/""#, "redirects"),
      (#""redirect": "file:///etc/passwd""#, "redirects"),
      (#""redirect": "//example.invalid/simple/x/""#, "redirects"),
      (#""redirect": "http://127.0.0.1:1/simple/x/""#, "redirects"),
      (#""status": 302"#, "redirects"),
      (#""truncate": true"#, "cut short"), (#""gzip-bomb": true"#, "larger than 32 MiB"),
      (#""header-flood": true"#, "headers"), (#""encoding": "gzip""#, "decompressed"),
      (#""content-type": "application/json""#, "application/json"),
      (#""content-type": "text/html", "body": "<html><h1>Log in</h1></html>""#, "no list"),
      (#""content-type": "application/vnd.pypi.simple.v2+json""#, "no list"),
      (#""body": "{}""#, "version"), (#""body": """#, "JSON"), (#""body": "[1e999]""#, "JSON"),
      (#""body": "{\"a\": \"\\ud800\"}""#, "JSON"), (#""body": "{\"a\": \"\u0000\"}""#, "JSON"),
      (#""body": "{\"a\": 1, \"a\": 1}""#, "JSON"), (#""body": "{\"a\": 1,}""#, "JSON"),
    ])
  func trustsNoAnswerThatIsNotRight(fault: String, words: String) throws {
    let project = "wrong-\(Checksum.hexadecimal(of: fault))"
    try index.serve(project, #"{"versions": {"1.0": {}}, "respond": {\#(fault)}}"#)
    let why = try #require(
      try IndexClient(index.configuration()).lookUp(project).unavailability)
    #expect(why.cause == .answer)
    #expect(why.reason.contains(words), "\(why.reason)")
  }

  @Test(arguments: ["json", "html"])
  func refusesAnAnswerAboutAnotherProject(form: String) throws {
    let project = "asked-\(form)"
    try index.serve(project, #"{"serve": "\#(form)", "name": "other"}"#)
    let lookup = try IndexClient(index.configuration()).lookUp(project)
    #expect(lookup.unavailability?.cause == .answer)
  }

  @Test(arguments: ["json", "html"], ["2.0", "1", "x", "1.x", ""])
  func refusesAnotherVersionOfTheInterface(form: String, version: String) throws {
    let project = "api-\(form)-\(Checksum.hexadecimal(of: version))"
    try index.serve(
      project, #"{"serve": "\#(form)", "api-version": "\#(version)", "versions": {"1.0": {}}}"#)
    let lookup = try IndexClient(index.configuration()).lookUp(project)
    #expect(lookup.unavailability?.cause == .answer)
  }

  @Test func followsRedirectsOfTheIndexItself() throws {
    try index.serve("moved", #"{"respond": {"redirect": "/simple/moved/", "times": 3}}"#)
    #expect(try IndexClient(index.configuration()).lookUp("moved").record != nil)
    #expect(index.requests(about: "moved").count == 4)
    try index.serve("loop", #"{"respond": {"redirect": "../loop/"}}"#)
    let lookup = try IndexClient(index.configuration()).lookUp("loop")
    #expect(lookup.unavailability?.cause == .answer)
    #expect(index.requests(about: "loop").count <= 4)
  }

  @Test func boundsTheTimeOfARequest() throws {
    try index.serve("slow", #"{"respond": {"drip": true}}"#)
    var configuration = try index.configuration()
    configuration.requestTimeout = .milliseconds(300)
    let why = try IndexClient(configuration).lookUp("slow").unavailability
    #expect(why == Unavailability(.network, "'127.0.0.1' took too long to answer"))
  }

  @Test func boundsTheTimeOfARun() throws {
    try index.serve("late", #"{"respond": {"delay": 30}}"#)
    try index.serve("early", "{}")
    try index.serve("stubborn", #"{"respond": {"status": 503, "retry-after": 5}}"#)
    var configuration = try index.configuration()
    configuration.budget = .milliseconds(1500)
    let names = try ["late", "early", "stubborn"].map { try #require(ProjectName($0)) }
    let answers = IndexClient(configuration).lookUp(names, now: testNow)
    #expect(answers[names[0]]?.unavailability?.cause == .network)
    #expect(answers[names[1]]?.record != nil)
    #expect(answers[names[2]]?.unavailability?.cause == .network)
  }

  @Test func saysThatNothingListens() throws {
    var configuration = IndexConfiguration()
    configuration.index = try IndexURL("http://127.0.0.1:1/simple/")
    let why = try IndexClient(configuration).lookUp("any").unavailability
    #expect(why == Unavailability(.network, "no connection to '127.0.0.1' can be made"))
  }

  @Test func saysThatLibcurlIsMissing() throws {
    let configuration = try index.configuration()
    let transport = HTTPTransport.curl(configuration, sources: [.system("libno-such-curl.so.4")])
    let lookup = try IndexClient(configuration, transport: transport).lookUp("any")
    let why = try #require(lookup.unavailability)
    #expect(why.cause == .network)
    #expect(why.reason.hasPrefix("libcurl is not installed"))
  }
}

extension Checksum {
  /// A short name for a text.
  static func hexadecimal(of text: String) -> String {
    var checksum = Checksum()
    checksum.add(Array(text.utf8))
    return checksum.hexadecimal
  }
}
