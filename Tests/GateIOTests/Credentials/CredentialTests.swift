import Foundation
import Gate
import PythonPackaging
import Testing

@testable import GateIO

/// Where credentials come from, and who receives them: asked for by a real server.
struct CredentialTests {
  private let home: String

  init() throws { home = try TemporaryDirectory.make().path }

  private func index(_ user: String = "ana:s3cret é") throws -> LoopbackIndex {
    let index = try LoopbackIndex(options: ["--user", user])
    try index.serve("acme", #"{"versions": {"1.0": {"uploaded": "-9d"}}}"#)
    return index
  }

  private func configuration(
    _ index: LoopbackIndex, name: String? = "in-ternal", _ environment: [String: String]
  ) throws -> IndexConfiguration {
    let url = try IndexURL(index.url)
    var environment = environment
    environment["HOME"] = environment["HOME"] ?? home
    return try index.configuration().asking(
      url,
      credentials: CredentialSearch(index: url, name: name, environment: Environment(environment)))
  }

  private func write(_ name: String, _ text: String, mode: Int) throws -> String {
    let path = home + "/" + name
    let result = try Program(path: "/bin/sh")?.run(
      ["-c", "umask 077; cat > \"$0\" && chmod \(String(mode, radix: 8)) \"$0\"", path],
      environment: [:], input: Array(text.utf8))
    try #require(result?.isSuccess == true)
    return path
  }

  @Test(
    arguments: [
      ("in-ternal", ["PIPGATE_INDEX_IN_TERNAL_USERNAME", "PIPGATE_INDEX_IN_TERNAL_PASSWORD"]),
      ("in-ternal", ["UV_INDEX_IN_TERNAL_USERNAME", "UV_INDEX_IN_TERNAL_PASSWORD"]),
      (
        "in-ternal",
        ["POETRY_HTTP_BASIC_IN_TERNAL_USERNAME", "POETRY_HTTP_BASIC_IN_TERNAL_PASSWORD"]
      ),
      (nil, ["PIPGATE_INDEX_USERNAME", "PIPGATE_INDEX_PASSWORD"]),
    ] as [(String?, [String])])
  func theEnvironmentHasThem(name: String?, variables: [String]) throws {
    let index = try index()
    let environment = [variables[0]: "ana", variables[1]: "s3cret é"]
    let lookup = try IndexClient(configuration(index, name: name, environment)).lookUp("acme")
    #expect(lookup.record?.versions.count == 1)
  }

  @Test func aTokenNeedsNoName() throws {
    let index = try index("__token__:pypi-abc")
    let configuration = try configuration(
      index, ["PIPGATE_INDEX_IN_TERNAL_TOKEN": "pypi-abc"])
    #expect(try IndexClient(configuration).lookUp("acme").record != nil)
  }

  @Test func ourOwnVariablesComeFirst() throws {
    let environment = [
      "PIPGATE_INDEX_A_USERNAME": "ours", "PIPGATE_INDEX_A_PASSWORD": "1",
      "UV_INDEX_A_USERNAME": "uv", "UV_INDEX_A_PASSWORD": "2",
    ]
    let url = try IndexURL("https://a.example/simple/")
    let access = CredentialSearch(index: url, name: "a", environment: Environment(environment))
      .access()
    let known = Data("ours:1".utf8).base64EncodedString()
    #expect(access.headers(for: "https://a.example/simple/x/") == ["Authorization: Basic \(known)"])
  }

  @Test func netrcHasThem() throws {
    let index = try index("ana:s3cret")
    _ = try write(".netrc", "machine 127.0.0.1 login ana password s3cret\n", mode: 0o600)
    #expect(try IndexClient(configuration(index, [:])).lookUp("acme").record != nil)
    let elsewhere = try write("other", "machine 127.0.0.2 login ana password s3cret\n", mode: 0o600)
    let lookup = try IndexClient(configuration(index, ["NETRC": elsewhere])).lookUp("acme")
    #expect(lookup.unavailability?.reason.contains("wants credentials") == true)
  }

  @Test func aNetrcThatOthersReadIsNotUsedAndThatIsSaid() throws {
    let index = try index("ana:s3cret")
    _ = try write(".netrc", "machine 127.0.0.1 login ana password s3cret\n", mode: 0o644)
    let why = try IndexClient(configuration(index, [:])).lookUp("acme").unavailability
    #expect(
      why?.reason == "the index 'in-ternal' refused with status 401; it wants credentials, and "
        + "~/.netrc is not used: others may read or write it; 'chmod 600' mends that")
    #expect(index.requests(about: "acme") == ["/simple/acme/"])
  }

  @Test func aHelperHasThem() throws {
    let index = try index("ana:s3cret")
    let log = home + "/asked"
    let helper = try write(
      "helper",
      "#!/bin/sh\necho \"$*\" > \(log); cat >> \(log)\n"
        + "echo username=ana; echo password=s3cret\n", mode: 0o700)
    let configuration = try configuration(index, ["PIPGATE_CREDENTIAL_HELPER": helper + " get"])
    #expect(try IndexClient(configuration).lookUp("acme").record != nil)
    let asked = try String(contentsOfFile: log, encoding: .utf8)
    let host = index.url.split(separator: "/")[1]
    #expect(asked == "get\nprotocol=http\nhost=\(host)\npath=simple/\n\n")
  }

  @Test(
    arguments: [
      ("exit 1", "the credential helper 'HELPER' failed"),
      ("echo password=", "the credential helper 'HELPER' gave no credentials"),
      ("echo username=ana", "the credential helper 'HELPER' gave no credentials"),
      (
        "printf 'username=a:b\\npassword=x\\n'",
        "the credential helper 'HELPER' gave no credentials"
      ),
      ("printf '\\nusername=ana\\npassword=s3cret\\n'", "gave no credentials"),
      ("echo s3cret >&2; exit 3", "the credential helper 'HELPER' failed"),
      ("yes password=s3cret", "the credential helper 'HELPER' failed"),
    ])
  func aHelperThatGivesNoneIsNamedAndItsOutputIsNot(script: String, reason: String) throws {
    let index = try index("ana:s3cret")
    let helper = try write("helper", "#!/bin/sh\n\(script)\n", mode: 0o700)
    let configuration = try configuration(index, ["PIPGATE_CREDENTIAL_HELPER": helper])
    let why = try #require(try IndexClient(configuration).lookUp("acme").unavailability)
    #expect(why.reason.contains(reason.replacingOccurrences(of: "HELPER", with: helper)))
    #expect(!why.reason.contains("s3cret"))
    #expect(index.requests(about: "acme") == ["/simple/acme/"])
  }

  @Test func credentialsThatAreRefusedAreNotShown() throws {
    let index = try index()
    let environment = [
      "PIPGATE_INDEX_IN_TERNAL_USERNAME": "ana", "PIPGATE_INDEX_IN_TERNAL_PASSWORD": "wr0ng",
    ]
    let why = try IndexClient(configuration(index, environment)).lookUp("acme").unavailability
    #expect(
      why
        == Unavailability(
          .answer,
          "the index 'in-ternal' refused the credentials from "
            + "PIPGATE_INDEX_IN_TERNAL_PASSWORD with status 403"))
    let credentials = try #require(Credentials(user: "ana", password: "wr0ng", origin: "here"))
    #expect("\(credentials) \(String(reflecting: credentials))".contains("wr0ng") == false)
  }

  @Test(
    arguments: [
      ([:], "set PIPGATE_INDEX_IN_TERNAL_USERNAME and PIPGATE_INDEX_IN_TERNAL_PASSWORD"),
      (["PIPGATE_INDEX_IN_TERNAL_USERNAME": "ana"], "PIPGATE_INDEX_IN_TERNAL_PASSWORD is not set"),
      (["PIPGATE_INDEX_IN_TERNAL_PASSWORD": "x"], "PIPGATE_INDEX_IN_TERNAL_USERNAME is not set"),
      (
        ["PIPGATE_INDEX_IN_TERNAL_USERNAME": "a\nb", "PIPGATE_INDEX_IN_TERNAL_PASSWORD": "x"],
        "holds what cannot be sent"
      ),
    ])
  func anIndexThatNobodyHasCredentialsForIsLeftToALaterRun(
    environment: [String: String], advice: String
  ) throws {
    let index = try index()
    let why = try #require(
      try IndexClient(configuration(index, environment)).lookUp("acme").unavailability)
    #expect(why.cause == .network)
    #expect(why.reason.contains(advice), "\(why.reason)")
  }

  @Test(
    arguments: [
      "https://a.example/simple/", "https://a.example:443/x", "HTTPS://A.example/simple/",
    ])
  func theyGoToTheirOrigin(url: String) throws {
    #expect(try access().headers(for: url).count == 1)
  }

  @Test(
    arguments: [
      "http://a.example/simple/", "https://a.example:8443/simple/", "https://b.a.example/simple/",
      "https://a.example.evil.example/", "https://evil.example/https://a.example/",
      "https://a.example@evil.example/", "", "/simple/",
    ])
  func theyGoNowhereElse(url: String) throws {
    #expect(try access().headers(for: url) == [])
  }

  private func access() throws -> IndexAccess {
    let environment = ["PIPGATE_INDEX_A_USERNAME": "u", "PIPGATE_INDEX_A_PASSWORD": "p"]
    return CredentialSearch(
      index: try IndexURL("https://a.example/simple/"), name: "a",
      environment: Environment(environment)
    ).access()
  }

  @Test func aRedirectTakesThemNoFurther() throws {
    let other = try LoopbackIndex()
    try other.serve("acme", "{}")
    let index = try index("ana:s3cret")
    let target = other.url + "acme/"
    try index.serve("acme", #"{"respond": {"redirect": "\#(target)"}}"#)
    let environment = [
      "PIPGATE_INDEX_IN_TERNAL_USERNAME": "ana", "PIPGATE_INDEX_IN_TERNAL_PASSWORD": "s3cret",
    ]
    let lookup = try IndexClient(configuration(index, environment)).lookUp("acme")
    #expect(lookup.unavailability?.reason.contains("another host") == true)
    #expect(other.requests(about: "acme") == [])
  }

  @Test(
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
  func theHeaderIsBase64(text: String, encoded: String) throws {
    // RFC 4648, section 10, behind a user name that takes three letters.
    let credentials = try #require(Credentials(user: "ab", password: "x" + text, origin: ""))
    let known = Data("ab:x\(text)".utf8).base64EncodedString()
    #expect(credentials.header == "Authorization: Basic \(known)")
    #expect(Data(text.utf8).base64EncodedString() == encoded)
  }

  @Test func severalIndexesAreAskedAtOnceEachWithItsOwn() throws {
    let one = try index("ana:one")
    let two = try LoopbackIndex()
    for number in 0..<40 {
      try one.serve("p\(number)", #"{"versions": {"1.0": {"uploaded": "-9d"}}}"#)
      try two.serve("p\(number)", #"{"versions": {"2.0": {"uploaded": "-9d"}}}"#)
    }
    let names = try (0..<40).map { try #require(ProjectName("p\($0)")) }
    let environment = [
      "PIPGATE_INDEX_IN_TERNAL_USERNAME": "ana", "PIPGATE_INDEX_IN_TERNAL_PASSWORD": "one",
    ]
    var progress: [Int] = []
    let answers = try IndexClient.lookUp(
      [
        (IndexClient(configuration(one, environment)), names),
        (IndexClient(two.configuration()), names + [try #require(ProjectName("gone"))]),
      ], now: testNow
    ) { answered, total in
      progress.append(answered)
      #expect(total == 81)
    }
    #expect(answers[0].values.allSatisfy { $0.record?.versions.map(\.description) == ["1.0"] })
    let others = answers[1].filter { $0.value != .absent }
    #expect(others.values.allSatisfy { $0.record?.versions.map(\.description) == ["2.0"] })
    #expect(others.count == 40 && answers[1].count == 41 && answers[0].count == 40)
    #expect(progress.last == 81)
    for name in names {
      #expect(two.requests(about: "\(name)") == ["/simple/\(name)/"])
      #expect(one.requests(about: "\(name)").allSatisfy { $0.contains("Basic ") })
    }
  }

  @Test func oneBudgetIsForAll() throws {
    let one = try LoopbackIndex()
    let two = try LoopbackIndex()
    for index in [one, two] {
      try index.serve("slow", #"{"respond": {"delay": 5}}"#)
    }
    var configuration = try one.configuration()
    configuration.budget = .milliseconds(300)
    let name = try #require(ProjectName("slow"))
    let clients = try [one, two].map { index in
      let url = try IndexURL(index.url)
      let search = CredentialSearch(index: url, name: nil, environment: [:])
      return IndexClient(configuration.asking(url, credentials: search))
    }
    let answers = IndexClient.lookUp(clients.map { ($0, [name]) }, now: testNow)
    #expect(answers.allSatisfy { $0[name]?.unavailability?.cause == .network })
    // Neither waited for its own.
    #expect(answers[0][name]?.unavailability == answers[1][name]?.unavailability)
  }
}
