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

  /// What is asked for.
  enum Form {
    /// The file, with the digest that the listing gives it.
    case file(SHA256Digest?)
    /// What the index says of the release, with where else it may say so.
    case description(others: ArraySlice<String>)
  }

  let release: Release
  private var form: Form
  private let tag: Int
  private var url: String
  private let access: IndexAccess
  private var retries: Retries

  init(
    about release: Release, in form: Form, url: String, tag: Int,
    _ configuration: IndexConfiguration
  ) {
    self.release = release
    self.form = form
    self.url = url
    self.tag = tag
    access = configuration.access
    retries = Retries(pause: configuration.retryPause)
  }

  var digest: SHA256Digest? {
    guard case .file(let digest) = form else { return nil }
    return digest
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
      guard case .description = form else { return read(response.body) }
      return readDescription(response.body)
    case .response(let response):
      switch response.status {
      case 408, 429, 500...599:
        if let pause = retries.next(asked: response.field("retry-after")) {
          return .ask(request(after: pause))
        }
        return giveUp(.network, "the index answered with status \(response.status)")
      case 404, 410:
        if case .description = form { return askNext() }
        return giveUp(.answer, "the index does not have the metadata that it lists")
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

  private mutating func readDescription(_ body: [UInt8]) -> Step {
    do throws(UnusableAnswer) {
      guard let text = try ReleaseDescription.text(body, about: release) else { return askNext() }
      return .finish(Self.lookup(text, about: release), keeps: nil)
    } catch {
      return giveUp(.answer, error.reason)
    }
  }

  /// An index that has the interface nowhere tells nothing.
  private mutating func askNext() -> Step {
    guard case .description(var others) = form, let next = others.popFirst() else {
      return .finish(.untold, keeps: nil)
    }
    form = .description(others: others)
    url = next
    return .ask(request())
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
