import SourceText

/// Marks of tools that put something in place of a word before a shell sees it.
enum CommandTemplate {
  /// Whether `{{ … }}`, `{name}`, `<name>`, `<% … %>`, `@NAME@` or `%(name)s` occurs.
  static func occurs(in bytes: ArraySlice<UInt8>) -> Bool { end(in: bytes) != nil }

  /// Where the last of them ends.
  static func end(in bytes: ArraySlice<UInt8>) -> Int? {
    if let brace = bytes.lastIndex(of: UInt8(ascii: "}")),
      bytes[..<brace].contains(UInt8(ascii: "{"))
    {
      return brace + 1
    }
    if let angle = bytes.lastIndex(of: UInt8(ascii: ">")),
      let open = bytes.firstIndex(of: UInt8(ascii: "<")), open + 1 < angle,
      !"=0123456789.".utf8.contains(bytes[open + 1])
    {
      return angle + 1
    }
    if let first = bytes.firstIndex(of: UInt8(ascii: "@")),
      let last = bytes.lastIndex(of: UInt8(ascii: "@")), last > first + 1,
      bytes[(first + 1)..<last].allSatisfy(ShellVariableName.contains)
    {
      return last + 1
    }
    if let percent = bytes.firstIndex(of: UInt8(ascii: "%")), percent + 1 < bytes.endIndex,
      bytes[percent + 1] == UInt8(ascii: "("), let close = bytes.lastIndex(of: UInt8(ascii: ")"))
    {
      return min(close + 2, bytes.endIndex)
    }
    return nil
  }
}

/// Words of prose that stand for something that the reader puts in.
enum ProsePlaceholder {
  /// Whether the word is `<package>`, `[options]`, `…`, `PACKAGE_NAME`, `your-package` or the like.
  static func matches(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first else { return true }
    if first == UInt8(ascii: "<") || first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
      return true
    }
    if bytes.allSatisfy({ $0 == UInt8(ascii: ".") }) { return bytes.count > 2 }
    if bytes.elementsEqual("…".utf8) { return true }
    let name = bytes.prefix { !"[=<>!~@".utf8.contains($0) }
    let isCapital =
      name.contains { (0x41...0x5a).contains($0) }
      && name.allSatisfy {
        (0x41...0x5a).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
          || $0 == UInt8(ascii: "-")
      }
    if isCapital, name.contains(UInt8(ascii: "_")) || capitals.contains(text(name)) { return true }
    let folded = text(name).lowercased()
    return placeholders.contains(folded) || folded.utf8.starts(with: "your-".utf8)
      || folded.utf8.starts(with: "your_".utf8)
  }

  /// The words without those of `[package name]`, which stand for one.
  static func withoutBrackets(_ words: [ShellWord]) -> [ShellWord] {
    func closes(_ word: ShellWord) -> Bool {
      word.text.content.last == UInt8(ascii: "]") && !word.text.content.contains(UInt8(ascii: "["))
    }
    guard let last = words.lastIndex(where: closes) else { return words }
    var kept: [ShellWord] = []
    var isInside = false
    for (position, word) in words.enumerated() {
      let bytes = word.text.content
      let opens = bytes.first == UInt8(ascii: "[") && !bytes.contains(UInt8(ascii: "]"))
      if opens, position < last { isInside = true }
      if !isInside { kept.append(word) }
      if closes(word) { isInside = false }
    }
    return kept
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private static let capitals: Set<String> = [
    "PACKAGE", "PACKAGES", "NAME", "PROJECT", "REQUIREMENTS",
  ]
  private static let placeholders: Set<String> = [
    "package", "packages", "package-name", "package_name", "packagename", "some-package",
    "some_package", "somepackage", "my-package", "my_package", "mypackage", "project-name",
    "project_name", "package1", "package2", "packages...",
  ]
}
