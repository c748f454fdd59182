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
  package private(set) var environment: [String: String]
  /// Whether facts that need the network may be left to continuous integration.
  package var isHook = false
  /// Replaces the policy at the base.
  package var policyFile: String?
  /// Judges every path by this tier.
  package var tier: String?
  package var mode: Mode?
  /// Nil for the system's clock.
  package var asOf: Timestamp?
  /// Nil for `PIPGATE_INDEX_URL`, or the default index.
  package var indexURL: String?
  package var isOffline = false
  /// For all look-ups together, in seconds; nil for 10 in a hook and 60 otherwise.
  package var timeout: Int?

  package init(
    source: Source, directory: String, environment: [String: String], isHook: Bool = false,
    policyFile: String? = nil, tier: String? = nil, mode: Mode? = nil, asOf: Timestamp? = nil,
    indexURL: String? = nil, isOffline: Bool = false, timeout: Int? = nil,
    credentialHelper: String? = nil
  ) {
    self.source = source
    self.directory = directory
    self.environment = environment
    self.isHook = isHook
    self.policyFile = policyFile
    self.tier = tier
    self.mode = mode
    self.asOf = asOf
    self.indexURL = indexURL
    self.isOffline = isOffline
    self.timeout = timeout
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
    if let text = request.indexURL ?? request.environment["PIPGATE_INDEX_URL"], !text.isEmpty {
      let url = try IndexSettings.url(text)
      let search = CredentialSearch(index: url, name: nil, environment: request.environment)
      self = asking(url, credentials: search)
    }
    isOffline = request.isOffline
    budget = .seconds(request.timeout ?? (request.isHook ? 10 : 60))
    userAgent = "pipgate/\(version)"
  }
}
