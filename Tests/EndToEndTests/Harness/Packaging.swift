import Foundation
import Testing

/// `pre-commit` and `auditwheel` of PyPI, where `.ci/packages` has put them.
enum PackagingTools {
  private static let folder = BuiltProgram.root + "/.build/packaging-tools"

  static var isInstalled: Bool {
    FileManager.default.fileExists(atPath: folder + "/requirements.txt")
  }

  static func path(of program: String) -> String { "\(folder)/bin/\(program)" }
}

/// What the scripts that make a release make of the program under test.
enum Packaging {
  static let scripts = BuiltProgram.root + "/.ci/dist"
  /// The moment of everything that is made.
  static let epoch = 1_767_225_600
  static let environment = [
    "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "\(epoch)",
    "PYTHONDONTWRITEBYTECODE": "1",
  ]

  /// A wheel as a release makes it, of the program without its symbols; made once. Where Debian's
  /// archives are not there, it goes without the library that is made of them.
  static let wheel = Result {
    let folder = try TemporaryFolder.make("wheel")
    let tree = folder + "/tree"
    try run("mkdir", "-p", tree + "/bin", tree + "/lib/pipgate", tree + "/licenses")
    try run("strip", "-o", tree + "/bin/pipgate", BuiltProgram.path)
    if hasCurlArchives {
      try run("sh", scripts + "/curl/build", tree + "/lib/pipgate/libcurl-pipgate.so")
    }
    try run("cp", BuiltProgram.root + "/LICENSE", tree + "/licenses/terms.txt")
    return try wheel("--tree", tree, in: folder)
  }

  /// Whether the compiler finds libcurl as an archive; it prints a bare name where it does not.
  static let hasCurlArchives: Bool = {
    let found = try? run("cc", "-print-file-name=libcurl.a").output
    return found?.contains("/") == true
  }()

  /// Makes a wheel and returns its path.
  static func wheel(_ words: String..., in folder: String) throws -> String {
    let made = try run(
      [
        Command.path(of: "python3"), scripts + "/wheel.py", "--output", folder,
      ] + words)
    return try #require(made.output.split(separator: "\n").last.map(String.init))
  }

  /// The version of the wheel.
  static func version() throws -> String {
    try run(Command.path(of: "python3"), scripts + "/release.py", "version").output
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// A new virtual environment that holds nothing but the wheel, put there by pip without a network.
  static func environmentWithWheel() throws -> String {
    let folder = try TemporaryFolder.make("environment")
    let python = try Command.path(of: "python3")
    try run(python, "-m", "venv", "--without-pip", folder)
    try run(
      python, "-m", "pip", "--python", folder + "/bin/python", "install", "--quiet",
      "--disable-pip-version-check", "--no-index", wheel.get())
    return folder
  }

  @discardableResult
  static func run(_ words: String...) throws -> CommandResult { try run(words) }

  /// Runs a program that must succeed.
  @discardableResult
  static func run(_ words: [String]) throws -> CommandResult {
    var words = words
    if !words[0].contains("/") { words[0] = try Command.path(of: words[0]) }
    let result = try Command.run(words, in: "/tmp", environment: environment)
    try #require(result.status == 0, "\(words): \(result.text)")
    return result
  }
}
