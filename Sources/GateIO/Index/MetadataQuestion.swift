import Gate
import PythonPackaging

/// The metadata of one release, as it is asked for and held to what was asked.
struct MetadataQuestion {
  /// What follows from an outcome.
  enum Step {
    case ask(HTTPRequest)
    /// `keeps` is what can be cached under its digest.
    case finish(MetadataLookup, keeps: [UInt8]?)
  }

  let release: Release
  let digest: SHA256Digest?
  private let tag: Int
  private let url: String
  private let access: IndexAccess
  private var retries: Retries

  init(
    about release: Release, digest: SHA256Digest?, url: String, tag: Int,
    _ configuration: IndexConfiguration
  ) {
    self.release = release
    self.digest = digest
    self.url = url
    self.tag = tag
    access = configuration.access
    retries = Retries(pause: configuration.retryPause)
  }

  func request(after delay: Duration = .zero) -> HTTPRequest {
    HTTPRequest(
      tag: tag, url: url, headers: ["Accept: */*"] + access.headers(for: url), delay: delay)
  }

  mutating func receive(_ outcome: HTTPOutcome) -> Step {
    switch outcome {
    case .failure(let why, let isTransient):
      if isTransient, let pause = retries.next() { return .ask(request(after: pause)) }
      return .finish(.unavailable(why), keeps: nil)
    case .response(let response) where response.status == 200:
      return read(response.body)
    case .response(let response):
      switch response.status {
      case 408, 429, 500...599:
        if let pause = retries.next(asked: response.field("retry-after")) {
          return .ask(request(after: pause))
        }
        return giveUp(.network, "the index answered with status \(response.status)")
      case 404, 410: return giveUp(.answer, "the index does not have the metadata that it lists")
      case 401, 403, 407:
        return .finish(.unavailable(access.refusal(status: response.status)), keeps: nil)
      default: return giveUp(.answer, "the index answered with status \(response.status)")
      }
    }
  }

  private func read(_ body: [UInt8]) -> Step {
    if let digest, SHA256Digest(of: body) != digest {
      return giveUp(.answer, "the metadata has another hash than the index lists")
    }
    return .finish(Self.lookup(body, about: release), keeps: digest == nil ? nil : body)
  }

  /// Metadata of another release is as good as none.
  static func lookup(_ text: [UInt8], about release: Release) -> MetadataLookup {
    do throws(CoreMetadataError) {
      let metadata = try CoreMetadata(text)
      guard metadata.name == release.project, metadata.version == release.version else {
        throw CoreMetadataError("is that of \(metadata.name) \(metadata.version)")
      }
      return .found(metadata)
    } catch {
      return .unavailable(
        Unavailability(.answer, "the metadata of \(release) \(error.reason)"))
    }
  }

  private func giveUp(_ cause: Unavailability.Cause, _ reason: String) -> Step {
    .finish(
      .unavailable(Unavailability(cause, "\(reason) (metadata of \(release))")), keeps: nil)
  }
}
