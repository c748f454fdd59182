/// The options of conda, mamba and micromamba.
// https://docs.conda.io/projects/conda/en/stable/commands/install.html and
// https://mamba.readthedocs.io/en/latest/user_guide/micromamba.html
enum CondaOptions {
  static let install = CommandOptions(
    ["-c --channel": .index(.channel), "-f --file": .condaFile],
    ignoring:
      "-n --name -p --prefix --revision --repodata-fn --repodata-fns --experimental --solver"
      + " --clone --subdir --platform --download-threads -r --root-prefix --rc-file --log-level"
      + " --lockfile --category --python --update-specs --env-spec --environment-specifier"
      + " --channel-priority --cacert-path --ssl-verify --retry-clean-cache --default-packages"
      + " --console --relocate-prefix",
    switches: [:], allowsEqualAfterLetter: true)

  static let environment = CommandOptions(
    ["-f --file": .condaFile], ignoring: "-n --name -p --prefix --solver --subdir --platform",
    allowsEqualAfterLetter: true)

  static let run = CommandOptions(
    ignoring: "-n --name -p --prefix --cwd -a --attach -e --env -r --root-prefix")
}

/// The options of pixi.
// https://pixi.prefix.dev/latest/reference/cli/pixi/add/
enum PixiOptions {
  static let add = CommandOptions(
    ["-f --feature": .group, "-g --git": .address],
    ignoring: ignored + " --branch --tag --rev -s --subdir -p --platform --pinning-strategy",
    switches: ["--pypi": .pythonIndex])

  static let global = CommandOptions(
    ["-c --channel": .index(.channel), "--with": .requirement, "-g --git": .address],
    ignoring: ignored + " -p --platform -e --environment --expose --branch --tag --rev -s --subdir")

  static let run = CommandOptions(ignoring: ignored + " -e --environment")

  private static let ignored =
    "--manifest-path -m --workspace -w --color --auth-file --concurrent-downloads"
    + " --concurrent-solves --pypi-keyring-provider"
}
