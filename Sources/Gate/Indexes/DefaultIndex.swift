extension IndexURL {
  /// The index that is asked when nothing else is said; the only place that names it.
  package static let standard = IndexURL(
    isSecure: true, userInformation: nil, host: "pypi.org", port: nil, path: "/simple/")
}
