import SeededNumbers
import SourceText
import Testing

@testable import Gate

@Suite struct PathIndexTests {
  /// Pieces of which patterns and the paths that they match are made.
  private static let parts = [
    "a", "b.c", ".d", "setup.py", "ci", "Makefile", "requirements", ".txt", ".", "é", "x.lock",
  ]

  @Test func leavesOutNoSetThatMatches() {
    var random = SeededGenerator(seed: 11)
    var matches = 0
    for _ in 0..<200 {
      let sets = (0..<random.below(64)).map { _ in
        (0...random.below(3)).map { _ in pattern(&random).lowercased() }
      }
      let index = PathIndex(sets)
      let tables = sets.map { PathTable($0) }
      for _ in 0..<50 {
        let path = RepositoryPath(pattern(&random, star: ""))
        let candidates = index.candidates(for: path)
        for (position, table) in tables.enumerated() where table.contains(path) {
          matches += 1
          #expect(candidates & 1 << UInt64(position) != 0, "\(path) \(sets[position])")
        }
      }
    }
    #expect(matches > 1000)
  }

  @Test func turnsNearlyEveryPathAway() {
    let index = PathIndex(ManifestFormats.all.map { $0.patterns })
    for text in ["src/main.c", "docs/a.html", "a/b/c.json", "LICENSE", "web/app.tsx"] {
      let path = RepositoryPath(text)
      #expect(index.candidates(for: path) == 0, "\(text)")
    }
  }

  private func pattern(_ random: inout SeededGenerator, star: String = "*") -> String {
    let folders = (0..<random.below(3)).map { _ in name(&random, star) }
    return (folders + [name(&random, star)]).joined(separator: "/")
  }

  private func name(_ random: inout SeededGenerator, _ star: String) -> String {
    (0...random.below(2)).map { _ in
      let part = Self.parts[random.below(Self.parts.count)]
      return switch random.below(4) {
      case 0: star + part
      case 1: part + star
      default: part
      }
    }.joined()
  }
}
