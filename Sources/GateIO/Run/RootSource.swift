import Gate
import Signatures
import SourceText

/// Where an operator has pinned the root of trust: `PIPGATE_ROOT`, and the system's file. Each there is
/// holds.
package struct RootSource {
  let request: RunRequest

  /// The trust file of the base, where a root is pinned and the policy lets anything pass. One that is
  /// missing or not signed as it has to be makes the run unusable: absence never stands for trust.
  func root(for proposal: Proposal, _ policy: Policy?) throws(RunFailure) -> RootTrust? {
    guard let policy, !policy.overrides.requirements.isEmpty else { return nil }
    let pins = try pins()
    guard !pins.isEmpty else { return nil }
    let place = "'\(RootTrust.path)' at \(proposal.base.place)"
    let read: Result<SignedRoot?, TrustFileProblems>
    do throws(TreeError) {
      read = try SignedRoot.read(in: proposal.base.tree)
    } catch {
      throw RunFailure(error)
    }
    switch read {
    case .failure(let problems):
      throw RunFailure(
        "\(place) is not valid", help: "mend it; until then nothing can be judged", exitStatus: 2,
        diagnostics: problems.diagnostics)
    case .success(nil):
      throw RunFailure(
        "a root is pinned, and there is no \(place)",
        help: "bring it there, signed by the pinned keys, or pin none", exitStatus: 2)
    case .success(let signed?):
      for (name, pin) in pins {
        if let flaw = signed.flaw(under: pin) {
          throw RunFailure(
            "\(place) is not what \(name) has pinned: \(flaw)",
            help: "have it signed with 'ssh-keygen -Y sign -n \(RootTrust.namespace)', or pin the "
              + "keys that 'pipgate init --trust-head' shows", exitStatus: 2)
        }
      }
      return signed.root
    }
  }

  private func pins() throws(RunFailure) -> [(name: String, pin: RootPin)] {
    var texts: [(String, String)] = []
    if FileReading.isThere(request.systemRoot) {
      let bytes = try FileReading.bytes(at: request.systemRoot)
      texts.append(("'\(request.systemRoot)'", String(decoding: bytes, as: UTF8.self)))
    }
    if let text = request.environment["PIPGATE_ROOT"], !text.isEmpty {
      texts.append(("PIPGATE_ROOT", text))
    }
    return try texts.map { (name, text) throws(RunFailure) in
      if let pin = RootPin(text) { return (name, pin) }
      throw RunFailure(
        "\(name) does not pin a root",
        help: "write a number of keys and their fingerprints, like "
          + "'2 SHA256:… SHA256:… SHA256:…'", exitStatus: 2)
    }
  }

  /// What pins the root that `HEAD` has, told to somebody who decides to believe it.
  package static func pin(
    directory: String, environment: Environment
  ) throws(RunFailure) -> RootPin {
    let read: Result<SignedRoot?, TrustFileProblems>
    do throws(GitError) {
      let repository = try GitRepository.open(
        at: directory, environment: environment, mode: .hook)
      let tree = try repository.tree(at: "HEAD")
      do throws(TreeError) {
        read = try SignedRoot.read(in: tree)
      } catch {
        throw GitError(.other, error.operation, reason: error.reason)
      }
    } catch {
      throw RunFailure(error)
    }
    switch read {
    case .failure(let problems):
      throw RunFailure(
        "'\(RootTrust.path)' at HEAD is not valid", help: "mend it", exitStatus: 2,
        diagnostics: problems.diagnostics)
    case .success(nil):
      throw RunFailure(
        "there is no '\(RootTrust.path)' at HEAD", help: "write, sign and commit it", exitStatus: 2)
    case .success(let signed?):
      let pin = signed.root.pin
      if let flaw = signed.flaw(under: pin) {
        throw RunFailure(
          "'\(RootTrust.path)' at HEAD is not signed: \(flaw)",
          help: "have it signed with 'ssh-keygen -Y sign -n \(RootTrust.namespace)'", exitStatus: 2)
      }
      return pin
    }
  }
}
