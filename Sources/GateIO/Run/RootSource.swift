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
    let signed = try Self.signedRoot(
      in: proposal.base.tree, at: place, whereInvalid: "mend it; until then nothing can be judged",
      whereAbsent: RunFailure(
        "a root is pinned, and there is no \(place)",
        help: "bring it there, signed by the pinned keys, or pin none", exitStatus: 2))
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
    let tree: FileTree
    do throws(GitError) {
      tree = try GitRepository.open(at: directory, environment: environment, mode: .hook)
        .tree(at: "HEAD")
    } catch {
      throw RunFailure(error)
    }
    let place = "'\(RootTrust.path)' at HEAD"
    let signed = try signedRoot(
      in: tree, at: place, whereInvalid: "mend it",
      whereAbsent: RunFailure(
        "there is no \(place)", help: "write, sign and commit it", exitStatus: 2))
    let pin = signed.root.pin
    if let flaw = signed.flaw(under: pin) {
      throw RunFailure(
        "\(place) is not signed: \(flaw)",
        help: "have it signed with 'ssh-keygen -Y sign -n \(RootTrust.namespace)'", exitStatus: 2)
    }
    return pin
  }

  /// The trust file of a tree with its signatures, which the caller holds against a pin.
  private static func signedRoot(
    in tree: FileTree, at place: String, whereInvalid help: String, whereAbsent absence: RunFailure
  ) throws(RunFailure) -> SignedRoot {
    let read: Result<SignedRoot?, TrustFileProblems>
    do throws(TreeError) {
      read = try SignedRoot.read(in: tree)
    } catch {
      throw RunFailure(error)
    }
    switch read {
    case .failure(let problems):
      throw RunFailure(
        "\(place) is not valid", help: help, exitStatus: 2, diagnostics: problems.diagnostics)
    case .success(nil): throw absence
    case .success(let signed?): return signed
    }
  }
}
