/// The tables of a file while it is read, and the rules of who may add to which.
///
/// Tables that can still grow are nodes of one flat list, so that a header or a dotted key finds its
/// table without copying it; `close` turns them into values.
struct TOMLTree {
  private struct Node {
    var table = TOMLTable()
    /// The entries of `table` that are nodes themselves, ascending; their values are placeholders.
    var children: [(position: Int, child: Child)] = []
    /// A header has opened this table, or a dotted key of the section numbered here.
    var opening = Opening.none
    var range: Range<Int>
    let depth: Int
  }

  private enum Child {
    case table(Int)
    case array([Int], range: Range<Int>)
  }

  private enum Opening: Equatable {
    /// Only named on the way to another table, so a header may still open it.
    case none
    case header
    case dotted(section: Int)
  }

  private var nodes: [Node] = [Node(range: 0..<0, depth: 0)]
  private var section = 0
  /// How many entries the last inline table had: the next one is often alike.
  private var inlineCountHint = 0

  static let root = 0

  func depth(of node: Int) -> Int { nodes[node].depth }

  /// Opens the table of a `[header]`.
  mutating func openTable(_ path: TOMLKeyPath) throws(TOMLProblem) -> Int {
    section += 1
    let parent = try walkHeader(path)
    guard let position = nodes[parent].table.position(of: path.last.text) else {
      let node = try addTable(path.last, range: path.range, to: parent)
      nodes[node].opening = .header
      return node
    }
    switch child(at: position, of: parent) {
    case .table(let node) where nodes[node].opening == .none:
      nodes[node].opening = .header
      nodes[node].range = path.range
      nodes[parent].table.replaceValue(
        at: position, with: .placeholder, keyRange: path.last.range)
      return node
    case .table, .array: throw .openedTwice(path)
    case nil: throw .alreadyAValue(path.last)
    }
  }

  /// Opens the next element of the array of an `[[array of tables]]`.
  mutating func openElement(_ path: TOMLKeyPath) throws(TOMLProblem) -> Int {
    section += 1
    let parent = try walkHeader(path)
    let depth = nodes[parent].depth + 2
    if depth > TOML.depthLimit { throw .tooDeep(at: path.range) }
    let element = nodes.count
    if let position = nodes[parent].table.position(of: path.last.text) {
      guard let slot = slot(at: position, of: parent) else { throw .notAnArrayOfTables(path.last) }
      guard case .array(var elements, let range) = nodes[parent].children[slot].child else {
        throw .notAnArrayOfTables(path.last)
      }
      // Emptied first, so that appending does not copy the elements.
      nodes[parent].children[slot].child = .array([], range: range)
      elements.append(element)
      nodes[parent].children[slot].child = .array(elements, range: range)
    } else {
      add(path.last, .array([element], range: path.range), to: parent)
    }
    nodes.append(Node(opening: .header, range: path.range, depth: depth))
    return element
  }

  /// The table that holds the last part of a header, with the tables on the way made as needed.
  private mutating func walkHeader(_ path: TOMLKeyPath) throws(TOMLProblem) -> Int {
    var node = Self.root
    for key in path.parents {
      guard let position = nodes[node].table.position(of: key.text) else {
        node = try addTable(key, range: key.range, to: node)
        continue
      }
      switch child(at: position, of: node) {
      case .table(let next): node = next
      case .array(let elements, _): node = elements[elements.count - 1]
      case nil: throw .alreadyAValue(key)
      }
    }
    return node
  }

  /// Adds a value below a table under a key, with the tables of a dotted key made as needed.
  mutating func insert(
    _ value: TOMLValue, at path: TOMLKeyPath, in table: Int
  ) throws(TOMLProblem) {
    var node = table
    for key in path.parents {
      guard let position = nodes[node].table.position(of: key.text) else {
        node = try addTable(key, range: key.range, to: node)
        nodes[node].opening = .dotted(section: section)
        continue
      }
      guard case .table(let next) = child(at: position, of: node) else {
        throw .alreadyAValue(key)
      }
      guard [.none, .dotted(section: section)].contains(nodes[next].opening) else {
        throw .openedElsewhere(key)
      }
      nodes[next].opening = .dotted(section: section)
      node = next
    }
    if nodes[node].table.position(of: path.last.text) != nil { throw .duplicate(path.last) }
    let key = path.last
    nodes[node].table.append(TOMLEntry(key: key.text, keyRange: key.range, value: value))
  }

  /// Begins an inline table, which lives until `closeInline` and is not part of the tree before.
  mutating func openInline(depth: Int) -> Int {
    nodes.append(Node(opening: .header, range: 0..<0, depth: depth))
    nodes[nodes.count - 1].table.reserveCapacity(min(inlineCountHint, 8))
    return nodes.count - 1
  }

  /// Ends the inline table that was begun last.
  mutating func closeInline(_ node: Int) -> TOMLTable {
    let table = close(node)
    nodes.removeSubrange(node...)
    inlineCountHint = table.entries.count
    return table
  }

  /// The table of a node with the tables below it as values.
  mutating func close(_ node: Int) -> TOMLTable {
    let children = nodes[node].children
    var table = TOMLTable()
    swap(&table, &nodes[node].table)
    for (position, child) in children {
      table.replaceValue(at: position, with: value(of: child))
    }
    return table
  }

  private mutating func value(of child: Child) -> TOMLValue {
    switch child {
    case .table(let node):
      let range = nodes[node].range
      return TOMLValue(content: .table(close(node)), range: range)
    case .array(let elements, let range):
      var values: [TOMLValue] = []
      values.reserveCapacity(elements.count)
      for node in elements { values.append(value(of: .table(node))) }
      return TOMLValue(content: .array(values), range: range)
    }
  }

  private mutating func addTable(
    _ key: TOMLKey, range: Range<Int>, to parent: Int
  ) throws(TOMLProblem) -> Int {
    let depth = nodes[parent].depth + 1
    if depth > TOML.depthLimit { throw .tooDeep(at: key.range) }
    add(key, .table(nodes.count), to: parent)
    nodes.append(Node(range: range, depth: depth))
    return nodes.count - 1
  }

  private mutating func add(_ key: TOMLKey, _ child: Child, to parent: Int) {
    nodes[parent].children.append((nodes[parent].table.entries.count, child))
    nodes[parent].table.append(
      TOMLEntry(key: key.text, keyRange: key.range, value: .placeholder))
  }

  /// What stands at an entry; nil when it is a finished value.
  private func child(at position: Int, of node: Int) -> Child? {
    slot(at: position, of: node).map { nodes[node].children[$0].child }
  }

  private func slot(at position: Int, of node: Int) -> Int? {
    var low = 0
    var high = nodes[node].children.count
    while low < high {
      let middle = (low + high) / 2
      let candidate = nodes[node].children[middle].position
      if candidate == position { return middle }
      if candidate < position { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}

extension TOMLValue {
  /// Stands for a table or array that can still grow.
  fileprivate static let placeholder = TOMLValue(content: .boolean(false), range: 0..<0)
}

extension TOMLProblem {
  fileprivate static func duplicate(_ key: TOMLKey) -> Self {
    Self("the key is defined twice", at: key.range, help: "keep one of the definitions")
  }

  fileprivate static func alreadyAValue(_ key: TOMLKey) -> Self {
    Self(
      "the key has a value already and cannot be extended", at: key.range,
      help: "keep one of the definitions")
  }

  fileprivate static func openedTwice(_ path: TOMLKeyPath) -> Self {
    Self(
      "the table is defined twice", at: path.range, help: "join its entries under one header")
  }

  fileprivate static func openedElsewhere(_ key: TOMLKey) -> Self {
    Self(
      "a dotted key cannot extend a table that is defined elsewhere", at: key.range,
      help: "move the entry below that table's header")
  }

  fileprivate static func notAnArrayOfTables(_ key: TOMLKey) -> Self {
    Self(
      "the key is defined already and is not an array of tables", at: key.range,
      help: "keep one of the definitions")
  }
}
