import Glibc

/// A path inside a repository, as git stores it: bytes separated by `/`, relative to the top level.
///
/// Git does not promise UTF-8, so the bytes are kept; what is shown goes through `description`.
package struct RepositoryPath: Hashable, Comparable, Sendable {
  package let bytes: [UInt8]

  package init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  package init(_ string: String) { bytes = Array(string.utf8) }

  package static func < (a: Self, b: Self) -> Bool {
    a.bytes.withUnsafeBytes { left in
      b.bytes.withUnsafeBytes { right in
        guard let start = left.baseAddress, let other = right.baseAddress else {
          return left.count < right.count
        }
        let order = memcmp(start, other, min(left.count, right.count))
        return order == 0 ? left.count < right.count : order < 0
      }
    }
  }

  /// The last component.
  package var name: ArraySlice<UInt8> {
    bytes[((bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
  }

  /// Everything before the last component, or nil at the top level.
  package var parent: RepositoryPath? {
    bytes.lastIndex(of: UInt8(ascii: "/")).map { RepositoryPath(bytes: bytes[..<$0]) }
  }

  /// The components from the top level down.
  package var components: [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
  }

  /// Resolves a relative path written in a file of this folder; nil when it leaves the repository.
  ///
  /// The receiver is the folder (nil stands for the top level); `.` and `..` are folded by name alone.
  package static func resolve(_ relative: some Sequence<UInt8>, in folder: RepositoryPath?) -> Self?
  {
    let relative = Array(relative)
    if relative.first == UInt8(ascii: "/") { return nil }
    var parts = folder?.components.map(Array.init) ?? []
    for part in relative.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true) {
      switch Array(part) {
      case [UInt8(ascii: ".")]: continue
      case [UInt8(ascii: "."), UInt8(ascii: ".")]:
        if parts.popLast() == nil { return nil }
      case let part: parts.append(part)
      }
    }
    return RepositoryPath(bytes: parts.joined(separator: [UInt8(ascii: "/")]))
  }
}

extension RepositoryPath: CustomStringConvertible {
  /// The path as text; bytes that are not UTF-8 are shown as `\xHH`.
  package var description: String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return bytes.map { byte in
      byte < 0x80 ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16)
    }.joined()
  }
}

extension RepositoryPath: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}
