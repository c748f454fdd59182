import Gate

/// How one question to an index ended, for whoever wants to see each.
package struct IndexAnswer {
  /// What came, or why nothing did.
  package enum Outcome {
    /// The cache had it, young enough to ask nobody.
    case cached
    case status(Int)
    case failure(String)
  }

  package let url: String
  package let outcome: Outcome
  /// From when the request was due until it ended, the wait for a free connection included.
  package let duration: Duration
}

extension HTTPTransport {
  /// The same, which also tells of each request how it ended.
  func observed(by hear: ((IndexAnswer) -> Void)?) -> HTTPTransport {
    guard let hear else { return self }
    return HTTPTransport { requests, budget, receiver in
      // Of a tag there is one request at a time.
      var due: [Int: ContinuousClock.Instant] = [:]
      func expect(_ requests: [HTTPRequest]) {
        for request in requests { due[request.tag] = .now + request.delay }
      }
      expect(requests)
      perform(requests, budget) { request, outcome in
        let duration = due[request.tag].map { $0.duration(to: .now) } ?? .zero
        hear(
          IndexAnswer(url: request.url, outcome: .init(outcome), duration: max(.zero, duration)))
        let next = receiver(request, outcome)
        expect(next)
        return next
      }
    }
  }
}

extension IndexAnswer.Outcome {
  fileprivate init(_ outcome: HTTPOutcome) {
    switch outcome {
    case .response(let response): self = .status(response.status)
    case .failure(let why, _): self = .failure(why.reason)
    }
  }
}
