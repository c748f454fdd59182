import Gate

/// `ssh-keygen`, which signs with the keys and agents that people have.
enum SigningTool {
  /// The signature of a document with a key: a private key's file, or a public one's whose private
  /// key an agent holds. The tool itself asks for a passphrase, at the terminal.
  static func sign(
    _ document: [UInt8], with key: String, environment: Environment
  ) throws(RunFailure) -> [UInt8] {
    guard let program = Program(named: "ssh-keygen", searchPath: environment["PATH"]) else {
      throw RunFailure(
        "there is no 'ssh-keygen' to sign with", help: "install OpenSSH's client", exitStatus: 2)
    }
    let result: ProgramResult
    do throws(ProgramError) {
      result = try program.run(
        ["-Y", "sign", "-n", OverrideTrust.namespace, "-f", key], environment: environment,
        input: document, limits: ProgramLimits(outputBytes: 1 << 16, seconds: 300))
    } catch {
      throw RunFailure("ssh-keygen: \(error.reason)", exitStatus: 2)
    }
    guard result.isSuccess else {
      throw RunFailure(
        "ssh-keygen does not sign with '\(key)': \(result.errorText)",
        help: "name a key with '--key', such as ~/.ssh/id_ed25519", exitStatus: 2)
    }
    return result.output
  }
}
