import SourceText

/// The cells of a Jupyter notebook, of format 3 or 4, in their order.
// https://nbformat.readthedocs.io/en/latest/format_description.html
package struct NotebookCells: Sendable {
  package enum Kind: Sendable {
    case code, markdown, other
  }

  struct Cell: Sendable {
    var kind = Kind.other
    /// The strings that make up the text, one after the other, with their quotes.
    var sources: [Range<Int>] = []
    /// The language that the cell itself names.
    var language: String?
  }

  private(set) var cells: [Cell] = []
  /// The language of the kernel; nil where the notebook does not tell.
  private(set) var language: String?
  private let file: SourceFile

  /// Reads where the cells stand. Outputs are passed over.
  package init(_ file: SourceFile) throws(JSONError) {
    self.file = file
    var text = JSONSkimmer(file.bytes, from: ReadableText.markLength(file))
    guard try text.kind() == .object else {
      throw JSONError("the file is no notebook: it holds no object", at: text.offset)
    }
    text.enter()
    while let name = try text.nextMember() {
      switch word(name) {
      case "cells": try readCells(&text)
      case "worksheets": try readWorksheets(&text)
      case "metadata": try readMetadata(&text)
      default: try text.skip()
      }
    }
  }

  /// The text of a cell with the way back to the file.
  func text(of cell: Cell) -> MappedText {
    guard let first = cell.sources.first, let last = cell.sources.last else {
      return MappedText(0..<0, of: file)
    }
    var builder = MappedTextBuilder(from: MappedText(first.lowerBound..<last.upperBound, of: file))
    for source in cell.sources { builder.append(jsonString: source, of: file) }
    return builder.text
  }

  private mutating func readWorksheets(_ text: inout JSONSkimmer) throws(JSONError) {
    guard try text.kind() == .array else { return try text.skip() }
    text.enter()
    while try text.nextElement() {
      guard try text.kind() == .object else {
        try text.skip()
        continue
      }
      text.enter()
      while let name = try text.nextMember() {
        if word(name) == "cells" { try readCells(&text) } else { try text.skip() }
      }
    }
  }

  private mutating func readCells(_ text: inout JSONSkimmer) throws(JSONError) {
    guard try text.kind() == .array else { return try text.skip() }
    text.enter()
    while try text.nextElement() {
      guard try text.kind() == .object else {
        try text.skip()
        continue
      }
      text.enter()
      var cell = Cell()
      while let name = try text.nextMember() {
        switch word(name) {
        case "cell_type": cell.kind = try kind(&text)
        case "source", "input": cell.sources += try strings(&text)
        case "language": cell.language = try string(&text) ?? cell.language
        case "metadata": cell.language = try languageOfCell(&text) ?? cell.language
        default: try text.skip()
        }
      }
      cells.append(cell)
    }
  }

  private func kind(_ text: inout JSONSkimmer) throws(JSONError) -> Kind {
    switch try string(&text) {
    case "code": .code
    case "markdown": .markdown
    default: .other
    }
  }

  /// What an editor notes of a cell in another language than the kernel's.
  private func languageOfCell(_ text: inout JSONSkimmer) throws(JSONError) -> String? {
    try member(["vscode", "languageId"], of: &text)
  }

  private mutating func readMetadata(_ text: inout JSONSkimmer) throws(JSONError) {
    guard try text.kind() == .object else { return try text.skip() }
    text.enter()
    while let name = try text.nextMember() {
      switch word(name) {
      case "language_info": language = try member(["name"], of: &text) ?? language
      case "kernelspec":
        let found = try member(["language"], of: &text)
        language = language ?? found
      default: try text.skip()
      }
    }
  }

  /// The string at the end of a path of names; the whole value is passed.
  private func member(
    _ path: [String], of text: inout JSONSkimmer
  ) throws(JSONError) -> String? {
    guard let first = path.first else { return try string(&text) }
    guard try text.kind() == .object else {
      try text.skip()
      return nil
    }
    text.enter()
    var found: String?
    while let name = try text.nextMember() {
      if word(name) == first {
        found = try member(Array(path.dropFirst()), of: &text) ?? found
      } else {
        try text.skip()
      }
    }
    return found
  }

  private func string(_ text: inout JSONSkimmer) throws(JSONError) -> String? {
    guard try text.kind() == .string else {
      try text.skip()
      return nil
    }
    return word(try text.string())
  }

  /// A string, or the strings of an array.
  private func strings(_ text: inout JSONSkimmer) throws(JSONError) -> [Range<Int>] {
    switch try text.kind() {
    case .string: return [try text.string()]
    case .array:
      text.enter()
      var strings: [Range<Int>] = []
      while try text.nextElement() {
        if try text.kind() == .string { strings.append(try text.string()) } else { try text.skip() }
      }
      return strings
    case .object, .other:
      try text.skip()
      return []
    }
  }

  /// The text between the quotes of a short string, its escapes resolved.
  private func word(_ range: Range<Int>) -> String {
    MappedText(jsonString: range.prefix(Self.maximumWord), of: file).text
  }

  /// More of a name or of a language's name is not looked at, in bytes.
  private static let maximumWord = 64
}

extension Range<Int> {
  fileprivate func prefix(_ count: Int) -> Range<Int> {
    lowerBound..<Swift.min(upperBound, lowerBound + count)
  }
}
