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
