import ArgumentParser
import Gate
import GateIO
import Glibc

/// Shows an override and signs it.
struct OverrideSignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Show an override and sign it with 'ssh-keygen -Y sign'.",
    discussion: """
      Examples:
        pipgate override sign flask-3.1.0
        pipgate override sign flask-3.1.0 --key ~/.ssh/id_ed25519
        pipgate override sign flask-3.1.0 --key ~/.ssh/id_ed25519.pub
                                             the private half is in an agent
      """)

  @Argument(help: "The name of the override.")
  var id: String

  @Option(
    help: ArgumentHelp(
      "A private key, or a public one whose private key an agent holds. Environment: PIPGATE_SIGNING_KEY (default: the first of ~/.ssh/id_ed25519, id_ecdsa, id_rsa).",
      valueName: "file"),
    completion: .file())
  var key: String?

  @Flag(help: "Sign without asking.")
  var yes = false

  @OptionGroup var place: DirectoryOption

  func run() throws {
    let console = Console.standard()
    let desk = try OverrideDesk(place)
    let file = try desk.override(id)
    let document: OverrideDocument
    switch OverrideDocument.read(file.file, id: id) {
    case .success(let read): document = read
    case .failure(let problems):
      throw RunFailure(
        "the override '\(id)' is not valid, so it is not signed", exitStatus: 2,
        diagnostics: problems.diagnostics)
    }
    let shown = String(decoding: file.file.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { "  " + SafeText.line($0) + "\n" }.joined()
    try console.emit("you sign '\(SafeText.line(file.file.path.description))':\n\(shown)")
    if !yes { try confirm(console) }
    let signed = try desk.sign(file, with: try signingKey())
    var text = "wrote '\(SafeText.line(signed.path))', by the key \(signed.key.fingerprint)\n"
    if let signer = desk.trust.signers.signer(with: signed.key) {
      if signer.principal == document.requester {
        text +=
          "notice: '\(SafeText.line(signer.principal))' has requested it, so this does not count\n"
      }
    } else {
      text +=
        "notice: the key is not that of a signer at \(SafeText.line(desk.place)), so this does not count\n"
    }
    try console.emit(text)
  }

  private func confirm(_ console: Console) throws {
    guard isatty(STDIN_FILENO) == 1 else {
      throw RunFailure(
        "nobody is there to say yes", help: "read it, and add '--yes'", exitStatus: 2)
    }
    try console.emit("sign this? [y/N] ")
    guard let answer = readLine(), ["y", "yes"].contains(answer) else {
      throw RunFailure("not signed", exitStatus: 2)
    }
  }

  private func signingKey() throws(RunFailure) -> String {
    let environment = Environment.current
    if let key = key ?? environment["PIPGATE_SIGNING_KEY"], !key.isEmpty { return key }
    if let home = environment["HOME"], !home.isEmpty {
      for name in ["id_ed25519", "id_ecdsa", "id_rsa"].flatMap({ [$0, "\($0).pub"] }) {
        let path = "\(home)/.ssh/\(name)"
        if access(path, R_OK) == 0 { return path }
      }
    }
    throw RunFailure(
      "there is no key to sign with", help: "name one with '--key FILE'", exitStatus: 2)
  }
}
