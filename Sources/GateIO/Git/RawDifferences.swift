import SourceText

/// What `diff-index --raw -z` writes: `:<mode> <mode> <id> <id> <status>\0<path>\0` over and over.
struct RawDifferences {
  private let output: [UInt8]

  init(_ output: [UInt8]) { self.output = output }

  /// The differences in content, kind or presence; a change of permissions alone is none.
  func all(of operation: String, index: String) throws(GitError) -> [TreeDifference] {
    var found: [TreeDifference] = []
    let fields = output.split(separator: 0, omittingEmptySubsequences: false)
    var position = 0
    // Behind the last NUL stands one empty field.
    while position + 1 < fields.count {
      let path = RepositoryPath(bytes: fields[position + 1])
      let words = fields[position].split(separator: UInt8(ascii: " "))
      guard words.count == 5, words[0].first == UInt8(ascii: ":") else {
        throw GitError(
          .other, operation,
          reason: "git: '\(RepositoryPath(bytes: fields[position]))' is no raw difference")
      }
      if words[4].first == UInt8(ascii: "U") { throw .conflict(at: path, in: index) }
      let before = try leaf(words[0].dropFirst(), words[2], operation)
      let after = try leaf(words[1], words[3], operation)
      if before != after {
        found.append(TreeDifference(path: path, before: before, after: after))
      }
      position += 2
    }
    return found
  }

  private func leaf(
    _ mode: ArraySlice<UInt8>, _ id: ArraySlice<UInt8>, _ operation: String
  ) throws(GitError) -> TreeLeaf? {
    guard let mode = UInt32(String(decoding: mode, as: UTF8.self), radix: 8),
      let id = ObjectID(hex: id)
    else { throw GitError(.other, operation, reason: "git: it wrote a mode or id that is none") }
    return mode == 0 ? nil : TreeLeaf(mode: mode, id: id)
  }
}
