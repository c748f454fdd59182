/// The base score of a CVSS vector, versions 3.0 and 3.1.
///
/// Version 4 has no formula but a table of 270 expert opinions; advisories that carry its vector say
/// the rating in a word too, which is read instead.
// https://www.first.org/cvss/v3-1/specification-document#7-4-Metric-Values
package struct CVSSVector: Hashable, Sendable {
  /// Ten times the base score: 0 to 100.
  package let tenths: Int

  /// Nil unless the text is a vector with each of the eight base metrics once. Temporal and
  /// environmental metrics are read over: they do not change the base score.
  package init?(_ text: String) {
    var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 64, let head = parts.first,
      head.elementsEqual("CVSS:3.1".utf8) || head.elementsEqual("CVSS:3.0".utf8)
    else { return nil }
    parts.removeFirst()
    var metrics: [String: String] = [:]
    for part in parts {
      guard let colon = part.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let name = String(decoding: part[..<colon], as: UTF8.self)
      let value = String(decoding: part[part.index(after: colon)...], as: UTF8.self)
      guard metrics.updateValue(value, forKey: name) == nil else { return nil }
    }
    func weight(_ name: String, _ weights: [String: Double]) -> Double? {
      metrics[name].flatMap { weights[$0] }
    }
    let impacts = ["H": 0.56, "L": 0.22, "N": 0]
    let isChanged = metrics["S"] == "C"
    guard isChanged || metrics["S"] == "U",
      let vector = weight("AV", ["N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2]),
      let complexity = weight("AC", ["L": 0.77, "H": 0.44]),
      let privileges = weight(
        "PR",
        isChanged ? ["N": 0.85, "L": 0.68, "H": 0.5] : ["N": 0.85, "L": 0.62, "H": 0.27]),
      let interaction = weight("UI", ["N": 0.85, "R": 0.62]),
      let confidentiality = weight("C", impacts), let integrity = weight("I", impacts),
      let availability = weight("A", impacts)
    else { return nil }
    let subscore = 1 - (1 - confidentiality) * (1 - integrity) * (1 - availability)
    let impact =
      isChanged
      ? 7.52 * (subscore - 0.029) - 3.25 * Self.power15(subscore - 0.02) : 6.42 * subscore
    guard impact > 0 else {
      tenths = 0
      return
    }
    let sum = impact + 8.22 * vector * complexity * privileges * interaction
    tenths = Self.roundedUp(min(isChanged ? 1.08 * sum : sum, 10))
  }

  private static func power15(_ base: Double) -> Double {
    let cubed = base * base * base
    return cubed * cubed * cubed * cubed * cubed
  }

  /// The smallest number of tenths that is not less, by the specification's way around the errors of
  /// floating point.
  // https://www.first.org/cvss/v3-1/specification-document#Appendix-A---Floating-Point-Rounding
  private static func roundedUp(_ score: Double) -> Int {
    let scaled = Int((score * 100_000).rounded())
    return scaled % 10_000 == 0 ? scaled / 10_000 : scaled / 10_000 + 1
  }
}
