import Foundation
import SourceText
import Testing

@testable import Gate

/// Environments and hooks whose text is changed, cut or blown up.
@Suite struct HostileYAMLTests {
  private static let bomb: String = {
    var text = "x0: &x0 [numpy, numpy]\n"
    for level in 1...40 {
      text += "x\(level): &x\(level) [*x\(level - 1), *x\(level - 1)]\n"
    }
    return text + "dependencies: *x40\nrepos: *x40\n"
  }()

  static let shapes: [String] = [
    "dependencies: " + String(repeating: "[", count: 100_000),
    "dependencies:\n" + String(repeating: " - a\n", count: 210_000),
    "dependencies:\n" + String(repeating: " - 'é'\n", count: 5000),
    "dependencies: [\"" + String(repeating: "a", count: 1 << 17) + "\"]\n",
    "dependencies:\n - pip:\n   - " + String(repeating: "a", count: 1 << 17) + "\n",
    "dependencies:\n - pip: [\"" + String(repeating: "!\\n", count: 2000) + "\"]\n",
    "dependencies:\n - " + String(repeating: "[", count: 1000),
    "dependencies: [\"a\\0b\"]\n", "dependencies: [{pip: [\"a\\rb\"]}]\n", bomb,
    "dependencies: []" + String(repeating: " ", count: 8 << 20),
  ]

  @Test(arguments: shapes.indices)
  func saysThatItDoesNotReadWhatIsTooMuch(index: Int) {
    let file = SourceFile(path: "environment.yml", text: Self.shapes[index])
    let manifest = CondaEnvironmentFormat.manifest(of: file, as: .runtime)
    #expect(!manifest.unreadable.isEmpty)
    #expect(manifest.unreadable.count <= Manifest.maximumTroubles + 1)
  }

  /// One long text that many entries share is not read for each of them without end.
  @Test func aliasesOfLongTextStopAtTheLimit() {
    let text =
      "a: &a '\(String(repeating: "[", count: 60_000))'\nrepos:\n - hooks:\n"
      + "   - additional_dependencies: [" + String(repeating: "*a,", count: 100_000) + "]\n"
    let file = SourceFile(path: ".pre-commit-config.yaml", text: text)
    let manifest = PreCommitFormat.manifest(of: file, as: .runtime)
    #expect(manifest.unreadable.map(\.extent) == [.file])
  }

  @Test(arguments: [
    ("environment.yml", true), ("Environment.YAML", true), ("environment-dev.yml", true),
    ("environment_gpu.yaml", true), ("ci/py312-environment.yml", true), ("conda.yaml", true),
    (".pre-commit-config.yaml", true), ("sub/.pre-commit-config.yml", true),
    ("environments.yml", false), ("environment.yml.bak", false), ("env.yml", false),
    ("pre-commit-config.yaml", false), ("conda-lock.yml", false), ("meta.yaml", false),
  ])
  func knowsManifestsByTheirNames(path: String, isManifest: Bool) {
    #expect((ManifestFormats.format(for: RepositoryPath(path)) != nil) == isManifest)
  }
}
