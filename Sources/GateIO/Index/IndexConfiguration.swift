import Gate
import LookAlikes

/// How an index is asked, and with what patience.
package struct IndexConfiguration: Sendable {
  package var index = IndexURL.standard
  /// Where its credentials are looked for; nil for an index that nobody has named.
  var credentials: CredentialSearch?
  private var foundAccess = OnDemand<IndexAccess>()
  /// Answers from the cache alone.
  package var isOffline = false
  /// The time that all look-ups of a run have together.
  package var budget = Duration.seconds(60)
  /// How much of it is gone.
  package var spent = Duration.zero
  package var connectTimeout = Duration.seconds(5)
  package var requestTimeout = Duration.seconds(10)
  /// A transfer slower than a byte a second for this long is given up.
  package var stallTimeout = Duration.seconds(5)
  /// The pause before the first retry; the second is four times as long.
  package var retryPause = Duration.milliseconds(250)
  /// Cached answers younger than this are not asked for again.
  package var freshness = Duration.seconds(600)
  /// Cached answers older than this do not stand in for a network that does not answer.
  package var maximumAge = Age.days(7)
  /// The directory that is this tool's own in the user's cache; nil for no cache.
  package var cacheDirectory: String?
  /// What the cache may weigh, in bytes.
  package var cacheLimit = CachePruning.usualLimit
  /// A file of certificates to trust instead of the system's.
  package var certificateFile: String?
  /// The most that an answer may weigh, decoded.
  package var largestBody = HTTPLimits.bodyBytes
  package var userAgent = "pipgate"
  /// Whether an index that offers no metadata by itself is asked in the older interface, release by
  /// release and every time: what it says there has no digest and is not cached.
  var asksOlderInterface = false
  /// Called again and again, at least ten times a second, while answers are waited for.
  package var whileWaiting: @Sendable () -> Void = {}

  package init() {}

  /// The same patience with another index, which the policy or the operator names.
  func asking(_ index: IndexURL, credentials: CredentialSearch) -> IndexConfiguration {
    var configuration = self
    configuration.index = index
    configuration.credentials = credentials
    configuration.foundAccess = OnDemand()
    return configuration
  }

  /// As whom the index is asked; looked for once, when it is first needed.
  var access: IndexAccess {
    foundAccess.value { credentials?.access() ?? .anonymous(index) }
  }

  /// What is left of the budget.
  var timeLeft: Duration { max(.zero, budget - spent) }

  /// The same, with what the policy says of the age of answers.
  func accepting(_ policy: Policy) -> IndexConfiguration {
    var configuration = self
    configuration.maximumAge = policy.oldestFacts
    if let strictest = policy.strictestFactAge {
      configuration.freshness = min(freshness, .seconds(strictest.seconds))
    }
    return configuration
  }

  /// Reads what the environment says of certificates and of the cache's place. The index itself
  /// comes from the operator or the policy, not from here.
  package init(environment: (String) -> String?) {
    cacheDirectory = CacheDirectory.standard(environment: environment)
    cacheLimit = CachePruning.limit(environment: environment)
    let names = ["SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"]
    certificateFile = names.compactMap { environment($0) }.first { !$0.isEmpty }
  }
}
