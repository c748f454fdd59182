import Gate

/// As whom an index is asked, and what to say when it refuses.
struct IndexAccess: Sendable {
  private let index: IndexURL
  private let name: String?
  private let credentials: Credentials?
  /// Why there are none, where something is amiss.
  private let problem: String?
  /// Whether nobody has named the index, so that nobody keeps credentials for it.
  private let isAnonymous: Bool

  init(
    index: IndexURL, name: String?, credentials: Credentials?, problem: String?,
    isAnonymous: Bool = false
  ) {
    self.index = index
    self.name = name
    self.credentials = credentials
    self.problem = problem
    self.isAnonymous = isAnonymous
  }

  /// An index that nobody named, which is asked as nobody.
  static func anonymous(_ index: IndexURL) -> IndexAccess {
    IndexAccess(index: index, name: nil, credentials: nil, problem: nil, isAnonymous: true)
  }

  /// The header lines that say who asks: none for an address at another scheme, host or port.
  func headers(for url: String) -> [String] {
    guard let credentials, index.isOrigin(of: url) else { return [] }
    return [credentials.header]
  }

  /// What a refusal (401, 403, 407) means. Where no credentials were sent, a later run may have them.
  func refusal(status: Int) -> Unavailability {
    let shown = name.map { "the index '\($0)'" } ?? "the index"
    if status == 407 {
      return Unavailability(
        .network, "the proxy refused with status 407; it wants credentials in 'https_proxy'")
    }
    if let credentials {
      return Unavailability(
        .answer, "\(shown) refused the \(credentials) with status \(status)")
    }
    if index.userInformation != nil {
      return Unavailability(
        .answer, "\(shown) refused the credentials of its address with status \(status)")
    }
    let refused = "\(shown) refused with status \(status); it wants credentials"
    if isAnonymous { return Unavailability(.answer, refused) }
    if let problem { return Unavailability(.network, "\(refused), and \(problem)") }
    let variable = CredentialSearch.variable(name)
    return Unavailability(
      .network,
      "\(refused): set \(variable)_USERNAME and \(variable)_PASSWORD, or use ~/.netrc")
  }
}
