import Foundation
import Testing

/// Private names and indexes of the policy, through the program: what is asked, of whom, as whom.
struct RoutingTests {
  private static let policy = """
    version: 1
    indexes:
      - {name: internal, url: "https://packages.acme.example/simple/"}
    private: [hush]
    allow:
      - {name: "acme-*", index: internal, private: true, reason: ours}
      - {name: hush}

    """

  private static let project = LoopbackIndex.established("1.0", "2.1")

  private func scratch(
    _ usual: LoopbackIndex, _ own: LoopbackIndex, policy: String = policy
  ) throws -> Scratch {
    var scratch = try Scratch(index: usual.url)
    scratch.environment["PIPGATE_INDEX_INTERNAL_URL"] = own.url
    try scratch.commit([".pipgate/policy.yaml": policy])
    return scratch
  }

  @Test func aPrivateNameIsAskedOfItsOwnIndexAlone() throws {
    let usual = try LoopbackIndex(["flask": LoopbackIndex.established("3.0.3")])
    let own = try LoopbackIndex(["acme-billing": Self.project])
    let scratch = try scratch(usual, own)
    try scratch.stage([
      "requirements.txt": "acme-billing==2.1\nhush==1\nflask==3.0.3\n",
      "tool.py": "import acme_billing\nimport hush\n",
    ])
    let result = try scratch.pipgate("check", "--as-of", testDay)
    #expect(result.status == 0, "\(result.text)")
    #expect(usual.requests == ["/simple/flask/"])
    #expect(own.requests == ["/simple/acme-billing/"])
    #expect(!result.text.contains("could not be checked"))
  }

  @Test func aQuestionGoesWhereThePolicySendsIt() throws {
    let usual = try LoopbackIndex(["flask": LoopbackIndex.established("3.0.3")])
    let own = try LoopbackIndex(["acme-billing": Self.project])
    let scratch = try scratch(usual, own)
    let ours = try scratch.pipgate("why", "acme-billing", "--as-of", testDay)
    #expect(ours.status == 0, "\(ours.text)")
    #expect(ours.text.contains("newest      2.1"), "\(ours.text)")
    let nowhere = try scratch.pipgate("inspect", "hush", "--as-of", testDay)
    #expect(nowhere.status == 3, "\(nowhere.text)")
    #expect(nowhere.text.contains("keeps the name private and names no index"))
    #expect(try scratch.pipgate("why", "flask", "--as-of", testDay).status == 0)
    #expect(usual.requests.allSatisfy { $0.contains("flask") }, "\(usual.requests)")
    #expect(own.requests.allSatisfy { $0.contains("acme-billing") }, "\(own.requests)")
    try scratch.commit([".pipgate/policy.yaml": "version: 1\nindexs: []\n"])
    #expect(try scratch.pipgate("why", "acme-billing").status == 2)
  }

  @Test func aPrivateNameThatItsIndexDoesNotHaveIsNotLookedForElsewhere() throws {
    let usual = try LoopbackIndex(["acme-invented": Self.project])
    let own = try LoopbackIndex([:])
    let scratch = try scratch(usual, own)
    try scratch.stage(["requirements.txt": "acme-invented==2.1\n"])
    let result = try scratch.pipgate("check", "--as-of", testDay)
    #expect(result.status == 1)
    #expect(result.output.contains("[unknown-project]"), "\(result.text)")
    #expect(usual.requests == [])
  }

  @Test func aPrivateNameWithoutAnIndexIsKnownByThePolicysWord() throws {
    let usual = try LoopbackIndex([:])
    let scratch = try scratch(
      usual, usual, policy: "version: 1\nprivate: [hush]\n")
    try scratch.stage(["requirements.txt": "hush==1\n"])
    let result = try scratch.pipgate("check", "--as-of", testDay)
    #expect(result.status == 0, "\(result.text)")
    #expect(result.output.contains("note: 'hush' could not be checked: the policy keeps the name"))
    let json = try scratch.pipgate("check", "--format", "json")
    #expect(json.output.contains(#""cause": "policy""#))
    // Only what is listed enters, private or not.
    let strict = try scratch.pipgate("check", "--tier", "paranoid")
    #expect(strict.status == 1 && strict.output.contains("[unlisted]"))
    #expect(usual.requests == [])
  }

  @Test func whatAPrivateProjectPullsInIsAskedWhereItComesFrom() throws {
    let usual = try LoopbackIndex(["flask": LoopbackIndex.established("3.0.3")])
    let pulls = #"["Requires-Dist: acme-core", "Requires-Dist: flask", "Requires-Dist: hush"]"#
    let own = try LoopbackIndex(
      [
        "acme-billing": #"{"versions": {"2.1": {"uploaded": "-9d", "metadata": \#(pulls)}}}"#,
        "acme-core": #"{"versions": {"1.0": {"uploaded": "-9d", "metadata": []}}}"#,
      ], options: ["--user", "ana:s3cret"])
    var scratch = try scratch(usual, own)
    scratch.environment["PIPGATE_INDEX_INTERNAL_USERNAME"] = "ana"
    scratch.environment["PIPGATE_INDEX_INTERNAL_PASSWORD"] = "s3cret"
    try scratch.stage(["requirements.txt": "acme-billing==2.1\n"])
    let result = try scratch.pipgate("check", "--as-of", testDay)
    #expect(result.status == 0, "\(result.text)")
    #expect(result.output.contains("acme-core 1.0"), "\(result.text)")
    #expect(usual.requests == ["/simple/flask/"])
    let asked = own.requests.map { $0.split(separator: " ")[0] }
    #expect(asked.contains { $0.hasSuffix(".metadata") } && asked.contains("/simple/acme-core/"))
    #expect(own.requests.allSatisfy { $0.contains("Basic ") })
  }

  @Test func thePolicyOfTheChangeSendsNothingAnywhere() throws {
    let usual = try LoopbackIndex(["flask": LoopbackIndex.established("3.0.3")])
    let own = try LoopbackIndex([:])
    var scratch = try Scratch(index: usual.url)
    scratch.environment["PIPGATE_INDEX_INTERNAL_URL"] = own.url
    try scratch.commit(["a": ""])
    try scratch.stage([
      ".pipgate/policy.yaml": "\(Self.policy)  - {name: flask, index: internal}\n",
      "requirements.txt": "flask==3.0.3\n",
    ])
    _ = try scratch.pipgate("check", "--as-of", testDay)
    #expect(own.requests == [] && usual.requests == ["/simple/flask/"])
  }

  @Test func anIndexThatAFileNamesIsAskedWhereThePolicyKnowsIt() throws {
    let usual = try LoopbackIndex([:])
    let own = try LoopbackIndex(["widget": Self.project])
    let stranger = try LoopbackIndex(["gadget": Self.project])
    let scratch = try scratch(usual, own)
    try scratch.stage([
      "pyproject.toml": """
      [project]
      name = "shop"
      version = "1"
      dependencies = ["widget==2.1", "gadget==2.1"]
      [tool.uv.sources]
      widget = {index = "one"}
      gadget = {index = "two"}
      [[tool.uv.index]]
      name = "one"
      url = "\(own.url.dropLast())"
      explicit = true
      [[tool.uv.index]]
      name = "two"
      url = "\(stranger.url)"
      explicit = true

      """
    ])
    let result = try scratch.pipgate("check", "--as-of", testDay)
    #expect(own.requests == ["/simple/widget/"])
    #expect(usual.requests == [] && stranger.requests == [])
    #expect(result.output.contains("'gadget' could not be checked"), "\(result.text)")
    #expect(!result.output.contains("'widget' could not be checked"), "\(result.text)")
  }

  @Test func whatAReleaseSaysOfItselfIsThatOfItsOwnIndex() throws {
    func widget(_ license: String) -> String {
      let metadata = #"["License-Expression: \#(license)"]"#
      return #"{"versions": {"2.1": {"uploaded": "-900d", "metadata": \#(metadata)}}}"#
    }
    let usual = try LoopbackIndex(["widget": widget("AGPL-3.0-only")])
    let own = try LoopbackIndex(["widget": widget("MIT")])
    let scratch = try scratch(
      usual, own,
      policy: """
        version: 1
        indexes: [{name: internal, url: "https://packages.acme.example/simple/"}]
        tier: shop
        tiers:
          shop: {extends: balanced, levels: {license: {level: review, deny: [AGPL-3.0-only]}}}
        allow: [widget]

        """)
    try scratch.stage([
      "ours/pyproject.toml": """
      [project]
      name = "shop"
      version = "1"
      dependencies = ["widget==2.1"]
      [tool.uv.sources]
      widget = {index = "one"}
      [[tool.uv.index]]
      name = "one"
      url = "\(own.url)"
      explicit = true

      """,
      "theirs/requirements.txt": "widget==2.1\n",
    ])
    let result = try scratch.pipgate("check", "--as-of", testDay)
    let licensed = result.output.split(separator: "\n").filter { $0.contains("[license") }
    #expect(licensed.count == 1, "\(result.text)")
    #expect(licensed.first?.hasPrefix("theirs/requirements.txt:1:1") == true, "\(licensed)")
    #expect(own.requests.contains { $0.hasSuffix(".metadata") }, "\(own.requests)")
    #expect(usual.requests.contains { $0.hasSuffix(".metadata") }, "\(usual.requests)")
  }

  @Test func oneNameOnTwoIndexesIsFoundWhereTheUsualOneWins() throws {
    let usual = try LoopbackIndex(["widget": #"{"versions": {"99.0": {"uploaded": "-900d"}}}"#])
    let own = try LoopbackIndex(["widget": Self.project])
    let scratch = try scratch(usual, own)
    try scratch.stage(["requirements.txt": "--extra-index-url \(own.url)\nwidget>=1\n"])
    let result = try scratch.pipgate("check", "--as-of", testDay)
    #expect(result.status == 1)
    #expect(result.output.contains("[index-confusion]"), "\(result.text)")
    #expect(usual.requests == ["/simple/widget/"] && own.requests == ["/simple/widget/"])
  }

  @Test func credentialsGoToTheirIndexAndNowhereElse() throws {
    let usual = try LoopbackIndex(["flask": LoopbackIndex.established("3.0.3")])
    let own = try LoopbackIndex(
      ["acme-billing": Self.project], options: ["--user", "ana:s3cret"])
    var scratch = try scratch(usual, own)
    try scratch.stage(["requirements.txt": "acme-billing==2.1\nflask==3.0.3\n"])

    let refused = try scratch.pipgate("check", "--as-of", testDay)
    #expect(refused.status == 3)
    #expect(
      refused.output.contains("set PIPGATE_INDEX_INTERNAL_USERNAME and "), "\(refused.text)")
    // A commit leaves it to continuous integration, which has them.
    let hook = try scratch.pipgate("check", "--hook", "--as-of", testDay)
    #expect(hook.status == 0 && hook.output.contains("continuous integration decides"))

    scratch.environment["PIPGATE_INDEX_INTERNAL_USERNAME"] = "ana"
    scratch.environment["PIPGATE_INDEX_INTERNAL_PASSWORD"] = "wr0ng-s3cret"
    let wrong = try scratch.pipgate("check", "--as-of", testDay)
    #expect(wrong.status == 3 && !wrong.text.contains("wr0ng"), "\(wrong.text)")
    #expect(wrong.output.contains("refused the credentials from PIPGATE_INDEX_INTERNAL_PASSWORD"))

    scratch.environment["PIPGATE_INDEX_INTERNAL_PASSWORD"] = "s3cret"
    let passed = try scratch.pipgate("check", "--as-of", testDay)
    #expect(passed.status == 0, "\(passed.text)")
    #expect(usual.requests.allSatisfy { !$0.contains("Basic") })
    #expect(own.requests.last?.contains("Basic") == true)
  }

  @Test func aHelperIsNamedByTheOperatorAlone() throws {
    let usual = try LoopbackIndex([:])
    let own = try LoopbackIndex(
      ["acme-billing": Self.project], options: ["--user", "ana:s3cret"])
    let scratch = try scratch(usual, own)
    try scratch.write(
      scratch.top + "/helper", "#!/bin/sh\necho username=ana\necho password=s3cret\n",
      permissions: 0o700)
    try scratch.stage(["requirements.txt": "acme-billing==2.1\n"])
    let result = try scratch.pipgate(
      "check", "--as-of", testDay, "--credential-helper", scratch.top + "/helper get")
    #expect(result.status == 0, "\(result.text)")
    // What git is configured to use is not.
    try scratch.git("config", "credential.helper", scratch.top + "/helper")
    let without = try scratch.pipgate("check", "--as-of", testDay, with: ["XDG_CACHE_HOME": "/x"])
    #expect(without.status == 3)
  }

  @Test(
    arguments: [
      ("http://packages.acme.example/simple/", "is not encrypted"),
      ("ftp://packages.acme.example/simple/", "does not begin with 'https://'"),
    ])
  func anAddressOfTheOperatorsIsHeldToTheSameRules(url: String, reason: String) throws {
    let usual = try LoopbackIndex([:])
    let scratch = try scratch(usual, usual)
    let result = try scratch.pipgate("check", with: ["PIPGATE_INDEX_INTERNAL_URL": url])
    #expect(result.status == 2 && result.errors.contains(reason), "\(result.text)")
  }

  @Test func aPolicyWithPlainHTTPIsUnusable() throws {
    let usual = try LoopbackIndex([:])
    let policy = #"version: 1\#nindexes: [{name: internal, url: "http://127.0.0.1:1/simple/"}]\#n"#
    let scratch = try scratch(usual, usual, policy: policy)
    let result = try scratch.pipgate("check")
    #expect(result.status == 2 && result.errors.contains("is not encrypted"), "\(result.text)")
  }
}
