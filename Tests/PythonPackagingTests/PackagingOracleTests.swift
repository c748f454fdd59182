import Testing

@testable import PythonPackaging

/// Each test asks Python's `packaging` and this module the same, by table and by seeded chance.
///
/// This module does as version 26 does. Of an older one, only answers on which they agree count.
struct PackagingOracleTests {
  typealias Question = PackagingOracle.Question

  private func both(_ questions: [Question]) throws -> (
    major: Int, pairs: [(Question, PackagingOracle.Answer)]
  ) {
    let oracle = try PackagingOracle(questions)
    return (oracle.major, Array(zip(questions, oracle.answers)))
  }

  private func generated(_ count: Int, seed: UInt64, _ make: (inout Generator) -> String)
    -> [String]
  {
    var generator = Generator(seed: seed)
    return (0..<count).map { _ in make(&generator) }
  }

  @Test func readsVersions() throws {
    let texts = Tables.versions + generated(3000, seed: 1) { $0.version() }
    var accepted = 0
    let (major, pairs) = try both(texts.map { Question(ask: "version", text: $0) })
    for (question, answer) in pairs {
      let text = question.text ?? ""
      // Older versions took a long s for an s.
      if major < 26, text.contains("\u{17f}") { continue }
      let version = Version(text)
      #expect((version == nil) == answer.isRefused, "\(text.debugDescription)")
      guard let version else { continue }
      accepted += 1
      #expect(version.description == answer.text, "\(text.debugDescription)")
      #expect(version.epoch.description == answer.epoch, "\(text.debugDescription)")
      #expect(version.release.map(\.description) == answer.release, "\(text.debugDescription)")
      #expect(version.isPrerelease == answer.prerelease, "\(text.debugDescription)")
      #expect(version.isPostrelease == answer.postrelease, "\(text.debugDescription)")
      #expect(version.isDevelopment == answer.development, "\(text.debugDescription)")
      #expect(version.local == answer.local, "\(text.debugDescription)")
    }
    #expect(accepted > texts.count / 2)
  }

  @Test func ordersVersions() throws {
    let texts = (Tables.versions + generated(400, seed: 2) { $0.version() })
      .filter { Version($0) != nil }
    var generator = Generator(seed: 3)
    let questions = (0..<6000).map { _ in
      Question(ask: "compare", left: generator.pick(texts), right: generator.pick(texts))
    }
    for (question, answer) in try both(questions).pairs {
      let left = try #require(question.left.flatMap { Version($0) })
      let right = try #require(question.right.flatMap { Version($0) })
      let order = left < right ? "<" : left > right ? ">" : "="
      #expect(order == answer.text, "\(left) \(right)")
      #expect((left == right) == (answer.text == "="), "\(left) \(right)")
      if left == right { #expect(left.hashValue == right.hashValue, "\(left) \(right)") }
    }
  }

  @Test func matchesSpecifiers() throws {
    let versions = Tables.versions.filter { Version($0) != nil } + Generator.plainVersions
    var questions: [Question] = []
    for set in Tables.specifierSets {
      questions += versions.map { Question(ask: "contains", text: $0, set: set) }
    }
    var generator = Generator(seed: 4)
    for _ in 0..<4000 {
      let text = generator.isOne(in: 3) ? generator.version() : generator.pick(versions)
      if Version(text) == nil { continue }
      questions.append(
        Question(
          ask: "contains", text: text, set: generator.clauses(),
          prereleases: generator.pick([nil, true, false])))
    }
    let (major, pairs) = try both(questions)
    var held = 0
    for (question, answer) in pairs {
      let (set, text) = (question.set ?? "", question.text ?? "")
      let version = try #require(Version(text))
      let specifiers = SpecifierSet(set)
      // Older versions differ in `===`, and the oldest let prefixes match other epochs.
      if major < 26, set.contains("===") { continue }
      if major < 24, text.contains("!") { continue }
      #expect((specifiers == nil) == answer.isRefused, "\(set.debugDescription)")
      guard let specifiers else { continue }
      // Before version 26 a set without opinion refused pre-releases, and `<` and `>` looked at the
      // release alone.
      if major < 26, version.isPrerelease, question.prereleases == nil || set.contains("<") {
        continue
      }
      if major < 26, version.isPostrelease || version.local != nil, set.contains(">") { continue }
      let holds = specifiers.contains(version, prereleases: question.prereleases)
      #expect(holds == answer.holds, "\(text.debugDescription) in \(set.debugDescription)")
      if holds { held += 1 }
    }
    #expect(held > pairs.count / 10)
  }

  @Test func selectsVersions() throws {
    var generator = Generator(seed: 5)
    let questions = (0..<1500).map { _ in
      Question(
        ask: "filter", set: generator.clauses(),
        versions: (0..<Int.random(in: 0..<9, using: &generator)).map { _ in
          generator.pick(Generator.plainVersions)
        })
    }
    let (major, pairs) = try both(questions)
    for (question, answer) in pairs {
      let set = question.set ?? ""
      guard let specifiers = SpecifierSet(set) else {
        #expect(answer.isRefused, "\(set.debugDescription)")
        continue
      }
      // Before version 26, `<` and `>` did not ask for pre-releases and sets mixed up the rest.
      if major < 26 { continue }
      let versions = (question.versions ?? []).compactMap { Version($0) }
      #expect(
        specifiers.selectable(from: versions).map(\.description) == answer.release,
        "\(set.debugDescription) of \(versions)")
    }
  }

  @Test func comparesSpecifierSets() throws {
    var generator = Generator(seed: 6)
    // packaging compares clauses with `.*` as they are written.
    let sets =
      Tables.specifierSets.filter { $0 != "==v1.0.*" }
      + (0..<60).map { _ in generator.clauses() }
    let questions = sets.flatMap { left in
      sets.map { Question(ask: "equal", left: left, right: $0) }
    }
    let (major, pairs) = try both(questions)
    for (question, answer) in pairs where !answer.isRefused {
      if major < 26, "\(question)".contains("===") { continue }
      let left = try #require(question.left.flatMap { SpecifierSet($0) })
      let right = try #require(question.right.flatMap { SpecifierSet($0) })
      // packaging repeats a clause that is spelled in two ways.
      if (left == right) != answer.holds {
        #expect(left.specifiers.count != right.specifiers.count, "\(question)")
      }
      #expect((left == right) == (left.description == right.description))
    }
  }

  @Test func readsRequirements() throws {
    let texts = Tables.requirements + generated(4000, seed: 7) { $0.requirement() }
    var accepted = 0
    let (major, pairs) = try both(texts.map { Question(ask: "requirement", text: $0) })
    for (question, answer) in pairs {
      let text = question.text ?? ""
      // Version 23 looked into URLs.
      if major < 24, text.contains("@") { continue }
      if major < 26, Self.asksOfLockFile(text) { continue }
      // packaging takes a final line feed into a URL.
      if text.contains("@"), text.hasSuffix("\n") { continue }
      let parsed = try? Requirement.parse(Array(text.utf8))
      #expect((parsed == nil) == answer.isRefused, "\(text.debugDescription)")
      guard let parsed, !answer.isRefused else { continue }
      accepted += 1
      #expect(parsed.name.text == answer.name, "\(text.debugDescription)")
      #expect(parsed.extras.map(\.normalized) == answer.extras, "\(text.debugDescription)")
      #expect(
        Set(parsed.specifiers.specifiers.map(\.description)) == Set(answer.clauses ?? []),
        "\(text.debugDescription)")
      #expect(parsed.url == answer.url, "\(text.debugDescription)")
      if major < 26, text.contains("extra") { continue }
      #expect(parsed.marker?.description == answer.marker, "\(text.debugDescription)")
    }
    #expect(accepted > texts.count / 4)
  }

  @Test func evaluatesMarkers() throws {
    let texts = Tables.markers + generated(4000, seed: 8) { $0.marker(depth: 0) }
    var environment: [String: PackagingOracle.Value] = [:]
    for variable in MarkerVariable.allCases {
      environment[variable.rawValue] = MarkerEnvironment.cPythonOnLinux[variable].map { .text($0) }
    }
    environment["extra"] = .text("Foo.Bar")
    environment["extras"] = .texts(["Foo_bar", "x"])
    environment["dependency_groups"] = .texts([])
    var own = MarkerEnvironment.cPythonOnLinux
    own.extras = Set(["foo-bar", "x"].compactMap { ProjectName($0) })
    own.dependencyGroups = []

    let (major, pairs) = try both(
      texts.map { Question(ask: "marker", text: $0, environment: environment) })
    var held = 0
    for (question, answer) in pairs {
      let text = question.text ?? ""
      if major < 26, Self.asksOfLockFile(text) { continue }
      let bytes = Array(text.utf8)
      let marker = try? Marker.parse(bytes, in: 0..<bytes.count)
      // Version 23 read no further than the first thing that is no marker.
      if major < 24, marker == nil { continue }
      #expect((marker == nil) == answer.isRefused, "\(text.debugDescription)")
      guard let marker, !answer.isRefused else { continue }
      // Older versions fold only some names of extras, and compare any text as a version.
      if major < 26, text.contains("extra") { continue }
      #expect(marker.description == answer.text, "\(text.debugDescription)")
      if major < 26, text.contains(where: { "<>~".contains($0) }) || text.contains("===") {
        continue
      }
      // Where packaging gives up on one comparison, the rest of the marker still counts here.
      guard let expected = answer.holds else { continue }
      let holds = marker.evaluate(in: own, extra: ProjectName("foo-bar"))
      #expect(holds == expected, "\(text.debugDescription)")
      if holds { held += 1 }
    }
    #expect(held > pairs.count / 20)
  }

  /// Version 25 brought the variables of lock files.
  private static func asksOfLockFile(_ text: String) -> Bool {
    text.contains("extras") || text.contains("dependency_groups")
  }

  @Test func readsFilenames() throws {
    let (_, wheels) = try both(Tables.wheels.map { Question(ask: "wheel", text: $0) })
    for (question, answer) in wheels where !answer.isRefused {
      let filename = try #require(question.text)
      let project = try #require(answer.name.flatMap { ProjectName($0) })
      let parsed = DistributionFilename(filename, project: project)
      #expect(parsed?.version.description == answer.text, "\(filename)")
      #expect(parsed?.kind == .wheel, "\(filename)")
    }
    let (_, sdists) = try both(Tables.sdists.map { Question(ask: "sdist", text: $0) })
    for (question, answer) in sdists where !answer.isRefused {
      let filename = try #require(question.text)
      let project = try #require(answer.name.flatMap { ProjectName($0) })
      let parsed = DistributionFilename(filename, project: project)
      #expect(parsed?.version.description == answer.text, "\(filename)")
      #expect(parsed?.kind == .sourceDistribution, "\(filename)")
    }
    #expect((wheels + sdists).filter { !$0.1.isRefused }.count > 10)
  }
}
