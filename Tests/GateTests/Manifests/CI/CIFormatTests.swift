import Foundation
import SourceText
import Testing

@testable import Gate

@Suite struct CIFormatTests {
  @Test(
    arguments: [
      (".github/workflows/ci.yml", "ci"), (".github/workflows/ci.YAML", "ci"),
      (".github/actions/setup/deep/action.yml", "ci"), ("action.yml", "ci"),
      (".gitlab-ci.yml", "ci"), ("ci/test.gitlab-ci.yml", "ci"), (".gitlab/ci/a/b.yml", "ci"),
      ("azure-pipelines-nightly.yml", "ci"), (".azure-pipelines/templates/a.yml", "ci"),
      (".circleci/config.yml", "ci"), (".travis.yml", "ci"), ("bitbucket-pipelines.yml", "ci"),
      (".drone.yml", "ci"), (".woodpecker.yaml", "ci"), (".woodpecker/test.yml", "ci"),
      ("appveyor.yml", "ci"), (".buildkite/pipeline.yml", "ci"), ("cloudbuild.yaml", "ci"),
      ("buildspec.yml", "ci"), (".readthedocs.yaml", "ci"), ("Taskfile.yml", "ci"),
      (".devcontainer/devcontainer.json", "ci"), ("docker-compose.override.yml", "compose"),
      ("compose.yaml", "compose"), ("deploy/compose.prod.yml", "compose"),
      ("notebooks/a.ipynb", "notebook"),
      (".github/dependabot.yml", nil), ("mkdocs.yml", nil), ("composer.yml", nil),
      ("package.json", nil), ("config.yml", nil), ("workflows/ci.yml", nil),
    ] as [(String, String?)])
  func knowsFilesByTheirNames(path: String, id: String?) {
    #expect(ManifestFormats.format(for: RepositoryPath(path))?.id == id)
  }

  static let fixtures: [(any ManifestFormat.Type, String)] = [
    (CIFormat.self, "ci/everything.yml"), (CIFormat.self, "ci/devcontainer.json"),
    (CIFormat.self, "ci/readthedocs.yaml"), (ComposeFormat.self, "compose/everything.yml"),
    (NotebookFormat.self, "notebook/everything.ipynb"),
  ]

  @Test(arguments: fixtures.indices)
  func keepsEveryPlaceInsideTheFileHoweverItIsChanged(index: Int) throws {
    let (format, name) = Self.fixtures[index]
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/manifests")
    let whole = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    for index in stride(from: 0, to: whole.count, by: 17) {
      var swapped = whole
      swapped[index] = whole[(index * 31 + 17) % whole.count]
      let dropped = Array(whole[..<index] + whole[min(index + 3, whole.count)...])
      for bytes in [Array(whole[..<index]), swapped, dropped] {
        let file = SourceFile(path: RepositoryPath(name), bytes: bytes)
        let manifest = format.manifest(of: file, as: .runtime)
        for location in manifest.dependencies.flatMap({ [$0.location, $0.nameLocation] })
          + manifest.options.map(\.location) + manifest.unreadable.map(\.diagnostic.location)
        {
          #expect(location.range.upperBound <= bytes.count)
        }
      }
    }
  }

  @Test func whatIsObservedIsACommand() throws {
    let file = SourceFile(
      path: ".gitlab-ci.yml", text: "script:\n  - pip install a $B\n  - pip install -r r.txt\n")
    let manifest = CIFormat.manifest(of: file, as: .runtime)
    #expect(manifest.dependencies.map(\.kind) == [.command])
    #expect(manifest.unreadable.map(\.kind) == [.command])
    #expect(manifest.unreadable.map(\.reason) == [.undecided])
    #expect(manifest.includes.map(\.path) == ["r.txt"])
    #expect(manifest.includes.allSatisfy { $0.guesses != nil })
  }
}
