import Signatures
import SourceText

/// An override held against its signatures, the clock and what the base says, before anybody asks
/// what it might lift.
package struct ExaminedOverride: Sendable {
  package let path: RepositoryPath
  package let id: String
  /// Nil when no signature counts, since then nothing is parsed, and when it cannot be read.
  package private(set) var document: OverrideDocument?
  /// The people whose signatures count, each once, in the order of the signatures.
  package private(set) var people: [String] = []
  package private(set) var problems: [OverrideProblem] = []
  /// Whether it may lift something where all of it matches.
  package private(set) var isInForce = false

  /// How far clocks may be apart.
  private static let tolerance: Int64 = 300

  package init(_ file: OverrideFile, on terms: OverrideConditions) {
    path = file.file.path
    id = file.id
    if terms.trust.revokes(file.id) {
      add(.revoked, "the override '\(file.id)' is revoked", help: "remove it")
      return
    }
    if file.signatures.isEmpty {
      add(
        .unsigned, "the override is not signed",
        help: "sign it with 'pipgate override sign \(file.id)'")
      return
    }
    var signed: [(person: String, at: RepositoryPath)] = []
    for signature in file.signatures {
      if let person = signer(of: signature, over: file.file.bytes, terms) {
        signed.append((person, signature.path))
      }
    }
    // Whoever has not signed has no word in what is parsed.
    guard !signed.isEmpty else { return }
    switch OverrideDocument.read(file.file, id: file.id) {
    case .failure(let found): problems += found.diagnostics.map { OverrideProblem($0) }
    case .success(let document): take(document, signed, terms)
    }
  }

  private mutating func add(
    _ kind: OverrideProblem.Kind, _ message: String, in path: RepositoryPath? = nil,
    help: String? = nil
  ) {
    problems.append(OverrideProblem(kind, message, in: path ?? self.path, help: help))
  }

  /// The person whose signature this is, if it counts now.
  private mutating func signer(
    of signature: OverrideFile.Signature, over document: [UInt8], _ terms: OverrideConditions
  ) -> String? {
    let path = signature.path
    let key: PublicKey
    do throws(SignatureProblem) {
      let read = try DetachedSignature(
        armored: signature.bytes, namespace: OverrideTrust.namespace)
      key = read.key
      // Verifying costs most, and what nobody may sign need not be verified.
      if terms.trust.signers.signer(with: key) != nil { try read.verify(document) }
    } catch {
      add(.signature, error.description, in: path, help: "remove it, or sign again")
      return nil
    }
    let shown = key.fingerprint.description
    if terms.trust.revokes(key) {
      add(.revoked, "the key \(shown) is revoked", in: path, help: "sign with another key")
      return nil
    }
    guard let signer = terms.trust.signers.signer(with: key) else {
      if let purposes = terms.trust.signers.otherPurposes(of: key) {
        let named = purposes.map { "'\($0)'" }.joined(separator: ", ")
        add(
          .signer, "the key \(shown) may sign for \(named), and not for overrides", in: path,
          help: "add '\(OverrideTrust.namespace)' to its 'namespaces' in "
            + "'\(OverrideTrust.signersPath)' at the base, if it is to count")
      } else {
        add(
          .signer, "the key \(shown) is not that of a signer", in: path,
          help: "add it to '\(OverrideTrust.signersPath)' at the base, if it is to count")
      }
      return nil
    }
    for floor in terms.trust.floors.compactMap(\.signers) {
      guard let known = floor.signer(with: key), known.principal == signer.principal else {
        add(
          .signer, "the floor does not know the key \(shown) as one of '\(signer.principal)'",
          in: path, help: "have it added to the 'allowed_signers' beside the floor")
        return nil
      }
      guard known.isValid(at: terms.now.seconds) else {
        add(
          .signer, "to the floor the key of '\(signer.principal)' is not valid at \(terms.now)",
          in: path, help: "sign with a key that is")
        return nil
      }
    }
    guard signer.isValid(at: terms.now.seconds) else {
      add(
        .signer, "the key of '\(signer.principal)' is not valid at \(terms.now)", in: path,
        help: "sign with a key that is")
      return nil
    }
    return signer.principal
  }

  private mutating func take(
    _ document: OverrideDocument, _ signed: [(person: String, at: RepositoryPath)],
    _ terms: OverrideConditions
  ) {
    self.document = document
    for (person, path) in signed {
      // Addresses differ in the case of their letters and still reach the same person.
      if person.lowercased() == document.requester.lowercased() {
        add(
          .signer, "'\(person)' has requested the override, and cannot approve it", in: path,
          help: "have somebody else sign")
      } else if terms.authors.contains(where: { $0.lowercased() == person.lowercased() }) {
        add(
          .signer, "'\(person)' is the author of the change, and cannot approve it", in: path,
          help: "have somebody else sign")
      } else if !people.contains(person) {
        people.append(person)
      }
    }
    isInForce = true
    if let (kind, message, help) = flaw(of: document, terms) {
      add(kind, message, help: help)
      isInForce = false
    }
  }

  /// Why a document that is signed holds nowhere.
  private func flaw(
    of document: OverrideDocument, _ terms: OverrideConditions
  ) -> (OverrideProblem.Kind, String, help: String?)? {
    let lowest = terms.trust.minimumSerial
    if document.serial < lowest {
      let message = "the serial \(document.serial) is revoked: \(lowest) is the lowest that counts"
      return (.revoked, message, "request the override anew")
    }
    if let problem = terms.clock.problem {
      return (.expired, problem.reason + ", so no override counts", "set the clock")
    }
    if let end = terms.policyExpires, terms.now >= end {
      return (
        .expired, "the policy has expired at \(end), so no override counts",
        "renew 'expires' in the policy at the base"
      )
    }
    if let end = terms.rootExpires, terms.now >= end {
      return (
        .expired, "'\(RootTrust.path)' has expired at \(end), so no override counts",
        "have its roots sign a newer version"
      )
    }
    if let rollback = terms.rollback {
      return (
        .expired, "\(rollback.fact), so no override counts",
        "bring back the newer policy at the base"
      )
    }
    if document.issued.seconds - Self.tolerance > terms.now.seconds {
      return (.expired, "the override is issued only at \(document.issued)", "set the clock")
    }
    if terms.now >= document.expires {
      return (.expired, "the override has expired at \(document.expires)", "remove it")
    }
    guard let repository = terms.repository else {
      let message = "the policy does not name its repository, so no override is for it"
      return (.scope, message, "add 'repository' to the policy at the base")
    }
    if !document.repository.utf8.elementsEqual(repository.utf8) {
      let message = "the override is for '\(document.repository)', and this is '\(repository)'"
      return (.scope, message, "request one in this repository")
    }
    return nil
  }
}

/// What overrides of a run are held against.
package struct OverrideConditions: Sendable {
  package let trust: OverrideTrust
  /// The canonical id of the repository; nil when the policy does not name it.
  package let repository: String?
  package let clock: Clock
  /// From when on the policy lets nothing pass.
  package let policyExpires: Timestamp?
  /// From when on a trust file lets nothing pass.
  package let rootExpires: Timestamp?
  /// That the policy is older than one before it, where that is known.
  package let rollback: PolicyRollback?
  /// Who proposes the change, by the names of signers, as far as the operator says it.
  package let authors: [String]
  package var now: Timestamp { clock.now }

  package init(
    trust: OverrideTrust, repository: String?, clock: Clock,
    policyExpires: Timestamp? = nil, rootExpires: Timestamp? = nil,
    rollback: PolicyRollback? = nil, authors: [String] = []
  ) {
    self.trust = trust
    self.repository = repository
    self.clock = clock
    self.policyExpires = policyExpires
    self.rootExpires = rootExpires
    self.rollback = rollback
    self.authors = authors
  }
}

extension OverrideProblem {
  fileprivate init(_ diagnostic: Diagnostic) {
    self.init(
      .malformed, diagnostic.message, in: diagnostic.location.file.path, at: diagnostic.location,
      help: diagnostic.help ?? "mend the document and have it signed again")
  }
}
