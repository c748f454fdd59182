import PythonPackaging

/// The versions of a match spec, as far as PEP 440 can say them.
// https://docs.conda.io/projects/conda/en/stable/user-guide/concepts/pkg-specs.html
enum CondaVersion {
  /// Splits a build string off: `=1.26=py311_0`, `1.8 py27_0`.
  // conda's `_parse_version_plus_build`: the first blank or `=` that no operator stands before and
  // that only a build string follows.
  static func withoutBuild(
    _ text: ArraySlice<UInt8>
  ) -> (version: ArraySlice<UInt8>, hasBuild: Bool) {
    let lastOperator = text.lastIndex { "-=,|<>~".utf8.contains($0) } ?? text.startIndex
    var index = text.startIndex + 1
    while index + 1 < text.endIndex {
      let byte = text[index]
      if byte == 0x20 || byte == UInt8(ascii: "="), index >= lastOperator,
        !"=!|,<>~".utf8.contains(text[index - 1])
      {
        return (text[..<index], true)
      }
      index += 1
    }
    return (text, false)
  }

  /// Without clauses where the versions cannot be said: alternatives, regular expressions.
  static func specifiers(in text: ArraySlice<UInt8>, hasBuild: Bool) -> SpecifierSet {
    var text = text.filter { $0 != 0x20 && $0 != 0x09 }[...]
    if text.contains(where: { "|()^$".utf8.contains($0) }) { return SpecifierSet() }
    // `=1.2` begins like 1.2, `=1.2=build` is 1.2 alone.
    let isSingle =
      text.first == UInt8(ascii: "=") && !text.dropFirst().contains { "=,".utf8.contains($0) }
    if isSingle, hasBuild { text = text.dropFirst() }
    let clauses = text.split(separator: UInt8(ascii: ",")).compactMap { clause(Array($0)) }
    return SpecifierSet(clauses)
  }

  private static func clause(_ text: [UInt8]) -> Specifier? {
    let op = operators.first { text.starts(with: $0.utf8) } ?? ""
    var version = text[...].dropFirst(op.utf8.count)
    var isPrefix = op == "="
    while version.last == UInt8(ascii: "*") {
      isPrefix = true
      version = version.dropLast()
      if version.last == UInt8(ascii: ".") { version = version.dropLast() }
    }
    // conda writes the dash of a file's name as an underscore, and has epochs as PEP 440 does.
    let words = String(decoding: version, as: UTF8.self)
    if words.isEmpty { return nil }
    switch op {
    case "", "=", "==":
      return isPrefix ? Specifier("==\(words).*") : Specifier("==\(words)") ?? exact(words)
    case "!=": return Specifier("!=\(words)" + (isPrefix ? ".*" : ""))
    default: return Specifier(op + words)
    }
  }

  /// A version such as `1.1.1k`, which PEP 440 only compares as text.
  private static func exact(_ words: String) -> Specifier? { Specifier("===" + words) }

  private static let operators = ["==", "!=", "<=", ">=", "~=", "<", ">", "="]
}
