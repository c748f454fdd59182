import PythonPackaging

/// A version constraint as Poetry writes it, `^1.2`, `~1.2`, `1.*`, `>=1,<2 || >=3`.
// https://python-poetry.org/docs/dependency-specification/#version-constraints
struct PoetryConstraint {
  /// One set for each alternative between `||`; PEP 440 itself has no word for "or".
  let alternatives: [SpecifierSet]

  /// The longest text that is read: splitting looks back at every blank.
  private static let maximumLength = 1000

  /// Nil when Poetry would not read it either, or when PEP 440 cannot say it.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.maximumLength else { return nil }
    var alternatives: [SpecifierSet] = []
    for alternative in Self.alternatives(of: Self.trimmed(bytes[...])) {
      var alternative = alternative
      while alternative.last == UInt8(ascii: ",") || Self.isBlank(alternative.last) {
        alternative = alternative.dropLast()
      }
      var clauses: [String] = []
      for single in Self.conjuncts(of: Array(alternative)) {
        guard let translated = Self.clauses(of: single) else { return nil }
        clauses += translated
      }
      guard let set = SpecifierSet(clauses.joined(separator: ",")) else { return nil }
      alternatives.append(set)
    }
    self.alternatives = alternatives
  }

  private static func isBlank(_ byte: UInt8?) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { isBlank($0) }
    while isBlank(bytes.last) { bytes = bytes.dropLast() }
    return bytes
  }

  /// Splits at `|` and `||`.
  private static func alternatives(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    let bar = UInt8(ascii: "|")
    var parts: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      if bytes[index] == bar {
        parts.append(trimmed(bytes[start..<index]))
        index += index + 1 < bytes.endIndex && bytes[index + 1] == bar ? 2 : 1
        start = index
      } else {
        index += 1
      }
    }
    parts.append(trimmed(bytes[start...]))
    return parts
  }

  /// Splits at commas and blanks where poetry-core's expression does:
  /// `(?<!^)(?<![\^~=>< ,]) *(?<!-)[, ](?!-) *(?!,|$)`.
  private static func conjuncts(of bytes: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var start = 0
    var index = 1
    while index < bytes.count {
      if let end = separatorEnd(at: index, in: bytes) {
        parts.append(Array(bytes[start..<index]))
        start = end
        index = max(end, index + 1)
      } else {
        index += 1
      }
    }
    parts.append(Array(bytes[min(start, bytes.count)...]))
    return parts
  }

  private static func separatorEnd(at index: Int, in bytes: [UInt8]) -> Int? {
    let comma = UInt8(ascii: ",")
    let hyphen = UInt8(ascii: "-")
    if Array("^~=>< ,".utf8).contains(bytes[index - 1]) { return nil }
    let blanks = bytes[index...].prefix { $0 == 0x20 }.count
    for skipped in stride(from: blanks, through: 0, by: -1) {
      let separator = index + skipped
      guard separator < bytes.count, bytes[separator] == comma || bytes[separator] == 0x20,
        bytes[separator - 1] != hyphen,
        separator + 1 >= bytes.count || bytes[separator + 1] != hyphen
      else { continue }
      let following = bytes[(separator + 1)...].prefix { $0 == 0x20 }.count
      for taken in stride(from: following, through: 0, by: -1) {
        let end = separator + 1 + taken
        if end < bytes.count, bytes[end] != comma { return end }
      }
    }
    return nil
  }

  /// The PEP 440 clauses of one constraint; none for "any version".
  private static func clauses(of bytes: [UInt8]) -> [String]? {
    if bytes.isEmpty { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    if isAnyVersion(bytes) { return [] }
    func rest(_ count: Int) -> String {
      String(decoding: bytes.dropFirst(count).drop { isBlank($0) }, as: UTF8.self)
    }
    if bytes.starts(with: "~=".utf8) {
      return range(rest(2)) { version in version.release.count == 2 ? .major : .minor }
    }
    if bytes.first == UInt8(ascii: "~") {
      return range(rest(1)) { version in version.release.count == 1 ? .major : .minor }
    }
    if bytes.first == UInt8(ascii: "^") { return range(rest(1), until: breaking) }
    let operators = ["!=", ">=", "<=", "==", ">", "<", "="]
    // poetry-core accepts `<>` and then takes it for `==`.
    if bytes.starts(with: "<>".utf8) { return nil }
    let found = operators.first { bytes.starts(with: $0.utf8) } ?? ""
    var version = found.isEmpty ? text : rest(found.utf8.count)
    if version == "dev" { version = "0.0.dev0" }
    let isWildcard = version.utf8.suffix(2).elementsEqual(".*".utf8)
    while version.utf8.suffix(2).elementsEqual(".*".utf8) { version = String(version.dropLast(2)) }
    guard let parsed = Version(version) else { return nil }
    switch found {
    case ">=", "<=", ">", "<": return [found + parsed.description]
    case "!=": return ["!=" + parsed.description + (isWildcard ? ".*" : "")]
    default: return ["==" + parsed.description + (isWildcard ? ".*" : "")]
    }
  }

  /// `*`, `x`, `v*.x` and the like.
  private static func isAnyVersion(_ bytes: [UInt8]) -> Bool {
    var bytes = bytes[...]
    if bytes.first == UInt8(ascii: "v") || bytes.first == UInt8(ascii: "V") { bytes.removeFirst() }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      part.count == 1 && part.allSatisfy { Array("*xX".utf8).contains($0) }
    }
  }

  private enum Part: Int { case major, minor, patch }

  /// The part that `^` lets grow no further: the first that is not zero.
  private static func breaking(_ version: Version) -> Part {
    let release = version.release
    if release[0] > 0 || release.count < 2 { return .major }
    return release[1] > 0 || release.count < 3 ? .minor : .patch
  }

  /// From the version itself up to the next one that differs in the part.
  private static func range(_ text: String, until part: (Version) -> Part) -> [String]? {
    guard let version = Version(text) else { return nil }
    let index = part(version).rawValue
    var release = version.release.map(\.description)
    while release.count <= index { release.append("0") }
    guard let number = Int(release[index]), number < Int.max else { return nil }
    release[index] = String(number + 1)
    for later in release.indices where later > index { release[later] = "0" }
    let epoch = version.epoch > 0 ? "\(version.epoch)!" : ""
    return [">=\(version)", "<\(epoch)\(release.joined(separator: "."))"]
  }
}
