import PythonPackaging
import SourceText

/// Who installs the additional dependencies of a hook.
enum PreCommitLanguage {
  /// pip, with each text as a word of its command.
  case python
  case conda
  /// npm, cargo, gem or go: nothing that this gate judges.
  case other

  /// What the hook says, or else what its dependencies look like: the language stands in the
  /// repository that the hook comes from, which is not read.
  ///
  /// pip installs all of a list or nothing. A list is for another language only if one of its entries
  /// is written as npm, cargo, gem or go have it and as no Python project can be (`eslint@8.1`,
  /// `@types/node`, `cli:name`, `rake:1.2`, `example.org/x@v1`), or if the hook comes from one of the
  /// repositories in which pre-commit mirrors programs of other languages.
  init(of hook: YAMLNode, in repository: YAMLNode, installing texts: [MappedText]) {
    switch hook.values(of: "language").last?.text {
    case "python", "python_venv": self = .python
    case "conda": self = .conda
    case nil:
      let isForeign =
        texts.contains { Self.isForeign($0.content) }
        || repository.values(of: "repo").contains { Self.isMirror($0.text ?? "") }
      self = isForeign ? .other : .python
    case .some: self = .other
    }
  }

  private static func isForeign(_ text: ArraySlice<UInt8>) -> Bool {
    let at = UInt8(ascii: "@")
    if text.first == at { return true }
    if text.first == UInt8(ascii: ".") || text.first == UInt8(ascii: "/") { return false }
    if text.contains(0x20) || text.contains(UInt8(ascii: ";")) { return false }
    if let first = text.firstIndex(of: at), ReferenceReader.scheme(of: text) == nil {
      // Behind the `@` of a requirement stands an address.
      let behind = text[(first + 1)...]
      return ReferenceReader.scheme(of: behind) == nil && !behind.contains(UInt8(ascii: "/"))
    }
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let isAddress = "/\\".utf8.contains(text.dropFirst(colon + 1 - text.startIndex).first ?? 0)
    return !isAddress && ProjectName(text[..<colon]) != nil && !text.starts(with: "file:".utf8)
  }

  private static func isMirror(_ address: String) -> Bool {
    let name = address.split(separator: "/").last
    return mirrors.contains { name == "mirrors-\($0)" }
  }

  private static let mirrors = [
    "coffeelint", "csslint", "eslint", "fixmyjs", "jshint", "prettier", "puppet-lint", "ruby-lint",
    "scss-lint",
  ]
}
