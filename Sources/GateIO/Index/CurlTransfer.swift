import CurlBinding
import Gate

/// A request while libcurl works on it. A class because libcurl's callbacks hold on to it.
final class CurlTransfer {
  let request: HTTPRequest
  private var library: CurlLibrary
  private var headers: OpaquePointer?
  private var body: [UInt8] = []
  private var fields: [(name: String, value: String)] = []
  private var headerBytes = 0
  /// Of the answer whose headers came last.
  private var status = 0
  private var excess: String?
  private var largestBody = HTTPLimits.bodyBytes

  init(request: HTTPRequest, library: CurlLibrary) {
    self.request = request
    self.library = library
  }

  deinit { library.listFree(headers) }

  /// False when this libcurl does not know one of the options. The transfer must outlive `easy`.
  func configure(
    _ easy: OpaquePointer, _ configuration: IndexConfiguration,
    _ certificates: CurlSource.CertificateChoice, timeout: Int64
  ) -> Bool {
    for line in request.headers {
      guard let longer = library.listAppend(headers, line) else { return false }
      headers = longer
    }
    largestBody = configuration.largestBody
    guard let address = URLParts(request.url) else { return false }
    let isLoopback = IndexURL.isLoopback(address.host)
    // Plain HTTP goes to this machine alone.
    let protocols = address.scheme == "http" && isLoopback ? CurlProtocolHTTP : CurlProtocolHTTPS
    let stallSeconds = max(1, configuration.stallTimeout.components.seconds)
    let numbers: [(CurlLongOption, Int)] = [
      (CurlUsesNoSignals, 1),
      // Redirects are resolved and judged by the client.
      (CurlFollowsRedirects, 0),
      (CurlProtocols, Int(protocols.rawValue)),
      (CurlVerifiesPeer, 1),
      (CurlVerifiesHost, 2),
      (CurlHTTPVersion, Int(CurlVersionHTTP2OverTLS.rawValue)),
      (CurlWaitsForMultiplexing, 1),
      (CurlHidesProxyHeaders, 1),
      (CurlConnectMilliseconds, Int(configuration.connectTimeout.milliseconds)),
      (CurlTimeoutMilliseconds, Int(max(1, timeout))),
      (CurlLowSpeedLimit, 1),
      (CurlLowSpeedSeconds, Int(stallSeconds)),
    ]
    var texts: [(CurlTextOption, String)] = [
      (CurlURL, request.url), (CurlUserAgent, configuration.userAgent),
    ]
    // All that this libcurl can decode.
    if request.sink == nil { texts.append((CurlAcceptedEncodings, "")) }
    // A proxy that the environment names is never asked for this machine itself.
    if isLoopback { texts += [(CurlProxy, ""), (CurlUnproxiedHosts, "*")] }
    if case .file(let file) = certificates { texts.append((CurlCertificateFile, file)) }

    let context = Unmanaged.passUnretained(self).toOpaque()
    return numbers.allSatisfy { curlSetLong(&library, easy, $0.0, $0.1) == 0 }
      && texts.allSatisfy { curlSetText(&library, easy, $0.0, $0.1) == 0 }
      && curlSetHeaders(&library, easy, headers) == 0
      && curlSetBodyReceiver(&library, easy, Self.receiveBody, context) == 0
      && curlSetHeaderReceiver(&library, easy, Self.receiveHeader, context) == 0
  }

  /// What libcurl's result means to the gate.
  func outcome(result: Int32, status: Int, proxyStatus: Int) -> HTTPOutcome {
    if let excess { return .failure(Unavailability(.answer, excess), isTransient: false) }
    guard result == 0 else {
      if proxyStatus >= 300 {
        let reason = "the proxy answered with status \(proxyStatus)"
        return .failure(Unavailability(.network, reason), isTransient: false)
      }
      return CurlResult(rawValue: result).outcome(at: request.url)
    }
    return .response(HTTPResponse(status: status, fields: fields, body: body))
  }

  private static let receiveBody: CurlReceiver = { bytes, size, count, context in
    guard let context, let bytes else { return 0 }
    let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.takeBody(UnsafeRawBufferPointer(start: bytes, count: size &* count))
  }

  private static let receiveHeader: CurlReceiver = { bytes, size, count, context in
    guard let context, let bytes else { return 0 }
    let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size &* count))
  }

  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    if let sink = request.sink, status == 200 || status == 206 {
      let head = HTTPResponse(status: status, fields: fields, body: [])
      return sink.take(head, bytes) ? bytes.count : 0
    }
    guard body.count + bytes.count <= largestBody else {
      body = []
      excess = "the index's answer is larger than \(largestBody >> 20) MiB"
      return 0
    }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  private func takeHeader(_ line: UnsafeRawBufferPointer) -> Int {
    headerBytes += line.count
    guard headerBytes <= HTTPLimits.headerBytes else {
      let limit = HTTPLimits.headerBytes >> 10
      excess = "the headers of the index's answer are larger than \(limit) KiB"
      return 0
    }
    if line.starts(with: "HTTP/".utf8) {
      // An interim answer came before.
      fields = []
      status =
        line.split(separator: UInt8(ascii: " ")).dropFirst().first
        .flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
    } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      let value = line[(colon + 1)...].drop(while: Self.isBlank)
      let end = (value.lastIndex { !Self.isBlank($0) }).map { $0 + 1 } ?? value.startIndex
      fields.append(
        (
          String(decoding: line[..<colon], as: UTF8.self).lowercased(),
          String(decoding: value[..<end], as: UTF8.self)
        ))
    }
    return line.count
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0d).contains(byte)
  }
}
