import SourceText

/// Tells in one pass over its bytes whether a path can have to do with some modules.
struct ModulePathFilter {
  /// What a path is looked at for.
  enum Role: Hashable {
    /// One of the names may stand in it.
    case module
    /// A project stands beside it.
    case project
    /// Its folder is a package.
    case package
  }

  /// A bit for each hash of a name: what is not wanted may pass, what is wanted always does.
  private var wanted = [UInt64](repeating: 0, count: 1 << 10)

  init(_ names: Set<ArraySlice<UInt8>>) {
    for name in names {
      insert(name)
      for suffix in ModuleFile.generatedSuffixes where name.count > suffix.utf8.count {
        if name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) {
          insert(name.dropLast(suffix.utf8.count))
        }
      }
    }
  }

  func role(of path: RepositoryPath) -> Role? {
    path.bytes.withUnsafeBufferPointer { bytes -> Role? in
      var hash = Self.start
      var name = 0
      for (position, byte) in bytes.enumerated() {
        if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") {
          if holds(hash) { return .module }
          hash = Self.start
          if byte == UInt8(ascii: "/") { name = position + 1 }
        } else {
          hash = Self.step(hash, byte)
        }
      }
      if bytes[name...].starts(with: "__init__.".utf8) { return .package }
      return ModuleFile.marksProject(path.bytes[name...]) ? .project : nil
    }
  }

  private mutating func insert(_ name: ArraySlice<UInt8>) {
    var hash = Self.start
    for byte in name { hash = Self.step(hash, byte) }
    let bit = Int(truncatingIfNeeded: hash & 0xffff)
    wanted[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  private func holds(_ hash: UInt64) -> Bool {
    let bit = Int(truncatingIfNeeded: hash & 0xffff)
    return wanted[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }

  /// FNV-1a, whose low bits are mixed well enough.
  private static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}
