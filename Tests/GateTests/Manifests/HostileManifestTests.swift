import Foundation
import SourceText
import Testing

@testable import Gate

@Suite struct HostileManifestTests {
  static let shapes: [(String, String)] = [
    ("requirements.txt", String(repeating: "a\\\n", count: 1_100_000)),
    ("requirements.txt", String(repeating: "x", count: 2 << 20)),
    ("requirements.txt", String(repeating: "[", count: 100_000)),
    ("requirements.txt", "a" + String(repeating: " #", count: 1 << 18)),
    ("requirements.txt", "a; " + String(repeating: "(", count: 100_000)),
    ("requirements.txt", String(repeating: "!\n", count: 210_000)),
    ("requirements.txt", String(repeating: "a\n", count: 210_000)),
    ("pyproject.toml", "a = " + String(repeating: "[", count: 100_000)),
    (
      "pyproject.toml",
      "[project]\ndependencies = [" + String(repeating: "'!',", count: 210_000) + "]"
    ),
    (
      "pyproject.toml",
      "[tool.poetry.dependencies]\na = '1" + String(repeating: " ", count: 100_000) + "x'"
    ),
  ]

  @Test(arguments: shapes.indices)
  func saysThatItDoesNotReadWhatIsTooMuch(index: Int) throws {
    let (path, text) = Self.shapes[index]
    let before = MemoryTree([path: "# before\n"])
    let change = MemoryTree.change(before, MemoryTree([path: text]))
    let found = try Introductions.find(in: change, on: Introductions.Terms())
    let isSaid = found.introductions.contains { introduction in
      switch introduction {
      case .unreadable, .unsupported: true
      default: false
      }
    }
    #expect(isSaid || text.hasPrefix("a #"))
  }

  @Test func followsALongChainOfGroups() {
    var text = "[dependency-groups]\n"
    for index in 0..<20_000 { text += "g\(index) = [{include-group = 'g\(index + 1)'}]\n" }
    let file = SourceFile(path: "pyproject.toml", text: text)
    let manifest = PyprojectFormat.manifest(of: file, as: .runtime)
    #expect(
      manifest.unreadable.map(\.diagnostic.message)
        == ["the included group 'g20000' does not exist"])
  }

  @Test(arguments: [
    ("requirements.txt", true), ("REQUIREMENTS-dev.TXT", true), ("requirements/base.txt", true),
    ("a/requirements/linux/dev.in", true), ("dev-requirements.in", true), ("constraints.txt", true),
    ("PyProject.toml", true), ("MANIFEST.in", false), ("requirements/README.txt", false),
    ("notes.txt", false), ("config.h.in", false), ("pyproject.toml.bak", false),
    ("requirements.rtf", false),
  ])
  func knowsManifestsByTheirNames(path: String, isManifest: Bool) {
    #expect((ManifestFormats.format(for: RepositoryPath(path)) != nil) == isManifest)
  }
}
