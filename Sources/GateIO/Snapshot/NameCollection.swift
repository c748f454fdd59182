import PythonPackaging

/// Names of projects as they are gathered from a list of hundreds of thousands: their bytes one behind
/// the other, so that a name costs little more than its letters.
struct NameCollection {
  private var bytes: [UInt8] = []
  private var places: [(start: UInt32, size: UInt8)] = []
  /// How many entries of the list are no names.
  private(set) var unreadable = 0
  /// The index's own count of its changes, where it tells one.
  var serial: Int64?

  /// Longer names are never asked for.
  private static let longestName = 100
  private static let most = 10_000_000

  var count: Int { places.count }
  /// Whether there are more than can be kept.
  var isFull: Bool { places.count >= Self.most }

  mutating func add(_ written: some Collection<UInt8>) {
    guard written.count <= Self.longestName, !isFull, let name = ProjectName(written),
      let start = UInt32(exactly: bytes.count)
    else {
      unreadable += 1
      return
    }
    bytes += name.normalized.utf8
    places.append((start, UInt8(bytes.count - Int(start))))
  }

  /// Calls `body` with every name once, in the order of the bytes, and returns how many there are.
  func forEachSorted(_ body: (ArraySlice<UInt8>) -> Void) -> Int {
    let sorted = bytes.withUnsafeBufferPointer { bytes in
      places.sorted { a, b in
        let first = UnsafeBufferPointer(rebasing: bytes[Int(a.start)..<Int(a.start) + Int(a.size)])
        let second = UnsafeBufferPointer(rebasing: bytes[Int(b.start)..<Int(b.start) + Int(b.size)])
        return first.lexicographicallyPrecedes(second)
      }
    }
    var count = 0
    var last: ArraySlice<UInt8> = []
    for place in sorted {
      let name = bytes[Int(place.start)..<Int(place.start) + Int(place.size)]
      if name.elementsEqual(last) { continue }
      body(name)
      last = name
      count += 1
    }
    return count
  }
}
