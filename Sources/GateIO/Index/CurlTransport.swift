import CurlBinding
import Gate
import Glibc

extension HTTPTransport {
  /// Drives libcurl in the calling thread. The library is loaded at the first request; where there
  /// is none, every request fails in words.
  package static func curl(
    _ configuration: IndexConfiguration,
    sources: [CurlSource] = CurlSource.standard
  ) -> HTTPTransport {
    HTTPTransport { requests, budget, receiver in
      guard !requests.isEmpty else { return }
      var library = CurlLibrary()
      let source = sources.first { $0.open(&library) }
      guard let source, let multi = library.multiInit() else {
        let reason = "libcurl is not installed; install the system's package of it ('libcurl4')"
        for request in requests {
          _ = receiver(request, .failure(Unavailability(.network, reason), isTransient: false))
        }
        return
      }
      withoutActuallyEscaping(receiver) { receiver in
        let run = CurlRun(
          library: library, multi: multi, certificates: configuration.certificates(for: source),
          configuration: configuration, requests: requests, budget: budget, receiver: receiver)
        run.drive()
      }
    }
  }
}

/// One call of the transport: the transfers under way and those to come.
private final class CurlRun {
  private var library: CurlLibrary
  private let multi: OpaquePointer
  private let certificates: CurlSource.CertificateChoice
  private let configuration: IndexConfiguration
  private let deadline: Int64
  private let receiver: HTTPTransport.Receiver
  /// With the moment from which each may be sent, and whom it goes to.
  private var waiting: [(due: Int64, request: HTTPRequest, host: String)]
  /// How many transfers each host has to bear.
  private var load: [String: Int] = [:]
  private var active: [OpaquePointer: CurlTransfer] = [:]

  init(
    library: CurlLibrary, multi: OpaquePointer, certificates: CurlSource.CertificateChoice,
    configuration: IndexConfiguration, requests: [HTTPRequest], budget: Duration,
    receiver: @escaping HTTPTransport.Receiver
  ) {
    self.library = library
    self.multi = multi
    self.certificates = certificates
    self.configuration = configuration
    self.receiver = receiver
    let now = Self.monotonicMilliseconds()
    deadline = now + budget.milliseconds
    // Taken from the end.
    waiting = requests.reversed().map { (now + $0.delay.milliseconds, $0, $0.host) }
    _ = curlSetMulti(&self.library, multi, CurlPipelining, Int(CurlPipeliningMultiplex.rawValue))
    _ = curlSetMulti(&self.library, multi, CurlConnectionsPerHost, HTTPLimits.transfersAtOnce)
  }

  deinit {
    for easy in active.keys { release(easy) }
    _ = library.multiCleanup(multi)
  }

  func drive() {
    while !waiting.isEmpty || !active.isEmpty {
      let now = Self.monotonicMilliseconds()
      guard now < deadline else { return giveUp() }
      startDue(now)
      configuration.whileWaiting()
      var running: Int32 = 0
      _ = library.multiPerform(multi, &running)
      if receiveFinished() { continue }
      // Never longer than this at once: HTTP/2 transfers were seen to stall a whole poll.
      var pause: Int64 = min(100, deadline - now)
      if active.count < HTTPLimits.transfersAtOnce {
        for (due, _, _) in waiting { pause = min(pause, max(1, due - now)) }
      }
      _ = library.multiPoll(multi, nil, 0, Int32(clamping: pause), nil)
    }
  }

  private func startDue(_ now: Int64) {
    while active.count < HTTPLimits.transfersAtOnceInAll,
      let index = waiting.lastIndex(where: {
        $0.due <= now && load[$0.host, default: 0] < HTTPLimits.transfersAtOnce
      })
    {
      start(waiting.remove(at: index).request, now)
    }
  }

  private func start(_ request: HTTPRequest, _ now: Int64) {
    if certificates == .absent, request.isEncrypted {
      let reason =
        "this system has no certificates to trust; install its package of them "
        + "('ca-certificates'), or name a file in SSL_CERT_FILE"
      return end(request, .failure(Unavailability(.network, reason), isTransient: false))
    }
    guard let easy = library.easyInit() else {
      return end(request, .failure(Unavailability(.network, "out of memory"), isTransient: false))
    }
    let transfer = CurlTransfer(request: request, library: library)
    let timeout = min(configuration.requestTimeout.milliseconds, deadline - now)
    guard transfer.configure(easy, configuration, certificates, timeout: timeout),
      library.multiAdd(multi, easy) == 0
    else {
      library.easyCleanup(easy)
      let reason = "libcurl refuses to be configured; its version may be too old"
      return end(request, .failure(Unavailability(.network, reason), isTransient: false))
    }
    active[easy] = transfer
    load[request.host, default: 0] += 1
  }

  private func receiveFinished() -> Bool {
    var hasFinished = false
    var left: Int32 = 0
    while let message = library.multiNextMessage(multi, &left)?.pointee {
      guard message.kind == Int32(CurlMessageDone.rawValue), let easy = message.easy,
        let transfer = active.removeValue(forKey: easy)
      else { continue }
      let outcome = transfer.outcome(
        result: message.data.result, status: curlStatus(&library, easy),
        proxyStatus: curlProxyStatus(&library, easy))
      release(easy)
      load[transfer.request.host, default: 1] -= 1
      end(transfer.request, outcome)
      hasFinished = true
    }
    return hasFinished
  }

  private func end(_ request: HTTPRequest, _ outcome: HTTPOutcome) {
    let now = Self.monotonicMilliseconds()
    for next in receiver(request, outcome) {
      waiting.append((now + next.delay.milliseconds, next, next.host))
    }
  }

  private func giveUp() {
    let left = active.values.map(\.request) + waiting.map(\.request)
    for easy in active.keys { release(easy) }
    active = [:]
    waiting = []
    let whole = configuration.budget
    let seconds = whole.components.seconds
    let time = seconds == 0 ? "\(whole.milliseconds) ms" : "\(seconds) s"
    let reason = "the \(time) that all look-ups have together were over"
    for request in left {
      _ = receiver(request, .failure(Unavailability(.network, reason), isTransient: false))
    }
  }

  private func release(_ easy: OpaquePointer) {
    _ = library.multiRemove(multi, easy)
    library.easyCleanup(easy)
  }

  private static func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

extension IndexConfiguration {
  /// What the operator names comes before what the system has.
  fileprivate func certificates(for source: CurlSource) -> CurlSource.CertificateChoice {
    certificateFile.map { .file($0) } ?? source.certificateFile()
  }
}

extension HTTPRequest {
  fileprivate var isEncrypted: Bool { URLParts(url)?.scheme == "https" }
}

extension Duration {
  /// Whole milliseconds, within what can be added without care.
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return min(max(seconds, 0), 1_000_000_000) * 1000 + attoseconds / 1_000_000_000_000_000
  }
}
