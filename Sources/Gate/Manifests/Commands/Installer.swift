/// A command that installs: its options and what its operands stand for.
struct Installer: Sendable {
  enum Operands: Sendable {
    case requirements
    /// Requirements as Poetry writes them, `name@^1.0`.
    case poetryRequirements
    /// Match specs of conda.
    case condaPackages
    /// Requirements, of which `name@1.0` means `name==1.0`.
    case tools
    /// One tool, and then its own arguments.
    case oneTool
    /// An environment that exists, and then requirements.
    case environmentThenRequirements
    /// Files of requirements.
    case files
    /// A command, which may install in turn.
    case command
    case nothing
  }

  let options: CommandOptions
  let operands: Operands

  init(_ options: CommandOptions, _ operands: Operands) {
    self.options = options
    self.operands = operands
  }
}

/// Every command that installs, by its program and subcommands.
enum Installers {
  /// The installer that `pip install`, `uv tool install` and so on name.
  static func installer(_ path: String) -> Installer? { table[path] }

  /// The options that a program takes before its subcommand; nil when it installs nothing.
  static func globalOptions(_ program: String) -> CommandOptions? { globals[program] }

  /// Whether a longer name may name an installer.
  static func isPrefix(_ path: String) -> Bool { prefixes.contains(path) }

  private static let globals: [String: CommandOptions] = [
    "pip": PipOptions.install, "uv": UvOptions.common, "pipx": PipxOptions.install,
    "poetry": PoetryOptions.add, "pdm": PdmOptions.add, "pipenv": PipenvOptions.install,
    "rye": RyeOptions.add, "pixi": PixiOptions.add, "conda": CondaOptions.install,
    "uvx": UvOptions.toolRun, "easy_install": EasyInstallOptions.all,
    "pip-sync": PipToolsOptions.all, "pip-compile": PipToolsOptions.all,
    "piptools": PipToolsOptions.all, "get-pip.py": PipOptions.install,
    "hatch": HatchOptions.all,
  ]

  private static let table: [String: Installer] = [
    "pip install": Installer(PipOptions.install, .requirements),
    "pip download": Installer(PipOptions.download, .requirements),
    "pip wheel": Installer(PipOptions.wheel, .requirements),
    "get-pip.py": Installer(PipOptions.install, .requirements),
    "easy_install": Installer(EasyInstallOptions.all, .requirements),
    "pip-sync": Installer(PipToolsOptions.all, .files),
    "pip-compile": Installer(PipToolsOptions.all, .files),
    "piptools sync": Installer(PipToolsOptions.all, .files),
    "piptools compile": Installer(PipToolsOptions.all, .files),
    "uv pip install": Installer(UvOptions.pipInstall, .requirements),
    "uv pip sync": Installer(UvOptions.pipInstall, .files),
    "uv pip compile": Installer(UvOptions.pipCompile, .files),
    "uv add": Installer(UvOptions.add, .requirements),
    "uv tool install": Installer(UvOptions.toolInstall, .tools),
    "uv tool run": Installer(UvOptions.toolRun, .oneTool),
    "uvx": Installer(UvOptions.toolRun, .oneTool),
    "uv run": Installer(UvOptions.run, .command),
    "pipx install": Installer(PipxOptions.install, .requirements),
    "pipx upgrade": Installer(PipxOptions.install, .requirements),
    "pipx inject": Installer(PipxOptions.inject, .environmentThenRequirements),
    "pipx run": Installer(PipxOptions.run, .oneTool),
    "pipx runpip": Installer(PipxOptions.install, .nothing),
    "poetry add": Installer(PoetryOptions.add, .poetryRequirements),
    "poetry self add": Installer(PoetryOptions.add, .poetryRequirements),
    "poetry run": Installer(CommandOptions(), .command),
    "pdm add": Installer(PdmOptions.add, .requirements),
    "pdm self add": Installer(PdmOptions.selfAdd, .requirements),
    "pdm plugin add": Installer(PdmOptions.selfAdd, .requirements),
    "pdm run": Installer(PdmOptions.run, .command),
    "pipenv install": Installer(PipenvOptions.install, .requirements),
    "pipenv run": Installer(CommandOptions(), .command),
    "rye add": Installer(RyeOptions.add, .requirements),
    "rye install": Installer(RyeOptions.install, .tools),
    "rye tools install": Installer(RyeOptions.install, .tools),
    "rye run": Installer(CommandOptions(), .command),
    "pixi add": Installer(PixiOptions.add, .condaPackages),
    "pixi global install": Installer(PixiOptions.global, .condaPackages),
    "pixi run": Installer(PixiOptions.run, .command),
    "conda install": Installer(CondaOptions.install, .condaPackages),
    "conda create": Installer(CondaOptions.install, .condaPackages),
    "conda env create": Installer(CondaOptions.environment, .nothing),
    "conda env update": Installer(CondaOptions.environment, .nothing),
    "conda run": Installer(CondaOptions.run, .command),
    "hatch run": Installer(HatchOptions.all, .command),
    "hatch env run": Installer(HatchOptions.all, .command),
  ]

  private static let prefixes: Set<String> = Set(
    table.keys.flatMap { path in
      path.indices.filter { path[$0] == " " }.map { String(path[..<$0]) }
    })
}
