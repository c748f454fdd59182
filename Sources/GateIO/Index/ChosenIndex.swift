import Gate

extension IndexURL {
  /// The index that the operator names by flag or environment; nil where neither names one.
  package static func chosen(
    _ flag: String?, environment: Environment
  ) throws(RunFailure) -> IndexURL? {
    guard let url = flag ?? environment["PIPGATE_INDEX_URL"], !url.isEmpty else { return nil }
    return try IndexSettings.url(url)
  }
}
