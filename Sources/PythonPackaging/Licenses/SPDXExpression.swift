/// An SPDX licence expression, PEP 639: licences that all hold, or of which one can be chosen.
// https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/
package indirect enum SPDXExpression: Hashable, Sendable {
  case license(SPDXLicense)
  /// All of them hold.
  case all([SPDXExpression])
  /// Whoever uses the work chooses one of them.
  case any([SPDXExpression])

  /// Nil unless the whole text is an expression of identifiers that the SPDX list has. Operators and
  /// identifiers may be in any case.
  package init?(_ text: String) {
    var parser = SPDXParser(text)
    guard let expression = parser.parse() else { return nil }
    self = expression
  }

  /// Whether it can be satisfied by licences that the predicate accepts.
  package func isSatisfied(by accepts: (SPDXLicense) -> Bool) -> Bool {
    switch self {
    case .license(let license): accepts(license)
    case .all(let parts): parts.allSatisfy { $0.isSatisfied(by: accepts) }
    case .any(let parts): parts.contains { $0.isSatisfied(by: accepts) }
    }
  }

  /// Every licence that it names, in the order written.
  package var licenses: [SPDXLicense] {
    switch self {
    case .license(let license): [license]
    case .all(let parts), .any(let parts): parts.flatMap(\.licenses)
    }
  }
}

extension SPDXExpression: CustomStringConvertible {
  package var description: String {
    switch self {
    case .license(let license): license.description
    case .all(let parts): parts.map { $0.text(within: self) }.joined(separator: " AND ")
    case .any(let parts): parts.map(\.description).joined(separator: " OR ")
    }
  }

  private func text(within whole: SPDXExpression) -> String {
    if case .any = self, case .all = whole { return "(\(self))" }
    return description
  }
}
