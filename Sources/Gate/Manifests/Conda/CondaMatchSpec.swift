import PythonPackaging
import SourceText

/// A package as conda asks for it: `numpy=1.26`, `conda-forge::pytorch >=2,<3`,
/// `name[version='>=1', build=py311_0]`, or the address of a package's file.
// https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html and
// `_parse_spec_str` of conda's `match_spec.py`, whose steps these are.
enum CondaMatchSpec {
  /// The dependency that a spec declares; nil for what is no project: the interpreter itself and what
  /// conda makes up (`__glibc`, `_libgcc_mutex`).
  ///
  /// The channel becomes the index. Versions that PEP 440 has no words for are left open.
  static func dependency(
    in text: MappedText, role: DependencyRole
  ) throws(Unreadable) -> Dependency? {
    let whole = text.trimmed
    if whole.isEmpty { throw .declaration("a package is missing here", at: whole.location) }
    var text = withoutComment(whole)
    if let variable = CondaVariable.first(in: text) {
      throw undecided("'\(text.part(variable).text)' is replaced before conda reads it", text)
    }
    if CondaPackageFile.isNamed(by: text) {
      return try CondaPackageFile.dependency(in: text, role: role, location: whole.location)
    }
    var constraint = CondaConstraint()
    if let brackets = brackets(in: text) {
      for (key, value) in CondaBrackets.pairs(in: text.part(brackets)) {
        constraint.take(key, value)
      }
      text = Self.without(brackets, in: text)
    }
    if let colon = text.content.lastIndex(of: UInt8(ascii: ":")) {
      let channel = text.part(text.range.lowerBound..<colon)
      constraint.channel = constraint.channel ?? Self.channel(in: channel)
      text = text.part((colon + 1)..<text.range.upperBound).trimmed
    }
    let name = text.part(text.content.prefix { !" \t=<>!~".utf8.contains($0) }.indices)
    let rest = text.part(name.range.upperBound..<text.range.upperBound).trimmed
    if name.content.first == UInt8(ascii: "_") || isInterpreter(name.content) { return nil }
    guard let project = ProjectName(name.content) else { throw invalidName(name, of: whole) }
    if !rest.isEmpty { constraint.takeVersionAndBuild(rest.content) }
    return constraint.dependency(project, at: name.location, of: whole.location, role: role)
  }

  private static func isInterpreter(_ name: ArraySlice<UInt8>) -> Bool {
    name.map { $0 | 0x20 }.elementsEqual("python".utf8)
  }

  private static func withoutComment(_ text: MappedText) -> MappedText {
    let end = text.content.firstIndex(of: UInt8(ascii: "#")) ?? text.range.upperBound
    return text.part(text.range.lowerBound..<end).trimmed
  }

  /// What stands between the brackets, mostly at the end. What is no `key=value` pair in them, such
  /// as an extra, conda passes over.
  private static func brackets(in text: MappedText) -> Range<Int>? {
    guard let start = text.content.firstIndex(of: UInt8(ascii: "[")),
      let end = text.content.lastIndex(of: UInt8(ascii: "]")), start < end
    else { return nil }
    return (start + 1)..<end
  }

  /// The spec without its brackets: of `name[extra]>=1` the rest, `name>=1`.
  private static func without(_ brackets: Range<Int>, in text: MappedText) -> MappedText {
    let before = text.part(text.range.lowerBound..<(brackets.lowerBound - 1))
    let after = text.part((brackets.upperBound + 1)..<text.range.upperBound)
    return (after.isEmpty ? before : MappedText(joining: [before, after]) ?? before).trimmed
  }

  /// The channel of `channel/subdir::` or `channel:namespace:`.
  private static func channel(in text: MappedText) -> String? {
    let colon = text.content.lastIndex(of: UInt8(ascii: ":")) ?? text.range.lowerBound
    let channel = text.part(text.range.lowerBound..<colon).text
    return channel.isEmpty ? nil : channel
  }

  private static func invalidName(_ name: MappedText, of spec: MappedText) -> Unreadable {
    let isAddress = ReferenceReader.scheme(of: spec.content) != nil
    let place = name.isEmpty || isAddress ? spec : name
    return Unreadable(
      Diagnostic(
        isAddress
          ? "'\(spec.text)' is no package of a channel" : "'\(name.text)' is no name of a package",
        at: place.location,
        help: isAddress
          ? "list it under 'pip:'"
          : "use only ASCII letters, digits, '-', '_' and '.' in a package's name"),
      extent: .declaration, reason: isAddress ? .notARequirement : .invalidName)
  }

  private static func undecided(_ message: String, _ text: MappedText) -> Unreadable {
    Unreadable(
      Diagnostic(message, at: text.location, help: "write the value"), extent: .declaration,
      reason: .undecided)
  }
}

/// What a template or a shell puts in place of a part of a spec.
enum CondaVariable {
  /// Where `{{ … }}`, `${…}`, `$name` or `<% … %>` stands first.
  static func first(in text: MappedText) -> Range<Int>? {
    for index in text.content.indices {
      let rest = text.content[index...]
      for (open, close) in marks where rest.starts(with: open.utf8) {
        let inner = rest.dropFirst(open.utf8.count)
        let end = inner.firstIndex { byte in close.utf8.first == byte } ?? rest.endIndex
        return index..<min(end + close.utf8.count, rest.endIndex)
      }
      guard rest.first == UInt8(ascii: "$") else { continue }
      let name = rest.dropFirst().prefix { (0x61...0x7a).contains($0 | 0x20) || $0 == 0x5f }
      if !name.isEmpty { return index..<name.endIndex }
    }
    return nil
  }

  private static let marks = [
    ("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("${", "}"), ("$(", ")"),
  ]
}
