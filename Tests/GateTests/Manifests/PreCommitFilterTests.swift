import Foundation
import SourceText
import Testing

@testable import Gate

/// The `files` of `.pre-commit-hooks.yaml`, made of the patterns of everything that the gate reads;
/// `RECORD_GOLDEN=1` rewrites them and fails the run.
@Suite struct PreCommitFilterTests {
  private static let page = TestFiles.repository.appendingPathComponent(".pre-commit-hooks.yaml")
  private static let ids = ["pipgate", "pipgate-source"]

  private static let inputs =
    ManifestFormats.all.flatMap { $0.patterns } + UnsupportedManifests.patterns
    + UnsupportedManifests.ambiguousPatterns + TrustedPaths.patterns
    // What a requirements file includes may have any name, and has one of these.
    + ["*.txt", "*.in"]

  private static let filter: String = {
    let suffixes = Set(inputs.filter { $0.hasPrefix("*") }.map { $0.dropFirst() })
      .filter { !$0.contains("*") && !$0.contains("/") }
    // What another pattern covers by the end of the name alone is left out.
    let needed = Set(inputs).filter { pattern in
      !suffixes.contains { pattern.hasSuffix($0) && pattern != "*" + $0 }
    }
    let names = needed.filter { !$0.contains("/") }.sorted().map(expression)
    let paths = needed.filter { $0.contains("/") }.sorted().map(expression)
    return "    (?ix)^(\n" + lines(["(.*/)?("], names, [")"], indent: "    ")
      + lines(["|"], paths, [], indent: "    ") + "    )$\n"
  }()

  /// A pattern of `PathTable` in Python's words.
  private static func expression(_ pattern: String) -> String {
    let components = pattern.split(separator: "/").map(String.init)
    return components.enumerated().map { index, component in
      let isLast = index == components.count - 1
      if component == "**" { return isLast ? ".*" : "(.*/)?" }
      let name = component.replacing(".", with: "\\.").replacing("*", with: "[^/]*")
      return isLast ? name : name + "/"
    }.joined()
  }

  /// The alternatives, as many on a line as fit.
  private static func lines(
    _ head: [String], _ alternatives: [String], _ tail: [String], indent: String
  ) -> String {
    var lines = head
    var line = ""
    for (index, alternative) in alternatives.enumerated() {
      let word = alternative + (index + 1 < alternatives.count ? "|" : "")
      if line.utf8.count + word.utf8.count > 92 {
        lines.append("  " + line)
        line = ""
      }
      line += word
    }
    lines.append("  " + line)
    return (lines + tail).map { indent + $0 + "\n" }.joined()
  }

  @Test func namesEveryInput() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let start = try #require(text.range(of: "files: &inputs |-\n"))
    let end = try #require(text.range(of: "    )$\n", range: start.upperBound..<text.endIndex))
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      let recorded = text.replacingCharacters(
        in: start.upperBound..<end.upperBound, with: Self.filter)
      try recorded.write(to: Self.page, atomically: true, encoding: .utf8)
      Issue.record("recorded the filter")
    }
    #expect(text[start.upperBound..<end.upperBound] == Self.filter)
  }

  /// Python's own reading of the filter, held against the gate's of the patterns.
  @Test func startsTheGateForWhatItReads() throws {
    let stars = ["", "x", "a.b", "2-é"]
    var paths: Set<String> = []
    for pattern in Self.inputs {
      for (star, folder) in product(stars, ["", "a/", "a/b/"]) {
        let path = pattern.replacing("**/", with: folder).replacing("**", with: folder + "y")
          .replacing("*", with: star)
        let whole = pattern.contains("/") ? path : folder + path
        paths.formUnion([whole, whole.uppercased()])
      }
    }
    let questions = paths.sorted()
    let table = PathTable(Self.inputs)
    let wanted = questions.map { table.contains(RepositoryPath($0)) }
    #expect(wanted.count { $0 } > 2000)
    let answers = try started(by: questions)
    let missed = questions.indices.filter { wanted[$0] && answers[$0] != Self.ids }
    #expect(missed.map { questions[$0] } == [])
  }

  @Test func startsNothingForOtherFiles() throws {
    let paths = [
      "src/main.c", "LICENSE", "image.png", "web/app.tsx", "data/prices.csv", "a/package.json",
      "Cargo.toml", "go.mod", "x.pyc", "pyproject.toml.orig", "build/x.o", ".gitignore",
      "a/.github/workflows.json", "docs/index.html", "buildings", "setup.pyx",
    ]
    let table = PathTable(Self.inputs)
    #expect(paths.filter { table.contains(RepositoryPath($0)) } == [])
    let answers = try started(by: paths)
    let startedBy = paths.indices.filter { !answers[$0].isEmpty }.map { paths[$0] }
    #expect(startedBy == [])
  }

  private func product(_ words: [String], _ others: [String]) -> [(String, String)] {
    words.flatMap { word in others.map { (word, $0) } }
  }

  private func started(by paths: [String]) throws -> [[String]] {
    let questions = try paths.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
    return try ScriptOracle.answers(
      of: "pre_commit_filter.py", to: questions, as: [String].self)
  }
}
