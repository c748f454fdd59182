import Gate

/// Fetches one large file.
struct Download {
  private let base: IndexURL
  private let url: String
  private let transport: HTTPTransport
  private let budget: Duration

  private static let largest = 512 << 20
  private static let mostRedirects = 3
  private static let mostRetries = 2

  /// Refuses what is no address of a file behind TLS, or on this machine.
  init(
    _ text: String, budget: Duration, environment: (String) -> String?, userAgent: String,
    transport: HTTPTransport? = nil
  ) throws(RunFailure) {
    guard let slash = text.lastIndex(of: "/") else { throw .unusableAddress("it has no path") }
    do {
      base = try IndexURL(String(text[...slash]))
    } catch {
      throw .unusableAddress(error.description)
    }
    let name = text[text.index(after: slash)...]
    guard !name.isEmpty,
      name.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") })
    else { throw .unusableAddress("it names no file") }
    url = text
    self.budget = budget
    var configuration = IndexConfiguration(environment: environment)
    configuration.index = base
    configuration.budget = budget
    configuration.requestTimeout = budget
    configuration.stallTimeout = .seconds(20)
    configuration.largestBody = Self.largest
    configuration.userAgent = userAgent
    self.transport = transport ?? .curl(configuration)
  }

  /// The address without credentials.
  var shown: String { Redacted.url(url) }

  func bytes() throws(RunFailure) -> [UInt8] {
    var body: [UInt8]?
    var problem = "the time for it was over"
    var redirects = 0
    var retries = 0
    func ask(_ url: String, after delay: Duration = .zero) -> HTTPRequest {
      HTTPRequest(tag: 0, url: url, headers: ["Accept: application/zip, */*"], delay: delay)
    }
    transport.perform([ask(url)], budget) { request, outcome in
      var mayRetry = false
      switch outcome {
      case .failure(let why, let isTransient):
        problem = why.reason
        mayRetry = isTransient
      case .response(let response):
        switch response.status {
        case 200:
          body = response.body
          return []
        case 301, 302, 303, 307, 308:
          guard redirects < Self.mostRedirects, let location = response.field("location"),
            let target = base.redirect(from: request.url, to: location)
          else {
            problem = "it is redirected to another host, or too often"
            return []
          }
          redirects += 1
          return [ask(target)]
        default:
          problem = "the answer has the status \(response.status)"
          mayRetry = response.status == 429 || response.status >= 500
        }
      }
      guard mayRetry, retries < Self.mostRetries else { return [] }
      retries += 1
      return [ask(request.url, after: .milliseconds(500 * retries))]
    }
    guard let body else {
      throw RunFailure(
        "cannot fetch '\(shown)': \(problem)",
        help: "try again later, or name a file that you have with '--osv'", exitStatus: 3)
    }
    return body
  }
}

extension RunFailure {
  fileprivate static func unusableAddress(_ reason: String) -> RunFailure {
    RunFailure(
      "the address of the advisories cannot be used: \(reason)",
      help: "name an 'https://' address of a zip archive", exitStatus: 2)
  }
}
