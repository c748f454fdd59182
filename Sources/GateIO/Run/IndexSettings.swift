import Gate

/// What the operator's environment says of the indexes of a policy.
enum IndexSettings {
  /// A policy with its indexes where the operator says that they are: on this machine, or behind a
  /// mirror.
  static func moved(
    _ policy: Policy?, environment: Environment
  ) throws(RunFailure) -> Policy? {
    guard let policy, !policy.indexes.isEmpty else { return policy }
    var addresses: [String: IndexURL] = [:]
    for index in policy.indexes {
      let variable = CredentialSearch.variable(index.name) + "_URL"
      guard let text = environment[variable], !text.isEmpty else { continue }
      addresses[index.name] = try url(text)
    }
    return policy.movingIndexes(addresses)
  }

  static func url(_ text: String) throws(RunFailure) -> IndexURL {
    do {
      return try IndexURL(text)
    } catch {
      throw RunFailure(
        error.description, help: "name an 'https://' address that ends in '/simple/'",
        exitStatus: 2)
    }
  }
}
