import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// Whatever pip would install is found, or the file is said to be unreadable.
@Suite struct PipOracleTests {
  @Test func findsWhateverPipWouldInstallInWrittenFiles() throws {
    let texts = LineSoup.lines.map { Array("before==1\n\($0)\nafter==2\n".utf8) }
    let seen = try Self.check(texts)
    #expect(seen.requirements > LineSoup.lines.count)
  }

  @Test func findsWhateverPipWouldInstallInRandomFiles() throws {
    var soup = LineSoup(seed: 20_261_121)
    let texts = (0..<6000).map { _ in soup.file() }
    let seen = try Self.check(texts)
    // The comparison must not be empty: pip and the gate both read many of the files.
    #expect(seen.requirements > 4000)
    #expect(seen.readable > 800)
  }

  @Test func readsOrdinaryLinesAsPipDoesWithoutComplaint() throws {
    let texts = LineSoup.plainLines.map { Array("before==1\n\($0)\nafter==2\n".utf8) }
    for (line, (text, answer)) in zip(
      LineSoup.plainLines, zip(texts, try PipOracle.answers(to: texts)))
    {
      let manifest = Self.read(text)
      #expect(manifest.unreadable.map(\.diagnostic.message) == [], "\(line)")
      #expect(manifest.dependencies.count == answer?.requirements.count, "\(line)")
    }
  }

  private static func read(_ text: [UInt8]) -> Manifest {
    RequirementsFormat.manifest(
      of: SourceFile(path: "requirements.txt", bytes: text), as: .runtime)
  }

  private static func check(_ texts: [[UInt8]]) throws -> (requirements: Int, readable: Int) {
    var requirements = 0
    var readable = 0
    for (text, answer) in zip(texts, try PipOracle.answers(to: texts)) {
      let manifest = read(text)
      expectPlacesInside(manifest, of: text)
      guard let answer, manifest.unreadable.isEmpty else { continue }
      readable += 1
      let shown = String(decoding: text, as: UTF8.self).debugDescription
      #expect(answer.variables == 0, "a variable was overlooked in \(shown)")
      for requirement in answer.requirements {
        requirements += 1
        let isFound = manifest.dependencies.contains { matches($0, requirement) }
        #expect(isFound, "pip installs '\(requirement.text)' of \(shown)")
      }
      for include in answer.includes {
        let path = RepositoryPath.resolve(Array(include.utf8), in: nil)
        let isFound = manifest.includes.contains { $0.path == path }
        #expect(isFound, "pip includes '\(include)' of \(shown)")
      }
    }
    return (requirements, readable)
  }

  private static func matches(
    _ dependency: Dependency, _ requirement: PipOracle.Answer.Requirement
  ) -> Bool {
    let isDirect = dependency.reference != nil
    // The gate also takes the name that the file of a source archive tells.
    let isNamed =
      requirement.name.map { dependency.name == ProjectName($0) } ?? isDirect
    let hasVersions =
      requirement.name == nil
      || dependency.specifiers.description == SpecifierSet(requirement.specifier)?.description
    return isNamed && hasVersions && isDirect == requirement.isDirect
      && (dependency.marker != nil) == requirement.isConditional
      && dependency.extras == Set(requirement.extras.compactMap { ProjectName($0) }).sorted()
      && (dependency.reference?.isEditable ?? false) == requirement.isEditable
  }

  private static func expectPlacesInside(_ manifest: Manifest, of text: [UInt8]) {
    for dependency in manifest.dependencies {
      let (whole, name) = (dependency.location.range, dependency.nameLocation.range)
      #expect(whole.lowerBound >= 0 && whole.upperBound <= text.count && !whole.isEmpty)
      #expect(name.lowerBound >= 0 && name.upperBound <= text.count && !name.isEmpty)
      #expect(whole.lowerBound <= name.lowerBound && name.upperBound <= whole.upperBound)
    }
  }
}
