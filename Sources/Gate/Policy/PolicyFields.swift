import SourceText

/// Reads values of a given form out of a YAML tree; whatever has another form becomes a problem.
struct PolicyFields {
  var problems: PolicyProblemList
  /// The names of indexes that lists refer to, wherever these are given.
  var namedIndexes: [Placed<String>] = []

  init(file: SourceFile) { problems = PolicyProblemList(file: file) }

  /// A place in the file that is being read.
  func place(_ range: Range<Int>) -> Location { Location(file: problems.file, range: range) }

  /// The keys that a mapping may hold.
  struct Keys {
    let known: [String]
    /// Keys of the policy format that this version does not read: refused, since ignoring one would
    /// change what the policy means.
    var later: [String] = []
  }

  /// The entries of a mapping; when `keys` is given, those of known keys alone.
  mutating func entries(of node: YAMLNode, _ what: String, keys: Keys? = nil) -> [YAMLEntry] {
    guard case .mapping(let entries) = node.content else {
      addForm("a mapping", node, what)
      return []
    }
    guard let keys else { return entries }
    return entries.filter { entry in
      if keys.known.contains(entry.name) { return true }
      addUnknownKey(entry, keys)
      return false
    }
  }

  mutating func elements(of node: YAMLNode, _ what: String) -> [YAMLNode] {
    guard case .sequence(let elements) = node.content else {
      addForm("a list", node, what)
      return []
    }
    return elements
  }

  /// Text that is not empty. A plain scalar that YAML reads as something else is refused, so that the
  /// file means the same to every reader.
  mutating func text(
    of node: YAMLNode, _ what: @autoclosure () -> String
  ) -> Placed<String>? {
    guard case .scalar(let text, let isPlain) = node.content else {
      addForm("text", node, what())
      return nil
    }
    switch YAMLScalarType(of: text, isPlain: isPlain) {
    case .string where text.isEmpty:
      problems.add("\(what()) is empty", at: node.range)
    case .string:
      return Placed(text, at: place(node.range))
    case .null: addForm("text", node, what())
    case .boolean, .integer, .float:
      problems.add(
        "\(what()) takes text, and YAML reads '\(text.shortened)' as \(node.form)", at: node.range,
        help: "put it in quotes")
    }
    return nil
  }

  /// Whether it is so: `true` or `false`.
  mutating func truth(of node: YAMLNode, _ what: String) -> Bool? {
    if case .scalar(let text, true) = node.content, ["true", "false"].contains(text) {
      return text == "true"
    }
    addForm("'true' or 'false'", node, what)
    return nil
  }

  /// A day, which stands for its first second, or a moment in UTC.
  mutating func moment(of node: YAMLNode, _ what: String) -> Placed<Timestamp>? {
    guard let text = text(of: node, what) else { return nil }
    if let moment = Timestamp(text.value) { return Placed(moment, at: text.location) }
    problems.add(
      "'\(text.value.shortened)' is not a day or a moment in UTC", at: text.location,
      help: "write it like \"2027-06-30\" or \"2027-06-30T08:00:00Z\"")
    return nil
  }

  /// One of a few words.
  mutating func word<Value>(
    of node: YAMLNode, _ what: String, from words: KeyValuePairs<String, Value>
  ) -> Value? {
    guard let text = text(of: node, what) else { return nil }
    if let found = words.first(where: { $0.key == text.value }) { return found.value }
    addUnknown(text, "is not a value of \(what)", among: words.map(\.key))
    return nil
  }

  /// Reports a word that is not one of those that may stand here.
  mutating func addUnknown(
    _ text: Placed<String>, _ fact: String, among words: [String]
  ) {
    // A letter that only looks like the right one is a single slip, however many bytes it has.
    let plain = String(
      String.UnicodeScalarView(text.value.unicodeScalars.map { $0.isASCII ? $0 : "?" }))
    let meant =
      NearestWord.nearest(to: plain, among: words).map { "; did you mean '\($0)'?" } ?? ""
    let foreign = text.value.unicodeScalars.first { !$0.isASCII }.map {
      ": it holds U+\($0.hexadecimal), which is no letter of ASCII"
    }
    problems.add(
      "'\(text.value.shortened)' \(fact)\(foreign ?? "")\(meant)", at: text.location,
      help: "use one of \(words.joined(separator: ", "))")
  }

  private mutating func addUnknownKey(_ entry: YAMLEntry, _ keys: Keys) {
    if keys.later.contains(entry.name) {
      problems.add(
        "'\(entry.name)' is a key that this version of pipgate does not read yet", at: entry.range,
        help: "remove it, or use a version that reads it")
    } else {
      let key = Placed(entry.name, at: place(entry.range))
      addUnknown(key, "is not a known key", among: keys.known)
    }
  }

  /// Reports a value of another form than the one that is due.
  mutating func addForm(_ due: String, _ node: YAMLNode, _ what: String) {
    problems.add("\(what) takes \(due), not \(node.form)", at: node.range)
  }
}

extension Unicode.Scalar {
  /// Its number as Unicode writes it, with at least four digits.
  fileprivate var hexadecimal: String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

extension YAMLNode {
  /// What sort of value this is, in words.
  var form: String {
    switch content {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let text, let isPlain):
      switch YAMLScalarType(of: text, isPlain: isPlain) {
      case .string: "text"
      case .null: "nothing"
      case .boolean: "a truth value"
      case .integer, .float: "a number"
      }
    }
  }
}
