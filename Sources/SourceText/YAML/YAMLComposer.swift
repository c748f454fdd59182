/// Builds values from events and notes what a strict document may not hold.
struct YAMLComposer {
  private let file: SourceFile
  private(set) var root: YAMLNode?
  private(set) var diagnostics: [Diagnostic] = []
  /// The collections that are being read, outermost first.
  private var open: [OpenCollection] = []
  private var nodeCount = 0
  private var documentCount = 0

  init(file: SourceFile) { self.file = file }

  private struct OpenCollection {
    let isMapping: Bool
    let isFlow: Bool
    let start: Int
    /// Keys and values in turn for a mapping; nil stands for an alias, which has no value.
    var children: [YAMLNode?] = []
    var end: Int
  }

  /// Takes the next event; false when nothing after it can be read.
  mutating func take(_ event: (YAMLEvent, Range<Int>)) -> Bool {
    let (kind, range) = event
    switch kind {
    case .documentStart(let hasDirectives):
      documentCount += 1
      if documentCount > 1 { return stop(.secondDocument, at: range) }
      if hasDirectives { add(.directive, at: range) }
    case .alias:
      guard countNode(at: range) else { return false }
      add(.alias, at: range)
      attach(nil, end: range.upperBound)
    case .scalar(let text, let isPlain, let properties):
      guard countNode(at: range) else { return false }
      check(properties, at: range)
      if !isPlain { checkHeader(at: range.lowerBound) }
      let range = isPlain ? range : trimmed(range)
      attach(YAMLNode(.scalar(text, isPlain: isPlain), range: range), end: range.upperBound)
    case .sequenceStart(let isFlow, let properties), .mappingStart(let isFlow, let properties):
      guard countNode(at: range) else { return false }
      if open.count == YAMLDocument.depthLimit { return stop(.depth, at: range) }
      check(properties, at: range)
      var isMapping = false
      if case .mappingStart = kind { isMapping = true }
      open.append(
        OpenCollection(
          isMapping: isMapping, isFlow: isFlow, start: range.lowerBound, end: range.lowerBound))
    case .collectionEnd: close(at: range)
    case .failure(let problem, let context, let line):
      return stop(.notYAML(problem, context: context, line: line), at: range)
    }
    return diagnostics.count < YAMLDocument.diagnosticLimit || stop(.tooMany, at: range)
  }

  private mutating func countNode(at range: Range<Int>) -> Bool {
    nodeCount += 1
    return nodeCount <= YAMLDocument.nodeLimit || stop(.size, at: range)
  }

  private mutating func check(_ properties: YAMLProperties, at range: Range<Int>) {
    if properties.hasAnchor { add(.anchor, at: range) }
    if properties.hasTag { add(.tag, at: range) }
  }

  /// A comment right behind the `|` or `>` of a block of text: libyaml reads it, others refuse it.
  private mutating func checkHeader(at start: Int) {
    let header = file.bytes[start...].prefix { "|>+-0123456789".utf8.contains($0) }
    let end = header.endIndex
    guard !header.isEmpty, end < file.bytes.count, file.bytes[end] == UInt8(ascii: "#") else {
      return
    }
    add(.gluedComment, at: end..<end + 1)
  }

  private mutating func close(at range: Range<Int>) {
    guard let collection = open.popLast() else { return }
    // A collection in brackets ends with the bracket; any other ends with its last value, while
    // libyaml sees its end only where the next thing begins.
    let last = range.upperBound - 1
    let isBracketed =
      collection.isFlow && last > collection.start && last < file.bytes.count
      && (file.bytes[last] == UInt8(ascii: "]") || file.bytes[last] == UInt8(ascii: "}"))
    let end = max(collection.start, isBracketed ? range.upperBound : collection.end)
    let content: YAMLNode.Content =
      collection.isMapping
      ? .mapping(entries(of: collection.children))
      : .sequence(collection.children.compactMap { $0 })
    attach(YAMLNode(content, range: collection.start..<end), end: end)
  }

  private mutating func attach(_ node: YAMLNode?, end: Int) {
    if open.isEmpty {
      if documentCount == 1 { root = node }
    } else {
      open[open.count - 1].children.append(node)
      open[open.count - 1].end = max(open[open.count - 1].end, end)
    }
  }

  private mutating func entries(of children: [YAMLNode?]) -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    entries.reserveCapacity(children.count / 2)
    var places: [String: Int] = [:]
    for index in stride(from: 0, to: children.count - 1, by: 2) {
      guard let key = children[index] else { continue }
      guard case .scalar(let name, let isPlain) = key.content,
        YAMLScalarType(of: name, isPlain: isPlain) == .string
      else {
        add(.keyIsNotText, at: key.range)
        continue
      }
      if isPlain, name == "<<" { add(.mergeKey, at: key.range) }
      if let first = places.updateValue(key.range.lowerBound, forKey: name) {
        places[name] = first
        // To find a line takes time, so it is not sought for what would not be shown.
        guard diagnostics.count < YAMLDocument.diagnosticLimit else { continue }
        add(.repeatedKey(name, line: file.position(of: first).line), at: key.range)
      }
      if let value = children[index + 1] {
        entries.append(YAMLEntry(name: name, range: key.range, value: value))
      }
    }
    return entries
  }

  /// A range without the white space that libyaml counts to the end of a block of text.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = min(range.upperBound, file.bytes.count)
    while end > range.lowerBound, [0x20, 0x09, 0x0a, 0x0d].contains(file.bytes[end - 1]) {
      end -= 1
    }
    return range.lowerBound..<max(range.lowerBound, end)
  }

  private mutating func add(_ message: Message, at range: Range<Int>) {
    diagnostics.append(
      Diagnostic(message.text, at: Location(file: file, range: range), help: message.help))
  }

  /// Notes what ends the reading. What was composed so far says nothing, so it is dropped.
  private mutating func stop(_ message: Message, at range: Range<Int>) -> Bool {
    add(message, at: range)
    root = nil
    return false
  }
}

/// What is refused, in words.
private struct Message {
  let text: String
  let help: String?

  init(_ text: String, help: String? = nil) {
    self.text = text
    self.help = help
  }

  static let alias = Self(
    "aliases are not read here",
    help: "write the value out, or put text that begins with '*' in quotes")
  static let anchor = Self(
    "anchors are not read here",
    help: "remove the anchor, or put text that begins with '&' in quotes")
  static let tag = Self(
    "tags are not read here", help: "remove the tag, or put text that begins with '!' in quotes")
  static let gluedComment = Self("a comment begins here without a space before its '#'")
  static let directive = Self("directives are not read here", help: "remove the lines with '%'")
  static let mergeKey = Self("merge keys are not read here", help: "write the keys out")
  static let secondDocument = Self(
    "a second document begins here", help: "keep one document in the file")
  static let depth = Self(
    "the values are nested deeper than \(YAMLDocument.depthLimit) levels", help: "nest less")
  static let size = Self("the file holds more than 100,000 values")
  static let tooMany = Self("there are too many problems; the rest of the file was not read")
  static let keyIsNotText = Self("this key is not text", help: "put the key in quotes")

  static func repeatedKey(_ name: String, line: Int) -> Self {
    Self(
      "the key '\(name.shortened)' stands here twice; it was first given on line \(line)",
      help: "keep one of the two")
  }

  static func notYAML(_ problem: String, context: String?, line: Int) -> Self {
    let place = context.map { " \($0) that begins on line \(line)" } ?? ""
    return Self(
      "this is not YAML: \(problem)\(place)",
      help: context == "while scanning a block scalar"
        ? "put text that begins with '>' or '|' in quotes" : nil)
  }
}
