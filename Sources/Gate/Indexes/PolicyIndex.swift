import SourceText

/// An index that a policy gives a name, so that it may be asked about what the policy sends there.
package struct PolicyIndex: Hashable, Sendable {
  package let name: String
  package private(set) var url: IndexURL
  /// The entry of the policy.
  package let location: Location

  package init(name: String, url: IndexURL, location: Location) {
    self.name = name
    self.url = url
    self.location = location
  }

  /// The same index at the address that the operator gives it.
  package func moved(to url: IndexURL) -> PolicyIndex {
    var index = self
    index.url = url
    return index
  }

  /// A name as it stands in the names of environment variables: `ACME_INTERNAL`.
  package static func variablePart(of name: String) -> String {
    String(
      decoding: name.utf8.map { byte in
        switch byte {
        case 0x61...0x7a: byte & ~0x20
        case 0x30...0x39, 0x41...0x5a: byte
        default: UInt8(ascii: "_")
        }
      }, as: UTF8.self)
  }
}
