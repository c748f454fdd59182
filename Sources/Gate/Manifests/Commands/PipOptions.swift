/// The options of `pip install`, `pip download` and `pip wheel`.
// https://pip.pypa.io/en/stable/cli/pip_install/ and the pages beside it, of pip 23 to 26; what older
// versions had is kept.
enum PipOptions {
  static let install = CommandOptions(
    common,
    ignoring: commonIgnored
      + " -t --target --platform --python-version --implementation --abi --root --prefix --src"
      + " --source --source-dir --source-directory --upgrade-strategy -C --config-settings"
      + " --config-setting --global-option --install-option --no-binary --only-binary"
      + " --progress-bar --root-user-action --report --group --build -b --build-dir"
      + " --build-directory --requirements-from-script",
    switches: switches, ignoringSwitches: ignoredSwitches, abbreviated: true)

  static let download = CommandOptions(
    common,
    ignoring: commonIgnored
      + " --global-option --no-binary --only-binary --src --source --source-dir --source-directory"
      + " --progress-bar -d --dest --destination-dir --destination-directory --platform"
      + " --python-version --implementation --abi -C --config-settings --group"
      + " --requirements-from-script",
    switches: switches, ignoringSwitches: ignoredSwitches, abbreviated: true)

  static let wheel = CommandOptions(
    common,
    ignoring: commonIgnored
      + " -w --wheel-dir --no-binary --only-binary --src --source --source-dir --source-directory"
      + " --progress-bar -C --config-settings --build-option --global-option --group"
      + " --requirements-from-script",
    switches: switches, ignoringSwitches: ignoredSwitches, abbreviated: true)

  private static let common: [String: CommandOptions.Effect] = [
    "-r --requirement": .include(.requirements),
    "-c --constraint --build-constraint": .include(.constraints),
    "-e --editable": .editable,
    "-i --index-url --pypi-url": .index(.indexURL),
    "--extra-index-url": .index(.extraIndexURL),
    "-f --find-links": .index(.findLinks),
    "--trusted-host": .index(.trustedHost),
    "--all-releases": .index(.prereleases),
  ]

  private static let commonIgnored =
    "--python --log --log-file --local-log --keyring-provider --proxy --retries --resume-retries"
    + " --timeout --default-timeout --exists-action --cert --client-cert --cache-dir --use-feature"
    + " --use-deprecated --only-final --uploaded-prior-to"

  private static let switches: [String: CommandOptions.Effect] = [
    "--no-index": .index(.noIndex), "--pre": .index(.prereleases),
  ]

  // Named so that a beginning which could mean one of them is not taken for another option.
  private static let ignoredSwitches =
    "--no-deps --no-dependencies --dry-run --user --no-user -U --upgrade --force-reinstall -I"
    + " --ignore-installed --ignore-requires-python --no-build-isolation --use-pep517"
    + " --no-use-pep517 --check-build-dependencies --break-system-packages --compile --no-compile"
    + " --no-warn-script-location --no-warn-conflicts --prefer-binary --require-hashes --no-clean"
    + " -h --help --debug --isolated --require-virtualenv --require-venv -v --verbose -V --version"
    + " -q --quiet --no-input --no-cache-dir --disable-pip-version-check --no-color"
    + " --no-python-version-warning --no-verify --no-proxy-env"
}

/// The options of `easy_install`.
// https://setuptools.pypa.io/en/latest/deprecated/easy_install.html#command-line-options
enum EasyInstallOptions {
  static let all = CommandOptions(
    [
      "-f --find-links": .index(.findLinks), "-i --index-url": .index(.indexURL),
      "-e --editable": .editable,
    ],
    ignoring: "-d --install-dir -s --script-dir -H --allow-hosts -b --build-directory -O --optimize"
      + " -S --site-dirs --record --prefix --root")
}

/// The options of pip-tools.
// https://pip-tools.readthedocs.io/en/stable/cli/pip-compile/ and the page of pip-sync
enum PipToolsOptions {
  static let all = CommandOptions(
    [
      "-f --find-links": .index(.findLinks), "-i --index-url": .index(.indexURL),
      "--extra-index-url": .index(.extraIndexURL), "--trusted-host": .index(.trustedHost),
      "-c --constraint": .include(.constraints), "--pip-args": .pipOptions,
    ],
    ignoring: "--extra -P --upgrade-package -o --output-file --newline --max-rounds --cache-dir"
      + " --resolver --unsafe-package --config --build-deps-for --python-executable --cert"
      + " --client-cert --annotation-style --uploaded-prior-to --group",
    switches: ["--pre -p --prerelease": .index(.prereleases), "--no-index": .index(.noIndex)])
}
