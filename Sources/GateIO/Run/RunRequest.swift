import Gate

/// What the operator asks of a run: flags and environment, never anything from a repository.
package struct RunRequest {
  package enum Source {
    case git(ChangeSelection)
    case folders(before: String, after: String)
    case files([String])
  }

  package let source: Source
  package let directory: String
  package private(set) var environment: Environment
  /// Whether facts that need the network may be left to continuous integration.
  package var isHook = false
  /// Replaces the policy at the base.
  package var policyFile: String?
  /// What no policy falls below, beside the floors of the environment and the system.
  package var floorFile: String?
  /// The floor of the whole machine, where there is one.
  package var systemFloor = "/etc/pipgate/policy.yaml"
  /// Where the machine pins the root of trust, where it does.
  package var systemRoot = "/etc/pipgate/root"
  /// Judges every path by this tier.
  package var tier: String?
  package var mode: Mode?
  /// Who proposes the change, by the names of signers: their own signatures do not count. Those of the
  /// environment stand here already.
  package var authors: [String] = []
  /// Nil for the system's clock.
  package var asOf: Timestamp?
  /// Nil for `PIPGATE_INDEX_URL`, or the default index.
  package var indexURL: String?
  package var isOffline = false
  /// For all look-ups together, in seconds; nil for `PIPGATE_TIMEOUT`, or 10 in a hook and 60
  /// otherwise.
  package var timeout: Int?

  package init(
    source: Source, directory: String, environment: Environment, isHook: Bool = false,
    policyFile: String? = nil, floorFile: String? = nil, tier: String? = nil, mode: Mode? = nil,
    asOf: Timestamp? = nil,
    indexURL: String? = nil, isOffline: Bool = false, timeout: Int? = nil,
    credentialHelper: String? = nil
  ) {
    self.source = source
    self.directory = directory
    self.environment = environment
    self.isHook = isHook
    self.policyFile = policyFile
    self.floorFile = floorFile
    self.tier = tier
    self.mode = mode
    self.asOf = asOf
    self.indexURL = indexURL
    self.isOffline = isOffline
    self.timeout = timeout
    authors = (environment["PIPGATE_AUTHOR"] ?? "").split { $0 == "," || $0 == " " }
      .map(String.init)
    if let credentialHelper {
      self.environment["PIPGATE_CREDENTIAL_HELPER"] = credentialHelper
    }
  }
}

extension IndexConfiguration {
  /// What the operator says of the index. An address that cannot be used is an error at once, not
  /// when it is first needed.
  init(_ request: RunRequest, version: String) throws(RunFailure) {
    self.init { request.environment[$0] }
    if let url = try IndexURL.chosen(request.indexURL, environment: request.environment) {
      let search = CredentialSearch(index: url, name: nil, environment: request.environment)
      self = asking(url, credentials: search)
    }
    isOffline = request.isOffline
    budget = .seconds(try request.patience())
    userAgent = "pipgate/\(version)"
  }
}

extension RunRequest {
  /// How many seconds a run may wait.
  package static let patienceRange = 1...3600

  /// The seconds that all look-ups of the run have together.
  func patience() throws(RunFailure) -> Int {
    if let timeout { return timeout }
    let standing = environment["PIPGATE_TIMEOUT"] ?? ""
    guard !standing.isEmpty else { return isHook ? 10 : 60 }
    guard let seconds = Int(standing), Self.patienceRange.contains(seconds) else {
      throw RunFailure(
        "PIPGATE_TIMEOUT is no number of seconds from 1 to 3600", exitStatus: 2)
    }
    return seconds
  }
}

/// Hears how the look-ups of a run come along.
package struct LookUpProgress {
  /// How many of how many are answered.
  let answered: (_ answered: Int, _ total: Int) -> Void
  /// Called again and again while nothing arrives.
  let wait: @Sendable () -> Void

  package init(
    answered: @escaping (_ answered: Int, _ total: Int) -> Void,
    wait: @escaping @Sendable () -> Void
  ) {
    self.answered = answered
    self.wait = wait
  }

  package static var silent: LookUpProgress {
    LookUpProgress(answered: { _, _ in }, wait: {})
  }
}
