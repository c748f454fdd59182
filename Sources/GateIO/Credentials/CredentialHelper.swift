import Gate

/// A program that the operator names to be asked for credentials, in the way of git's helpers.
///
/// It reads `protocol`, `host` and `path`, a line each and an empty line, and answers with `username`
/// and `password`. The words of its command line are those between blanks; no shell is involved.
// https://git-scm.com/docs/git-credential#IOFMT
struct CredentialHelper {
  private let words: [String]
  private let environment: Environment

  /// Why no credentials came of it, in lower case and without a final stop; nothing of its output.
  struct Problem: Error, Hashable {
    let reason: String
  }

  private static let limits = ProgramLimits(outputBytes: 64 << 10, seconds: 10)

  /// Nil for a command line without words.
  init?(_ commandLine: String, environment: Environment) {
    words = commandLine.utf8.split { $0 == 0x20 || $0 == 0x09 }.compactMap { String($0) }
    self.environment = environment.adding(["GIT_TERMINAL_PROMPT": "0"])
    if words.isEmpty { return nil }
  }

  private var name: String { Redacted.text(words[0]) }

  func credentials(for index: IndexURL) throws(Problem) -> Credentials {
    guard
      let program = Program(path: words[0])
        ?? Program(named: words[0], searchPath: environment["PATH"])
    else { throw Problem(reason: "the credential helper '\(name)' is not found") }
    let host = index.host + (index.port.map { ":" + $0 } ?? "")
    let user = index.userInformation.map { "username=\($0.prefix { $0 != ":" })\n" } ?? ""
    let question =
      "protocol=\(index.isSecure ? "https" : "http")\nhost=\(host)\npath=\(index.path.dropFirst())\n"
      + user + "\n"
    let result: ProgramResult
    do {
      result = try program.run(
        Array(words.dropFirst()), environment: environment, input: Array(question.utf8),
        limits: Self.limits)
    } catch {
      // Its standard error may hold what it should not say.
      if case .endedEarly = error {
        throw Problem(reason: "the credential helper '\(name)' ended before it had answered")
      }
      throw Problem(reason: "the credential helper '\(name)' failed: \(error.reason)")
    }
    guard result.isSuccess else {
      throw Problem(reason: "the credential helper '\(name)' failed")
    }
    let fields = Self.fields(of: result.output)
    guard let password = fields["password"],
      let credentials = Credentials(
        user: fields["username"] ?? "", password: password,
        origin: "the credential helper '\(name)'")
    else { throw Problem(reason: "the credential helper '\(name)' gave no credentials") }
    return credentials
  }

  /// The last value of each key, up to an empty line.
  private static func fields(of output: [UInt8]) -> [String: String] {
    var fields: [String: String] = [:]
    for line in output.split(separator: 0x0a, omittingEmptySubsequences: false) {
      if line.isEmpty { break }
      guard let equals = line.firstIndex(of: UInt8(ascii: "=")),
        let value = String(validating: line[(equals + 1)...], as: UTF8.self)
      else { continue }
      fields[String(decoding: line[..<equals], as: UTF8.self)] = value
    }
    return fields
  }
}
