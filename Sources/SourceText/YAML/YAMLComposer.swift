/// Builds values from events and notes what a document may not hold.
struct YAMLComposer {
  let file: SourceFile
  let profile: YAMLProfile
  private(set) var roots: [YAMLNode] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The collections that are being read, outermost first.
  private var open: [OpenCollection] = []
  /// What was read so far, the values counted again that aliases stand for.
  private var cost = 0
  /// The same with long text counted for more: what an alias costs, which repeats text without
  /// writing it.
  private var weight = 0
  private var documentCount = 0
  /// The complete values of this document that aliases may name.
  private var anchors: [String: Anchored] = [:]

  init(file: SourceFile, profile: YAMLProfile) {
    self.file = file
    self.profile = profile
  }

  private struct OpenCollection {
    let isMapping: Bool
    let isFlow: Bool
    let properties: YAMLProperties
    let start: Int
    /// What had been read before the collection.
    let weight: Int
    /// Keys and values in turn for a mapping; nil stands for an alias without a value.
    var children: [YAMLNode?] = []
    /// How many levels of collections the children hold.
    var height = 0
    var end: Int
  }

  private struct Anchored {
    let node: YAMLNode
    let weight: Int
    let height: Int
  }

  /// Takes the next event; false when nothing after it can be read.
  mutating func take(_ event: (YAMLEvent, Range<Int>)) -> Bool {
    let (kind, range) = event
    switch kind {
    case .documentStart(let hasDirectives):
      documentCount += 1
      anchors = [:]
      if profile.isStrict {
        if documentCount > 1 { return stop(.secondDocument, at: range) }
        if hasDirectives { add(.directive, at: range) }
      }
    case .alias(let name):
      guard count(1, at: range), attachAlias(name, at: range) else { return false }
    case .scalar(let text, let isPlain, let properties):
      let longTextWeight = max(text.utf8.count, range.count) / 8
      guard count(1, at: range) else { return false }
      weight += longTextWeight
      check(properties, at: range)
      if !isPlain { checkHeader(at: range.lowerBound) }
      let range = content(of: isPlain ? range : trimmed(range), behind: properties)
      let node = YAMLNode(.scalar(text, isPlain: isPlain), range: range, tag: properties.tag)
      remember(node, properties, weight: 1 + longTextWeight, height: 0)
      attach(node, height: 0, end: range.upperBound)
    case .sequenceStart(let isFlow, let properties), .mappingStart(let isFlow, let properties):
      let before = weight
      guard count(1, at: range) else { return false }
      if open.count == profile.depthLimit { return stop(.depth(profile.depthLimit), at: range) }
      check(properties, at: range)
      var isMapping = false
      if case .mappingStart = kind { isMapping = true }
      let start = content(of: range, behind: properties).lowerBound
      open.append(
        OpenCollection(
          isMapping: isMapping, isFlow: isFlow, properties: properties, start: start,
          weight: before,
          end: start))
    case .collectionEnd: close(at: range)
    case .failure(let problem, let context, let line):
      // What stands before it in a manifest is read all the same.
      if !profile.isStrict { while !open.isEmpty { close(at: range) } }
      return stop(.notYAML(problem, context: context, line: line), at: range)
    }
    return diagnostics.count < profile.diagnosticLimit || stop(.tooMany, at: range)
  }

  private mutating func count(_ more: Int, at range: Range<Int>) -> Bool {
    cost += more
    weight += more
    return cost <= profile.nodeLimit || stop(.size(profile.nodeLimit), at: range)
  }

  private mutating func check(_ properties: YAMLProperties, at range: Range<Int>) {
    guard profile.isStrict else { return }
    if properties.anchor != nil { add(.anchor, at: range) }
    if properties.tag != nil { add(.tag, at: range) }
  }

  /// Notes a complete value for aliases; one that holds an alias of itself knows no such anchor yet.
  private mutating func remember(
    _ node: YAMLNode, _ properties: YAMLProperties, weight: Int, height: Int
  ) {
    guard let name = properties.anchor, !profile.isStrict else { return }
    anchors[name] = Anchored(node: node, weight: weight, height: height)
  }

  /// Puts the anchor's value in the place of the alias; false when nothing after it can be read.
  private mutating func attachAlias(_ name: String, at range: Range<Int>) -> Bool {
    guard !profile.isStrict, let anchored = anchors[name] else {
      add(profile.isStrict ? .alias : .unknownAnchor(name), at: range)
      attach(nil, height: 0, end: range.upperBound)
      return true
    }
    guard count(anchored.weight, at: range) else { return false }
    if open.count + anchored.height > profile.depthLimit {
      return stop(.depth(profile.depthLimit), at: range)
    }
    attach(anchored.node, height: anchored.height, end: range.upperBound)
    return true
  }

  /// A comment right behind the `|` or `>` of a block of text: libyaml reads it, others refuse it.
  private mutating func checkHeader(at start: Int) {
    guard profile.isStrict else { return }
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
    let content: YAMLNode.Content
    if !collection.isMapping {
      content = .sequence(collection.children.compactMap { $0 })
    } else if profile.isStrict {
      content = .mapping(strictEntries(of: collection.children))
    } else {
      content = .mapping(YAMLMapping.entries(of: collection.children, in: file))
    }
    let properties = collection.properties
    let node = YAMLNode(content, range: collection.start..<end, tag: properties.tag)
    let height = collection.height + 1
    remember(node, properties, weight: weight - collection.weight, height: height)
    attach(node, height: height, end: end)
  }

  private mutating func attach(_ node: YAMLNode?, height: Int, end: Int) {
    if open.isEmpty {
      if let node { roots.append(node) }
    } else {
      let last = open.count - 1
      open[last].children.append(node)
      open[last].height = max(open[last].height, height)
      open[last].end = max(open[last].end, end)
    }
  }

  private mutating func strictEntries(of children: [YAMLNode?]) -> [YAMLEntry] {
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
        guard diagnostics.count < profile.diagnosticLimit else { continue }
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
    while end > range.lowerBound, Self.isBlank(file.bytes[end - 1]) { end -= 1 }
    return range.lowerBound..<max(range.lowerBound, end)
  }

  /// A range without the anchor and the tag that libyaml counts to the beginning of a value.
  private func content(of range: Range<Int>, behind properties: YAMLProperties) -> Range<Int> {
    if properties.anchor == nil, properties.tag == nil { return range }
    let bytes = file.bytes
    var start = range.lowerBound
    // What is left out stands nowhere else: behind its properties.
    let limit = range.upperBound
    while start < limit {
      switch bytes[start] {
      case UInt8(ascii: "&"):
        start = bytes[(start + 1)..<limit].firstIndex { !Self.isAnchorByte($0) } ?? limit
      case UInt8(ascii: "!"):
        start = bytes[start..<limit].firstIndex(where: Self.isBlank) ?? limit
      case UInt8(ascii: "#"):
        start = bytes[start..<limit].firstIndex { $0 == 0x0a || $0 == 0x0d } ?? limit
      case let byte where Self.isBlank(byte): start += 1
      default: return start..<limit
      }
    }
    return limit..<limit
  }

  /// Of what libyaml makes the names of anchors.
  private static func isAnchorByte(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }

  private mutating func add(_ message: YAMLMessage, at range: Range<Int>) {
    diagnostics.append(
      Diagnostic(message.text, at: Location(file: file, range: range), help: message.help))
  }

  /// Notes what ends the reading. What was composed so far says nothing of a policy, so it is
  /// dropped; of a manifest the documents before the place are kept.
  private mutating func stop(_ message: YAMLMessage, at range: Range<Int>) -> Bool {
    add(message, at: range)
    if profile.isStrict { roots = [] }
    return false
  }
}
