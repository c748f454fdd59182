/// Knows the identifiers of the SPDX list by any spelling of their letters' case.
enum SPDXList {
  /// The identifier of a licence as the list spells it.
  static func license(_ text: some StringProtocol) -> String? { licenses[text.lowercased()] }

  /// The identifier of an exception as the list spells it.
  static func exception(_ text: some StringProtocol) -> String? { exceptions[text.lowercased()] }

  private static let licenses = table(
    SPDXIdentifiers.licenses + " " + SPDXIdentifiers.deprecatedLicenses)
  private static let exceptions = table(SPDXIdentifiers.exceptions)

  /// Every licence that is not deprecated, as the list spells it.
  static var current: [String] {
    SPDXIdentifiers.licenses.split { $0 == " " || $0 == "\n" }.map(String.init)
  }

  private static func table(_ identifiers: String) -> [String: String] {
    let words = identifiers.split { $0 == " " || $0 == "\n" }
    return Dictionary(words.map { ($0.lowercased(), String($0)) }) { first, _ in first }
  }
}
