import SourceText

/// What an expression of a build script may stand for, as far as it can be told without running it.
struct ScriptValue {
  indirect enum Content {
    /// A string. `whole` is set when it was put together, and is where that stands.
    case text(MappedText, whole: Range<Int>?)
    /// A list, tuple or set, or something that goes through one.
    case items([ScriptValue])
    case table([Entry])
    case path(ScriptPath)
    /// What a file holds: its text, its lines, and whatever is made of them.
    case file(ScriptPath)
    /// A number, a truth value or nothing: it declares nothing.
    case constant
    /// A function of the same script: the position of its `def`.
    case function(Int)
    /// What an import brings, by its dotted name.
    case imported([String])
    /// What nox hands to the function of a session; the session's name.
    case session(String)
    /// One of several, where the script decides when it runs.
    case any([ScriptValue])
    case unknown
  }

  struct Entry {
    /// Nil where the key cannot be told.
    let key: MappedText?
    var value: ScriptValue
  }

  private(set) var content: Content
  /// The expression, in the bytes of the script.
  let range: Range<Int>
  /// How many values lie within each other here.
  private var depth = 0

  /// Values that lie deeper than this are unknown.
  private static let maximumDepth = 48

  /// The most values that one of several may be, and the most items of a list put together.
  static let maximumWidth = 4096

  init(_ content: Content, at range: Range<Int>) {
    self.range = range
    self.content = content
    if case .any(let values) = content { self.content = Self.choice(values) }
    let content = self.content
    switch content {
    case .items(let values), .any(let values):
      depth = 1 + (values.lazy.map(\.depth).max() ?? 0)
    case .table(let entries): depth = 1 + (entries.lazy.map(\.value.depth).max() ?? 0)
    default: break
    }
    if depth > Self.maximumDepth { makeUnknown() }
  }

  static func unknown(_ range: Range<Int>) -> ScriptValue { ScriptValue(.unknown, at: range) }

  private mutating func makeUnknown() {
    content = .unknown
    depth = 0
  }

  /// Adds an item to a list at the cost of that item alone; anything else becomes one of several.
  mutating func append(_ value: ScriptValue) {
    depth = max(depth, value.depth + 1)
    if depth > Self.maximumDepth { return makeUnknown() }
    // Taken out first, so that appending does not copy the items.
    let old = content
    content = .constant
    switch consume old {
    case .items(var values):
      values.append(value)
      content = .items(values)
    case .any(var values):
      values.append(ScriptValue(.items([value]), at: value.range))
      depth = max(depth, value.depth + 2)
      content = .any(values)
    case let old:
      let base = ScriptValue(old, at: range)
      self = ScriptValue(.items([base, value]), at: range)
    }
  }

  /// Sets an entry of a table; `isCertain` where it replaces the one that is there.
  mutating func set(_ key: MappedText?, to value: ScriptValue, isCertain: Bool) {
    if case .unknown = content { return }
    guard case .table(var entries) = content else {
      let table = ScriptValue(.table([Entry(key: key, value: value)]), at: value.range)
      if case .constant = content { self = table } else { self = either(table) }
      return
    }
    content = .constant
    depth = max(depth, value.depth + 1)
    if isCertain, let key, let position = entries.lastIndex(where: { $0.key?.text == key.text }) {
      entries[position].value = value
    } else {
      entries.append(Entry(key: key, value: value))
    }
    content = .table(entries)
    if depth > Self.maximumDepth { makeUnknown() }
  }

  /// This or the other.
  func either(_ other: ScriptValue) -> ScriptValue {
    if case .constant = content { return other }
    if case .constant = other.content { return self }
    return ScriptValue(.any([self, other]), at: range)
  }

  /// The values that it may be.
  var alternatives: [ScriptValue] {
    if case .any(let values) = content { return values }
    return [self]
  }

  /// One of several, none of which is one of several itself; the same literal counts once.
  private static func choice(_ values: [ScriptValue]) -> Content {
    var choices: [ScriptValue] = []
    for value in values { choices += value.alternatives }
    if choices.count > 8 { choices = choices.distinct }
    return choices.count > maximumWidth ? .unknown : .any(choices)
  }

  /// How many values lie right within it: what going through it costs.
  var width: Int {
    switch content {
    case .items(let values), .any(let values): values.count
    case .table(let entries): entries.count
    case .text(let text, _): text.range.count / 8
    default: 1
    }
  }

  /// The string, when it is certainly one.
  var text: MappedText? {
    if case .text(let text, _) = content { return text }
    return nil
  }

  /// What going through it gives: any of its items, keys or lines.
  var element: ScriptValue {
    switch content {
    case .items(let values): return ScriptValue(.any(values), at: range)
    case .any(let values): return ScriptValue(.any(values.map(\.element)), at: range)
    case .table(let entries):
      return ScriptValue(
        .any(
          entries.map { entry in
            guard let key = entry.key else { return .unknown(range) }
            return ScriptValue(.text(key, whole: nil), at: range)
          }), at: range)
    case .file, .constant: return self
    case .imported(let names) where names.first == Self.projectFile: return self
    default: return .unknown(range)
    }
  }
}

extension [ScriptValue] {
  /// The values without what stands for the same literal twice.
  var distinct: [ScriptValue] {
    var known: Set<LiteralIdentity> = []
    return filter { value in
      switch value.content {
      case .text(let text, _):
        known.insert(LiteralIdentity(range: value.range, text: text)).inserted
      case .unknown: known.insert(LiteralIdentity(range: value.range, text: nil)).inserted
      default: true
      }
    }
  }
}

/// What makes two values the same literal of a script.
private struct LiteralIdentity: Hashable {
  let range: Range<Int>
  let text: MappedText?
}
