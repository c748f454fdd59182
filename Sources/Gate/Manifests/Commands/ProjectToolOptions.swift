/// The options of pipx.
// https://pipx.pypa.io/stable/reference/cli/
enum PipxOptions {
  private static let common: [String: CommandOptions.Effect] = [
    "-i --index-url": .index(.indexURL), "--pip-args": .pipOptions,
  ]
  private static let ignored = "--python --fetch-python --cooldown --backend --output"

  static let install = CommandOptions(
    common.merging(["--preinstall": .requirement, "-c --constraint": .include(.constraints)]) {
      $1
    },
    ignoring: ignored + " --include-resources-from --upgrade-strategy --suffix --app --lock",
    allowsEqualAfterLetter: true)

  static let inject = CommandOptions(
    common.merging(["-r --requirement": .include(.requirements)]) { $1 },
    ignoring: ignored + " --include-resources-from")

  static let run = CommandOptions(
    common.merging(["--spec": .source, "--with": .requirement]) { $1 },
    ignoring: ignored + " --python-args")
}

/// The options of Poetry.
// https://python-poetry.org/docs/cli/#add
enum PoetryOptions {
  static let add = CommandOptions(
    ["-G --group": .group],
    ignoring: "-E --extras --optional --python --platform --markers --source -P --project -C"
      + " --directory",
    switches: ["-D --dev": .namedGroup("dev"), "--allow-prereleases": .index(.prereleases)])
}

/// The options of PDM.
// https://pdm-project.org/en/latest/reference/cli/#add
enum PdmOptions {
  static let add = CommandOptions(
    ["-G --group": .group, "-e --editable": .editable, "--override": .include(.constraints)],
    ignoring: "-p --project -L --lockfile --venv -k --skip -C --config-setting",
    switches: [
      "-d --dev": .namedGroup("dev"), "--pre --prerelease": .index(.prereleases),
    ])

  static let selfAdd = CommandOptions(["--pip-args": .pipOptions])

  static let run = CommandOptions(
    ignoring: "-p --project -k --skip --venv --env --env-file --working-dir")
}

/// The options of Pipenv.
// https://pipenv.pypa.io/en/latest/cli.html#install
enum PipenvOptions {
  static let install = CommandOptions(
    [
      "-i --index --index-url --pypi-mirror": .index(.indexURL),
      "--extra-index-url": .index(.extraIndexURL), "--trusted-host": .index(.trustedHost),
      "-r --requirements": .include(.requirements), "-c --constraints": .include(.constraints),
      "-e --editable": .editable, "--extra-pip-args": .pipOptions, "--categories": .group,
    ],
    ignoring: "--python --resolver --extras --config-settings",
    switches: ["-d --dev": .namedGroup("dev"), "--pre": .index(.prereleases)])
}

/// The options of Rye.
// https://rye.astral.sh/guide/commands/add/
enum RyeOptions {
  static let add = CommandOptions(
    ["--git --url --path": .address, "--optional": .extra],
    ignoring: "--tag --rev --branch --features --pin --index",
    switches: [
      "-d --dev": .namedGroup("dev"), "--pre": .index(.prereleases),
    ])

  static let install = CommandOptions(
    ["--extra-requirement": .requirement, "--git --url --path": .address],
    ignoring: "--tag --rev --branch --features -p --python --include-dep")
}

/// The options of Hatch that stand before what it runs.
// https://hatch.pypa.io/latest/cli/reference/
enum HatchOptions {
  static let all = CommandOptions(
    ignoring: "-e --env -p --project --data-dir --cache-dir --config -i --include -x --exclude"
      + " --filter")
}
