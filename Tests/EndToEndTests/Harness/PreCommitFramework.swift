import Foundation
import Testing

/// The real `pre-commit`, with this repository's hooks as their users get them.
///
/// Its environments are made once and shared: of the wheel for `pipgate`, by pip without a network;
/// for `pipgate-source` by a stand-in for the Swift toolchain, which takes the program that is built
/// already and leaves a trace of every start.
struct PreCommitFramework {
  /// Clones of both are what users configure.
  private let hooks: String
  private let revision: String
  /// What `pre-commit` and what it starts are started with.
  let environment: [String: String]
  /// The file that a started `pipgate-source` adds a line to.
  let trace: String

  static let shared = Result { try PreCommitFramework() }

  private init() throws {
    let top = try TemporaryFolder.make("pre-commit")
    hooks = top + "/hooks"
    trace = top + "/trace"
    let wheels = try Packaging.wheel.get().split(separator: "/").dropLast()
    var environment = Packaging.environment
    environment.removeValue(forKey: "SOURCE_DATE_EPOCH")
    environment["PATH"] = top + "/bin:/usr/bin:/bin"
    environment["HOME"] = top + "/home"
    environment["PRE_COMMIT_HOME"] = top + "/store"
    environment["PIP_NO_INDEX"] = "1"
    environment["PIP_FIND_LINKS"] = "/" + wheels.joined(separator: "/")
    environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    self.environment = environment
    revision = try Self.makeHooks(in: hooks)
    try Self.makeToolchain(in: top + "/bin", trace: trace)
  }

  /// A repository of the files that a clone of this one has and a hook needs.
  private static func makeHooks(in folder: String) throws -> String {
    let script = """
      set -eu
      mkdir "$1" && cd "$2"
      cp --parents .pre-commit-hooks.yaml pyproject.toml LICENSE README.md Package.swift \
        .ci/dist/*.py Sources/GateIO/Run/ProgramVersion.swift "$1"
      cd "$1"
      git init -q -b main --template= .
      git add -A
      git -c user.name=Ana -c user.email=ana@example.invalid commit -q -m Hooks
      git rev-parse HEAD
      """
    return try Packaging.run("sh", "-c", script, "sh", folder, BuiltProgram.root).output
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// `swift build` as `pre-commit` calls it.
  private static func makeToolchain(in folder: String, trace: String) throws {
    let script = """
      set -eu
      mkdir -p "$1"
      cat >"$1/swift" <<'END'
      #!/bin/sh
      [ "$1 $2 $4 $5 $6" = 'build --package-path -c release --build-path' ] || exit 1
      mkdir -p "$7/release"
      printf '#!/bin/sh\\necho "$*" >>%s\\nexec %s "$@"\\n' '\(trace)' '\(BuiltProgram.path)' \\
        >"$7/release/pipgate"
      chmod +x "$7/release/pipgate"
      END
      chmod +x "$1/swift"
      """
    try Packaging.run("sh", "-c", script, "sh", folder)
  }

  /// How often `pipgate-source` was started so far.
  var starts: Int {
    let text = (try? String(contentsOfFile: trace, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").count
  }

  /// A repository with one commit whose hooks of these kinds run one of the ids.
  func scratch(id: String, kinds: [String] = ["pre-commit"]) throws -> Scratch {
    var scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    scratch.environment.merge(environment) { $1 }
    let configuration = """
      repos:
        - repo: \(hooks)
          rev: \(revision)
          hooks:
            - id: \(id)

      """
    try scratch.commit([
      ".pre-commit-config.yaml": configuration, "requirements.txt": "flask==3.0.3\n",
    ])
    let words = ["install", "--install-hooks"] + kinds.flatMap { ["--hook-type", $0] }
    let installed = try run(words, in: scratch)
    try #require(installed.status == 0, "\(installed.text)")
    return scratch
  }

  /// Runs `pre-commit` itself.
  func run(_ words: [String], in scratch: Scratch) throws -> CommandResult {
    try Command.run(
      [PackagingTools.path(of: "pre-commit")] + words, in: scratch.root,
      environment: scratch.environment)
  }
}
