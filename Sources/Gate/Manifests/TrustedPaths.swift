import SourceText

/// Files that decide whether and how the gate runs, and whose word counts.
package enum TrustedPaths {
  /// Where a repository has its policy.
  package static let policy: RepositoryPath = ".pipgate/policy.yaml"

  package static let patterns = [
    ".pipgate/**", ".pre-commit-config.yaml", ".pre-commit-config.yml", ".pre-commit-hooks.yaml",
    "prek.toml", ".github/workflows/**", ".github/actions/**", ".github/codeowners", "codeowners",
    "docs/codeowners", ".gitlab/codeowners", ".gitlab-ci.yml", ".gitlab-ci.yaml", ".gitlab/ci/**",
    ".circleci/**", "azure-pipelines.yml", "azure-pipelines.yaml", "bitbucket-pipelines.yml",
    "jenkinsfile", ".buildkite/**", ".drone.yml", ".travis.yml", ".woodpecker.yml",
    ".woodpecker/**", ".forgejo/workflows/**", ".gitea/workflows/**", "lefthook.yml",
    "lefthook.yaml", "lefthook.toml", "lefthook.json", ".lefthook.yml", ".lefthook.yaml",
    ".lefthook/**", ".husky/**", ".githooks/**", ".overcommit.yml",
  ]

  /// Overrides are not among them: they are read from the change itself, and what counts is who has
  /// signed them.
  package static func contains(_ path: RepositoryPath) -> Bool {
    table.contains(path) && !OverrideFolder.contains(path)
  }

  private static let table = PathTable(patterns)
}
