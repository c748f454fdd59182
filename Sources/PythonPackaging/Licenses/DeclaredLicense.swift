/// The licence that a release declares, in whichever field it does.
package enum DeclaredLicense: Hashable, Sendable {
  case expression(SPDXExpression)
  /// Something is declared, in words of its own.
  case unrecognized(String)
  case undeclared
}

extension CoreMetadata {
  /// The expression (PEP 639) counts by itself. Without one the classifiers do, unless the free text
  /// says more exactly what they leave open. Several classifiers hold together: metadata cannot say
  /// whether one may be chosen.
  package var declaredLicense: DeclaredLicense {
    if let licenseExpression, !licenseExpression.isEmpty {
      return SPDXExpression(licenseExpression).map { .expression($0) }
        ?? .unrecognized(licenseExpression)
    }
    let classified = licenseClassifiers.filter { !LicenseNames.saysNothing($0) }
    let known = classified.compactMap { LicenseNames.classified($0) }
    let isExact = known.allSatisfy(\.isExact) && known.count == classified.count
    if isExact, let first = known.first {
      return .expression(known.count == 1 ? first.expression : .all(known.map(\.expression)))
    }
    if let license {
      if let expression = SPDXExpression(license) ?? LicenseNames.named(license) {
        return .expression(expression)
      }
      if classified.isEmpty { return .unrecognized(license) }
    }
    if known.count < classified.count {
      return .unrecognized(classified.joined(separator: ", "))
    }
    guard !known.isEmpty else { return .undeclared }
    return .expression(.all(known.map(\.expression)))
  }
}
