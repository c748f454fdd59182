import Gate

/// The way to the network: the one thing of an index client that a test replaces.
package struct HTTPTransport {
  /// Receives how a request ended and returns the requests that this leads to.
  package typealias Receiver = (HTTPRequest, HTTPOutcome) -> [HTTPRequest]

  /// Performs the requests, many at a time, and those they lead to, and returns when none is left.
  /// Each ends exactly once; when the budget is spent all that are left fail, and then what the
  /// receiver returns is dropped.
  package let perform: (_ requests: [HTTPRequest], _ budget: Duration, _ receiver: Receiver) -> Void

  package init(
    perform:
      @escaping (_ requests: [HTTPRequest], _ budget: Duration, _ receiver: Receiver) -> Void
  ) {
    self.perform = perform
  }
}

/// A GET request.
package struct HTTPRequest {
  /// Tells the receiver whose request this is.
  package let tag: Int
  package let url: String
  /// The host of the address.
  package let host: String
  /// Whole header lines.
  package let headers: [String]
  /// How long to wait before it is sent.
  package let delay: Duration
  /// Where a body with one of the statuses 200 and 206 goes as it comes in; nil keeps it in memory.
  package let sink: HTTPSink?

  package init(
    tag: Int, url: String, headers: [String], delay: Duration = .zero, sink: HTTPSink? = nil
  ) {
    self.tag = tag
    self.url = url
    host = URLParts(url)?.host ?? ""
    self.headers = headers
    self.delay = delay
    self.sink = sink
  }
}

/// Takes a body piece by piece, exactly as it is sent: nothing is decompressed.
package struct HTTPSink {
  /// Hears of the answer without its body, and then each piece; false ends the transfer.
  package let take: (_ head: HTTPResponse, _ piece: UnsafeRawBufferPointer) -> Bool

  package init(take: @escaping (_ head: HTTPResponse, _ piece: UnsafeRawBufferPointer) -> Bool) {
    self.take = take
  }
}

/// How a request ended.
package enum HTTPOutcome: Sendable {
  case response(HTTPResponse)
  /// Nothing usable came. `isTransient` when the connection broke in a way that a second try mends.
  case failure(Unavailability, isTransient: Bool)
}

/// An answer with its body decoded.
package struct HTTPResponse: Sendable {
  package let status: Int
  package let fields: [(name: String, value: String)]
  package let body: [UInt8]

  package init(status: Int, fields: [(name: String, value: String)], body: [UInt8]) {
    self.status = status
    self.fields = fields
    self.body = body
  }

  /// The first field of that name, which is in lower case.
  package func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The media type without parameters, in lower case.
  package var mediaType: String? {
    field("content-type").map { value in
      String(value.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }).lowercased()
    }
  }
}

/// What an answer may weigh.
package enum HTTPLimits {
  package static let bodyBytes = 32 << 20
  package static let headerBytes = 64 << 10
  /// With one host.
  package static let transfersAtOnce = 16
  package static let transfersAtOnceInAll = 48
}
