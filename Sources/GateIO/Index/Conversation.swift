import Gate
import PythonPackaging

/// What is asked of the index about one project, and what became of it so far.
struct Conversation {
  /// What follows from an outcome.
  enum Step {
    case ask(HTTPRequest)
    /// What is kept replaces what the cache holds.
    case finish(ProjectLookup, keeps: CachedRecord?)
  }

  private enum Stage {
    case listing
    /// The listing came without times, which are now asked for.
    case uploadTimes(ProjectRecord, etag: String?)
  }

  private let name: ProjectName
  private let tag: Int
  private let index: IndexURL
  private let access: IndexAccess
  private let now: Timestamp
  private let cached: CachedRecord?
  private var stage = Stage.listing
  private var url: String
  private var retries: Retries
  private var redirects = 0

  private static let mostRedirects = 3

  init(
    about name: ProjectName, tag: Int, _ configuration: IndexConfiguration, now: Timestamp,
    cached: CachedRecord?
  ) {
    self.name = name
    self.tag = tag
    index = configuration.index
    access = configuration.access
    retries = Retries(pause: configuration.retryPause)
    self.now = now
    // Asked anew without conditions while times are missing: the index may have them by now.
    self.cached = cached?.record.files.contains { $0.uploaded == nil } == true ? nil : cached
    url = configuration.index.listing(of: name)
  }

  func request(after delay: Duration = .zero) -> HTTPRequest {
    switch stage {
    case .listing:
      var headers = ["Accept: \(ListingFormat.accepted)"] + access.headers(for: url)
      if let etag = cached?.etag { headers.append("If-None-Match: \(etag)") }
      return HTTPRequest(tag: tag, url: url, headers: headers, delay: delay)
    case .uploadTimes:
      return HTTPRequest(
        tag: tag, url: url, headers: ["Accept: application/json"] + access.headers(for: url),
        delay: delay)
    }
  }

  mutating func receive(_ outcome: HTTPOutcome) -> Step {
    switch outcome {
    case .failure(let why, let isTransient):
      if isTransient, let pause = retries.next() { return .ask(request(after: pause)) }
      return giveUp(why)
    case .response(let response):
      switch response.status {
      case 200: return read(response)
      case 304: return confirm()
      case 404, 410:
        if case .listing = stage { return .finish(.absent, keeps: nil) }
        return giveUp(.init(.answer, "the index has no upload times"))
      case 301, 302, 303, 307, 308: return follow(response)
      case 408, 429, 500...599:
        if let pause = retries.next(asked: response.field("retry-after")) {
          return .ask(request(after: pause))
        }
        return giveUp(.init(.network, "the index answered with status \(response.status)"))
      case 401, 403, 407: return giveUp(access.refusal(status: response.status))
      default:
        return giveUp(.init(.answer, "the index answered with status \(response.status)"))
      }
    }
  }

  private mutating func read(_ response: HTTPResponse) -> Step {
    switch stage {
    case .listing:
      let record: ProjectRecord
      do throws(UnusableAnswer) {
        record = try ListingFormat.read(response, about: name, now: now)
      } catch {
        return giveUp(.init(.answer, error.reason))
      }
      let etag = response.field("etag")
      guard record.files.contains(where: { $0.uploaded == nil }),
        ListingFormat(response.mediaType) == .html, let address = index.uploadTimes(of: name)
      else { return finish(record, etag: etag) }
      stage = .uploadTimes(record, etag: etag)
      url = address
      retries.startOver()
      redirects = 0
      return .ask(request())
    case .uploadTimes(let record, let etag):
      do throws(UnusableAnswer) {
        let times = try UploadTimes(response, about: name)
        return finish(times.merged(into: record), etag: etag)
      } catch {
        return giveUp(.init(.answer, error.reason))
      }
    }
  }

  private func finish(_ record: ProjectRecord, etag: String?) -> Step {
    .finish(.found(record), keeps: CachedRecord(record: record, etag: etag))
  }

  /// The cached record holds still. Only an answer to a conditional request can say so: otherwise
  /// whoever can answer could bless what stands in the cache.
  private func confirm() -> Step {
    guard case .listing = stage, let cached, cached.etag != nil else {
      let reason = "the index answered that nothing changed, but was not asked that"
      return giveUp(.init(.answer, reason))
    }
    return finish(cached.record.fetched(at: now), etag: cached.etag)
  }

  private mutating func follow(_ response: HTTPResponse) -> Step {
    guard let location = response.field("location"),
      let target = index.redirect(from: url, to: location)
    else { return giveUp(.init(.answer, "the index redirects to another host, or nowhere")) }
    guard redirects < Self.mostRedirects else {
      return giveUp(.init(.answer, "the index redirects more than \(Self.mostRedirects) times"))
    }
    redirects += 1
    url = target
    return .ask(request())
  }

  /// A record without times stays usable: an unknown time is never an old one. It is kept only when
  /// the index itself said that it has none.
  private func giveUp(_ why: Unavailability) -> Step {
    guard case .uploadTimes(let record, _) = stage else {
      return .finish(.unavailable(why), keeps: nil)
    }
    let keeps = why.cause == .answer ? CachedRecord(record: record, etag: nil) : nil
    return .finish(.found(record), keeps: keeps)
  }
}

extension ProjectRecord {
  func fetched(at moment: Timestamp) -> ProjectRecord {
    ProjectRecord(
      name: name, status: status, statusReason: statusReason, files: files, versions: versions,
      fetched: moment)
  }
}
