/// A table of a TOML file: its entries in the order in which their keys first appear.
package struct TOMLTable: Sendable {
  package private(set) var entries: [TOMLEntry] = []
  /// Where each key is, once there are too many to look through.
  private var index: [ExactText: Int] = [:]

  init() {}

  package var isEmpty: Bool { entries.isEmpty }

  /// The entry of a key, compared byte for byte.
  package subscript(_ key: String) -> TOMLEntry? {
    position(of: key).map { entries[$0] }
  }

  func position(of key: String) -> Int? {
    let key = ExactText(key)
    if entries.count < Self.linearCount {
      return entries.firstIndex { ExactText($0.key) == key }
    }
    return index[key]
  }

  mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }

  /// Adds an entry whose key is not there yet.
  mutating func append(_ entry: TOMLEntry) {
    entries.append(entry)
    if entries.count == Self.linearCount {
      for (position, entry) in entries.enumerated() { index[ExactText(entry.key)] = position }
    } else if entries.count > Self.linearCount {
      index[ExactText(entry.key)] = entries.count - 1
    }
  }

  /// Gives the entry at a position another value, and another place to its key if one is given.
  mutating func replaceValue(at position: Int, with value: TOMLValue, keyRange: Range<Int>? = nil) {
    let entry = entries[position]
    entries[position] = TOMLEntry(
      key: entry.key, keyRange: keyRange ?? entry.keyRange, value: value)
  }

  private static let linearCount = 12
}

/// A key with its value.
package struct TOMLEntry: Sendable {
  package let key: String
  /// The text of the key itself with its quotes, one part of a dotted key.
  package let keyRange: Range<Int>
  package let value: TOMLValue
}
