import Gate

/// A result code of libcurl (`CURLcode`), of which some have a meaning here.
struct CurlResult {
  let rawValue: Int32

  func outcome(at url: String) -> HTTPOutcome {
    let host = URLParts(url)?.host ?? "the index"
    func network(_ words: String, isTransient: Bool = false) -> HTTPOutcome {
      .failure(Unavailability(.network, words), isTransient: isTransient)
    }
    func answer(_ words: String) -> HTTPOutcome {
      .failure(Unavailability(.answer, words), isTransient: false)
    }
    switch rawValue {
    case 5: return network("the name of the proxy cannot be resolved")
    case 6: return network("the name '\(host)' cannot be resolved")
    case 7: return network("no connection to '\(host)' can be made")
    case 28: return network("'\(host)' took too long to answer")
    case 35: return network("'\(host)' and this machine cannot agree on encryption")
    case 51, 60: return network("the certificate of '\(host)' is not trusted")
    case 77: return network("the file of trusted certificates cannot be read")
    case 97: return network("the proxy refused to connect to '\(host)'")
    case 16, 52, 55, 56, 92: return network("'\(host)' broke the connection", isTransient: true)
    case 18: return answer("the index's answer was cut short")
    case 23: return network("out of memory")
    case 61: return answer("the index's answer cannot be decompressed")
    case 1, 8: return answer("the index did not answer in HTTP")
    case 63: return answer("the index's answer is too large")
    default: return network("asking '\(host)' failed (libcurl's error \(rawValue))")
    }
  }
}
