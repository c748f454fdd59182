/// The options of uv.
// https://docs.astral.sh/uv/reference/cli/
enum UvOptions {
  static let common = CommandOptions(
    [
      "--index": .orderedIndex, "--default-index -i --index-url": .index(.indexURL),
      "--extra-index-url": .orderedIndex, "-f --find-links": .index(.findLinks),
      "--allow-insecure-host --trusted-host": .index(.trustedHost),
    ],
    ignoring: "--index-strategy --keyring-provider -P --upgrade-package --upgrade-group"
      + " --resolution --prerelease --prerelease-package --fork-strategy --exclude-newer"
      + " --exclude-newer-package --no-sources-package --reinstall-package --link-mode -C"
      + " --config-setting --config-settings --config-settings-package"
      + " --no-build-isolation-package --no-build-package --no-binary-package --cache-dir"
      + " --refresh-package -p --python --color --directory --project --config-file"
      + " --python-platform --torch-backend --extra --group --cert --python-version"
      + " --excludes --env-file --package --python-preference --exclude-newer",
    switches: ["--no-index": .index(.noIndex), "--pre": .index(.prereleases)],
    allowsEqualAfterLetter: true)

  private static let limits: [String: CommandOptions.Effect] = [
    "-c --constraints --constraint": .include(.constraints),
    "--overrides --override": .include(.constraints),
    "-b --build-constraints --build-constraint": .include(.constraints),
  ]

  private static let with: [String: CommandOptions.Effect] = [
    "-w --with": .requirements, "--with-editable": .editable,
    "--with-requirements": .include(.requirements),
  ]

  /// Below `uv pip` they name projects; elsewhere they are switches for all of them.
  private static let choices = "--no-binary --only-binary"

  static let pipInstall = common.adding(limits).adding(
    ["-r --requirements --requirement": .include(.requirements), "-e --editable": .editable],
    ignoring: choices + " -t --target --prefix --no-editable-package --output-format --report")

  static let pipCompile = common.adding(limits).adding(
    ignoring: choices + " -o --output-file --format --annotation-style --custom-compile-command"
      + " --no-emit-package --unsafe-package")

  static let add = common.adding(limits).adding(
    [
      "-r --requirements --requirement": .include(.requirements), "--group": .group,
      "--optional": .extra,
    ],
    ignoring: "-m --marker --bounds --rev --tag --branch --script --no-install-package",
    switches: ["--dev": .namedGroup("dev")])

  static let toolInstall = common.adding(limits).adding(with).adding([
    "--with-executables-from": .requirements, "--from": .source,
  ])

  static let toolRun = common.adding(limits).adding(with).adding(["--from": .source])

  static let run = common.adding(with).adding(
    ignoring: "--no-extra --no-group --only-group --no-editable-package")
}
