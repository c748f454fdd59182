import Testing

@testable import LookAlikes

@Suite struct LookAlikeTests {
  /// Enough names to have words, families and crowds.
  static let names = ProtectedNames(
    lines: """
      boto3
      requests
      urllib3
      numpy
      pandas
      matplotlib
      python-dateutil
      cryptography
      setuptools
      botocore
      pyyaml
      scikit-learn
      tensorflow
      beautifulsoup4
      selenium
      websocket-client
      django
      django-filter
      sqlalchemy
      colorama
      flask
      pillow
      pytest
      opentelemetry-instrumentation-requests
      apache-airflow-providers-common-io
      google-cloud-storage
      azure-storage-blob
      attrs
      igraph
      bcrypt
      types-redis
      types-pyyaml
      types-toml
      types-tabulate
      types-six
      types-mock
      """.utf8)

  @Test(arguments: [
    ("reqeusts", "requests", [Difference.Kind.transposition], "'u' and 'e' swapped"),
    ("requessts", "requests", [.repeatedCharacter], "'s' once too often"),
    ("pilow", "pillow", [.repeatedCharacter], "'l' once too few"),
    ("request", "requests", [.plural], "plural 's' missing"),
    (
      "cryptoggraphys", "cryptography", [.repeatedCharacter, .plural],
      "'g' once too often and plural 's' added"
    ),
    ("matplotlb", "matplotlib", [.deletion], "'i' missing"),
    ("tensoxrflow", "tensorflow", [.insertion], "'x' added"),
    ("tensoeflow", "tensorflow", [.keyboardNeighbour], "'e' in place of 'r', the key beside it"),
    ("tensorflpow", "tensorflow", [.keyboardNeighbour], "'p' added"),
    ("tensorflaw", "tensorflow", [.vowel], "'a' in place of 'o'"),
    ("matplxtlib", "matplotlib", [.substitution], "'x' in place of 'o'"),
    (
      "matp1otlib", "matplotlib", [.lookAlikeCharacters], "'1' in place of 'l', which looks like it"
    ),
    ("nurnpy", "numpy", [.lookAlikeCharacters], "'rn' in place of 'm', which looks like it"),
    (
      "vvebsocket-client", "websocket-client", [.lookAlikeCharacters],
      "'vv' in place of 'w', which looks like it"
    ),
    (
      "53l3nium", "selenium", [.lookAlikeCharacters],
      "'5' in place of 's', which looks like it and '3' in place of 'e', which looks like it"
    ),
    ("pythondateutil", "python-dateutil", [.separators], "only the separators differ"),
    (
      "apacheairflowproviderscommonio", "apache-airflow-providers-common-io", [.separators],
      "only the separators differ"
    ),
    ("crypto-graphy", "cryptography", [.separators], "only the separators differ"),
    (
      "requests-opentelemetry-instrumentation", "opentelemetry-instrumentation-requests",
      [.wordOrder], "the same words in another order"
    ),
    ("scikit-learnpro", "scikit-learn", [.affix], "'pro' added at the end"),
    ("sdk-scikit-learn", "scikit-learn", [.affix], "'sdk-' added in front"),
    ("scikit-learn-python", "scikit-learn", [.affix], "'-python' added at the end"),
    ("dateutil", "python-dateutil", [.droppedAffix], "'python-' missing in front"),
    ("yaml", "pyyaml", [.droppedAffix], "'py' missing in front"),
    (
      "airflow-providers-common-io", "apache-airflow-providers-common-io", [.droppedNamespace],
      "'apache-' missing in front"
    ),
    (
      "python-reqeusts", "requests", [.affix, .transposition],
      "'python-' added in front and 'u' and 'e' swapped"
    ),
    (
      "tensoflow-client", "tensorflow", [.deletion, .affix],
      "'r' missing and '-client' added at the end"
    ),
    (
      "scikitlaern", "scikit-learn", [.separators, .transposition],
      "'-' missing and 'e' and 'a' swapped"
    ),
    (
      "beautifulsuop", "beautifulsoup4", [.transposition, .digitSuffix],
      "'o' and 'u' swapped and '4' missing"
    ),
  ])
  func namesTheTargetAndTheDifference(
    _ name: String, target: String, kinds: [Difference.Kind], words: String
  ) throws {
    let best = try #require(Self.names.lookAlikes(of: name).first)
    #expect(best.name == target)
    #expect(best.kinds == kinds)
    #expect(best.words == words)
    #expect(best.strength != nil, "\(best.confidence)")
  }

  /// A word in front is nearly always a plugin: said, and too faint for a note.
  @Test func aNamespaceInFrontIsSeenAndStaysQuiet() throws {
    let best = try #require(Self.names.lookAlikes(of: "acme-requests").first)
    #expect(best.kinds == [.addedNamespace])
    #expect(best.words == "'acme-' added in front")
    #expect(best.strength == nil)
  }

  @Test func everyKindIsNamedInSomeExample() {
    let examples = [
      "reqeusts", "requessts", "pilow", "request", "matplotlb", "tensoxrflow", "tensoeflow",
      "tensorflaw", "matplxtlib", "nurnpy", "pythondateutil", "scikit-learnpro", "dateutil",
      "airflow-providers-common-io", "acme-requests", "tensor5flow", "beautifulsuop",
      "requests-opentelemetry-instrumentation",
    ]
    let found = Set(examples.flatMap { Self.names.lookAlikes(of: $0).flatMap(\.kinds) })
    #expect(found == Set(Difference.Kind.allCases).subtracting([.identical]))
  }

  /// What real projects do: versions, families, plugins, words of their own, and short names.
  @Test(arguments: [
    "requests", "boto3", "boto4", "urllib4", "abc", "x", "", "types-docutils", "types-mocker",
    "django-tables", "pytest-django", "flask-login", "google-cloud-bigtable", "panda3d",
    "pyaml-env",
    "azure-storage-file", "seaborn", "colors", "fast",
  ])
  func staysQuiet(_ name: String) {
    #expect(Self.names.lookAlikes(of: name).allSatisfy { $0.strength == nil })
  }

  @Test func marksTheBytesThatDiffer() throws {
    let best = try #require(Self.names.lookAlikes(of: "scikit-laern").first)
    #expect(best.differences.map(\.imitation) == [8..<10])
    #expect(best.differences.map(\.target) == [8..<10])
    let added = try #require(Self.names.lookAlikes(of: "scikit-learnpro").first)
    #expect(added.differences.map(\.imitation) == [12..<15])
    #expect(added.differences.map(\.target.isEmpty) == [true])
    let parted = try #require(Self.names.lookAlikes(of: "apache-airflow-provider-s-commonio").first)
    #expect(parted.differences.map(\.imitation) == [23..<24, 32..<32])
    #expect(parted.differences.map(\.target) == [23..<23, 31..<32])
    #expect(parted.words == "only the separators differ")
  }

  @Test func theBetterKnownOfTwoTargetsComesFirst() {
    let names = ProtectedNames(lines: "colorama\nother\nthird\nfourth\ncolorana\n".utf8)
    #expect(names.lookAlikes(of: "coloraja").first?.name == "colorama")
  }

  /// Each beside the other alone, as near as they are.
  @Test(arguments: HonestPairs.list.map { [$0.lesser, $0.better] })
  func honestPairsStayQuiet(_ pair: [String]) {
    for (name, other) in [(pair[0], pair[1]), (pair[1], pair[0])] {
      #expect(ProtectedNames(lines: other.utf8).lookAlikes(of: name).isEmpty)
    }
    #expect(!HonestPairs.contains("reqeusts", "requests"))
  }

  @Test func aSlipInAFormerNameMeansThePresentOne() throws {
    let names = ProtectedNames(lines: "requests\nbeautifulsoup\nbeautifulsoup4\n".utf8)
    let found = names.lookAlikes(of: "beautfulsoup")
    #expect(found.map(\.name) == ["beautifulsoup4", "beautifulsoup"])
    #expect(found[0].confidence == found[1].confidence)
    #expect(found[0].words == "'i' missing and '4' missing")
  }

  @Test func whatAProjectIsCalledIsImitatedLikeIt() throws {
    let filler = (0..<9_000).map { "filler-\($0)" }.joined(separator: "\n")
    let names = ProtectedNames(lines: "torch\n\(filler)\npytorch\npymouse".utf8)
    func confidence(_ name: String) throws -> Double {
      try #require(names.lookAlikes(of: name).first).confidence
    }
    #expect(try confidence("pytroch") > confidence("pymosue"))
  }

  @Test func honestPairsHaveReasonsAndNoNameTwice() {
    #expect(HonestPairs.list.allSatisfy { !$0.reason.isEmpty })
    #expect(Set(HonestPairs.list.map(\.lesser)).count == HonestPairs.list.count)
  }
}

@Suite struct AdditionalNamesTests {
  private let additional = AdditionalNames([
    AdditionalName("acme-billing", .privateName), AdditionalName("left-pad-tools", .dependency),
    AdditionalName("frobnicator", .allowed), AdditionalName("asyncio", .standardLibrary),
    AdditionalName("sklearn", .module, rank: 20), AdditionalName("requirements-txt", .mistaken),
    AdditionalName("acme-billing", .allowed),
  ])

  @Test(arguments: [
    ("acme-biling", "acme-billing", Protection.Additional.privateName),
    ("acmebilling", "acme-billing", .privateName),
    ("left-pad-tolos", "left-pad-tools", .dependency),
    ("frobnicater", "frobnicator", .allowed),
    ("asyncoi", "asyncio", .standardLibrary),
    ("sklaern", "sklearn", .module),
    ("requirementstxt", "requirements-txt", .mistaken),
  ])
  func areImitatedLikeTheMostDownloaded(
    _ name: String, target: String, reason: Protection.Additional
  ) throws {
    #expect(LookAlikeTests.names.lookAlikes(of: name).allSatisfy { $0.name != target })
    let found = LookAlikeTests.names.lookAlikes(of: name, additional: [additional])
    let best = try #require(found.first)
    #expect(best.name == target)
    #expect(best.protection == .additional(reason))
    #expect(best.strength == .review, "\(best.confidence)")
    #expect(best.rank == nil)
  }

  @Test func aKnownNameImitatesNobody() {
    for name in ["acme-billing", "frobnicator", "requests"] {
      #expect(LookAlikeTests.names.lookAlikes(of: name, additional: [additional]).isEmpty)
    }
  }

  /// What one part of a repository depends on may be news, and suspect, to another.
  @Test func aDependencyIsStillComparedWithWhatIsBetterKnown() {
    let additional = AdditionalNames([AdditionalName("reqeusts", .dependency)])
    let found = LookAlikeTests.names.lookAlikes(of: "reqeusts", additional: [additional])
    #expect(found.map(\.name) == ["requests"])
  }

  /// `left-pad-tools` brings a module that is called like it.
  @Test func modulesAreNotImitatedByAffixesAndSeparators() {
    for name in ["python-sklearn", "sk-learn", "asyncio-sdk", "async-io"] {
      #expect(
        LookAlikeTests.names.lookAlikes(of: name, additional: [additional]).isEmpty, "\(name)")
    }
  }

  @Test func aNameOnBothListsIsGivenOnce() {
    let additional = AdditionalNames([AdditionalName("requests", .dependency)])
    let found = LookAlikeTests.names.lookAlikes(of: "reqeusts", additional: [additional])
    #expect(found.map(\.name) == ["requests"])
    #expect(found.first?.protection == .popular(rank: 2))
  }

  @Test(arguments: ["asyncio", "sklearn", "requirements-txt"])
  func aNameThatNoProjectShouldHaveIsFoundItself(_ name: String) throws {
    let found = LookAlikeTests.names.lookAlikes(of: name, additional: [additional])
    #expect(found.map(\.name) == [name])
    #expect(found.first?.distance == 0)
    #expect(found.first?.kinds == [.identical])
    #expect(found.first?.strength == .review)
  }

  @Test func aLayoutKnowsTheReasonsAndWhatToTypeInstead() throws {
    let given = AdditionalNames([
      AdditionalName("sklearn", .module, rank: 20, instead: "scikit-learn"),
      AdditionalName("acme-billing", .privateName),
      AdditionalName("requirements-txt", .mistaken, instead: "-r requirements.txt"),
    ])
    let layout = given.layout
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: layout.count, alignment: 8)
    memory.copyBytes(from: layout)
    let carried = AdditionalNames(layout: UnsafeRawBufferPointer(memory))
    #expect(carried.layout == layout)
    for name in ["sklearn", "sklaern", "acme-biling", "requirments-txt", "unrelated"] {
      let found = LookAlikeTests.names.lookAlikes(of: name, additional: [carried])
      #expect(found == LookAlikeTests.names.lookAlikes(of: name, additional: [given]))
    }
    func instead(of name: String) -> String? {
      LookAlikeTests.names.lookAlikes(of: name, additional: [carried]).first?.instead
    }
    #expect(instead(of: "sklearn") == "scikit-learn")
    #expect(instead(of: "sklaern") == "scikit-learn")
    #expect(instead(of: "acme-biling") == nil)
    #expect(instead(of: "requirments-txt") == "-r requirements.txt")
  }

  @Test func noneProtectsNothing() {
    #expect(AdditionalNames.none.isEmpty)
    #expect(AdditionalNames.none.reason(of: "requests") == nil)
    #expect(!additional.isEmpty)
    #expect(additional.reason(of: "acme-billing") == .privateName)
  }
}
