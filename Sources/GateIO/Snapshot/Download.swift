import Gate

/// Fetches one large file, and what is missing of it when an earlier try was broken off.
struct Download {
  /// What came of it.
  struct Content {
    let bytes: [UInt8]
    let mediaType: String?
    /// How old the content is.
    let date: Timestamp
  }

  private let base: IndexURL
  private let url: String
  private let setting: UpdateSetting
  private let what: Request
  private let transport: HTTPTransport

  /// What is asked for.
  struct Request {
    /// In words, for the progress: `advisories`.
    var title: String
    var accepted: String
    /// Whether it may come compressed.
    var mayBePacked = false
    /// Whether its address may end in a slash, as that of a page.
    var isPage = false
    /// The most that it may weigh, unpacked.
    var largest: Int
    /// What to do without it.
    var help: String
  }

  private static let mostRedirects = 3
  private static let mostRetries = 2

  /// Refuses what is no address of a file behind TLS, or on this machine.
  init(
    _ text: String, _ what: Request, _ setting: UpdateSetting, transport: HTTPTransport? = nil
  ) throws(RunFailure) {
    guard let slash = text.lastIndex(of: "/") else {
      throw .unusableAddress(what, "it has no path")
    }
    do {
      base = try IndexURL(String(text[...slash]))
    } catch {
      throw .unusableAddress(what, error.description)
    }
    let name = text[text.index(after: slash)...]
    guard what.isPage || !name.isEmpty,
      name.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") })
    else { throw .unusableAddress(what, "it names no file") }
    url = text
    self.setting = setting
    self.what = what
    var configuration = IndexConfiguration { setting.environment[$0] }
    configuration.index = base
    configuration.budget = setting.budget
    configuration.requestTimeout = setting.budget
    configuration.stallTimeout = .seconds(20)
    configuration.userAgent = "pipgate/\(setting.version)"
    configuration.whileWaiting = setting.progress.wait
    self.transport = transport ?? .curl(configuration)
  }

  /// The address without credentials.
  var shown: String { Redacted.url(url) }

  /// Fetches it by way of a file in the folder, which is left there when the fetching breaks off.
  func content(in folder: PrivateDirectory) throws(RunFailure) -> Content {
    guard let part = PartialFile(of: shown, in: folder) else {
      throw RunFailure(
        "cannot write where the snapshots are, or another update fetches the same now",
        exitStatus: 3)
    }
    defer { part.leave() }
    let state = Fetching(part: part, what: what, progress: setting.progress)
    var redirects = 0
    var retries = 0
    var problem = "the time for it was over"
    transport.perform([request(url, state)], setting.budget) { asked, outcome in
      var mayRetry = false
      switch outcome {
      case .failure(let why, let isTransient):
        problem = state.problem ?? why.reason
        mayRetry = state.problem == nil ? isTransient || state.hasGained : state.mayBeginAnew
      case .response(let response):
        switch response.status {
        case 200, 206:
          if let broken = state.finish(response) {
            problem = broken
            mayRetry = true
          } else {
            return []
          }
        case 416:
          problem = "the rest of it is not to be had"
          state.part.begin(nil)
          mayRetry = true
        case 301, 302, 303, 307, 308:
          guard redirects < Self.mostRedirects, let location = response.field("location"),
            let target = base.redirect(from: asked.url, to: location)
          else {
            problem = "it is redirected to another host, or too often"
            return []
          }
          redirects += 1
          return [request(target, state)]
        default:
          problem = "the answer has the status \(response.status)"
          mayRetry = response.status == 429 || response.status >= 500
        }
      }
      guard mayRetry, retries < Self.mostRetries else { return [] }
      retries += 1
      return [request(asked.url, state, after: .milliseconds(500 * retries))]
    }
    guard let head = state.head else { throw broken(because: problem, part) }
    // What is whole is of no more use here, whatever becomes of it.
    defer { part.remove() }
    guard let raw = part.bytes(limit: what.largest) else {
      throw RunFailure("cannot read back what was fetched from '\(shown)'", exitStatus: 3)
    }
    guard let bytes = unpacked(raw, head) else {
      throw RunFailure(
        "what came from '\(shown)' cannot be decompressed, or is larger than "
          + "\(what.largest >> 20) MiB", exitStatus: 3)
    }
    return Content(
      bytes: bytes, mediaType: head.mediaType, date: HTTPDate.content(head, now: setting.now))
  }

  private func broken(because problem: String, _ part: PartialFile) -> RunFailure {
    let isKept = part.note != nil && part.size > 0
    if !isKept { part.remove() }
    let kept = "; \(part.size >> 10) KiB of it are kept, and the next try fetches the rest"
    return RunFailure(
      "cannot fetch '\(shown)': \(problem)\(isKept ? kept : "")", help: what.help, exitStatus: 3)
  }

  private func request(
    _ url: String, _ state: Fetching, after delay: Duration = .zero
  ) -> HTTPRequest {
    state.expectAnswer()
    var headers = ["Accept: \(what.accepted)"]
    if what.mayBePacked { headers.append("Accept-Encoding: gzip") }
    if let note = state.part.note, state.part.size > 0 {
      headers += ["Range: bytes=\(state.part.size)-", "If-Range: \(note.tag)"]
    }
    let sink = HTTPSink { head, piece in state.take(head, piece) }
    return HTTPRequest(tag: 0, url: url, headers: headers, delay: delay, sink: sink)
  }

  private func unpacked(_ raw: [UInt8], _ head: HTTPResponse) -> [UInt8]? {
    switch head.encoding {
    case "": return raw
    case "gzip", "x-gzip": return Inflater.unpackedGzip(raw, limit: what.largest)
    default: return nil
    }
  }
}

/// The state of a file that is on its way. A class because every request of a download goes on with
/// what the one before has left.
private final class Fetching {
  let part: PartialFile
  private let what: Download.Request
  private let progress: UpdateProgress
  /// Why the transfer was ended from here.
  private(set) var problem: String?
  /// Whether that is mended by fetching all of it again.
  private(set) var mayBeginAnew = false
  /// Whether the present answer has brought something that need not be fetched again.
  private(set) var hasGained = false
  /// Of the answer that made the file whole.
  private(set) var head: HTTPResponse?
  /// Whether the first piece of the present answer was seen.
  private var isUnderWay = false
  private var expected: Int?

  init(part: PartialFile, what: Download.Request, progress: UpdateProgress) {
    self.part = part
    self.what = what
    self.progress = progress
  }

  func expectAnswer() {
    isUnderWay = false
    hasGained = false
    mayBeginAnew = false
    problem = nil
  }

  func take(_ head: HTTPResponse, _ piece: UnsafeRawBufferPointer) -> Bool {
    if !isUnderWay, !begin(head) { return false }
    guard part.size + piece.count <= what.largest else {
      problem = "it is larger than \(what.largest >> 20) MiB"
      part.begin(nil)
      return false
    }
    guard part.append(piece) else {
      problem = "the disk does not take it"
      return false
    }
    hasGained = part.note != nil
    progress.received(what.title, part.size, expected)
    return true
  }

  /// Sees to where the first piece of an answer belongs.
  private func begin(_ head: HTTPResponse) -> Bool {
    isUnderWay = true
    if head.status == 206 {
      guard let range = head.contentRange, range.start == part.size,
        part.note?.encoding == head.encoding
      else {
        part.begin(nil)
        mayBeginAnew = true
        problem = "the server sent another part of it than was asked for"
        return false
      }
      expected = range.whole
      return true
    }
    // A weak tag stands for content that means the same, not for the same bytes.
    let tag = head.field("etag").flatMap { $0.hasPrefix("\"") && $0.utf8.count < 512 ? $0 : nil }
    part.begin(tag.map { PartialFile.Note(tag: $0, encoding: head.encoding) })
    expected = head.field("content-length").flatMap { Int($0) }
    return true
  }

  /// Takes note of the end of an answer; what is wrong, if something is.
  func finish(_ response: HTTPResponse) -> String? {
    if !isUnderWay, !begin(response) { return problem }
    if response.status == 206, part.size != expected {
      part.begin(nil)
      return "the parts of it do not make a whole"
    }
    head = response
    return nil
  }
}

extension HTTPResponse {
  /// In which the body is packed; empty for not at all.
  fileprivate var encoding: String {
    let name = (field("content-encoding") ?? "").lowercased()
    return name == "identity" ? "" : name
  }

  /// Which part of the whole this is: `bytes 100-199/200`.
  fileprivate var contentRange: (start: Int, whole: Int)? {
    guard let text = field("content-range"), text.hasPrefix("bytes ") else { return nil }
    let numbers = text.dropFirst(6).split { $0 == "-" || $0 == "/" }.map { Int($0) }
    guard numbers.count == 3, let start = numbers[0], let last = numbers[1], let whole = numbers[2],
      start >= 0, start <= last, last < whole
    else { return nil }
    return (start, whole)
  }
}

extension RunFailure {
  fileprivate static func unusableAddress(
    _ what: Download.Request, _ reason: String
  ) -> RunFailure {
    RunFailure(
      "the address of the \(what.title) cannot be used: \(reason)",
      help: "name an 'https://' address", exitStatus: 2)
  }
}
