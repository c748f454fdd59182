import SourceText

/// A change that counts the serial of a policy back, or takes it away.
package struct LoweredSerial: Hashable, Sendable {
  package let before: Int
  /// Nil where none is left.
  package let after: Int?
  /// The place of the new one.
  let location: Location?

  /// Nil where the change is of another file, or the serial stays or rises. What cannot be read as a
  /// policy at the head is none: nothing could be judged by it.
  init?(_ file: FileChange, in change: Change) throws(TreeError) {
    guard file.path == TrustedPaths.policy, let before = try Self.serial(file.path, in: change.base)
    else { return nil }
    let after = try Self.serial(file.path, in: change.head)
    if let after, after.value >= before.value { return nil }
    self.before = before.value
    self.after = after?.value
    location = after?.location
  }

  private static func serial(
    _ path: RepositoryPath, in tree: FileTree
  ) throws(TreeError) -> Placed<Int>? {
    guard case .file(let bytes) = try tree.entry(path) else { return nil }
    let document = YAMLDocument(SourceFile(path: path, bytes: bytes))
    guard case .mapping(let entries) = document.root?.content,
      let entry = entries.first(where: { $0.name == "serial" })
    else { return nil }
    let fields = PolicyFields(file: document.file)
    return fields.wholeNumber(of: entry.value).map {
      Placed($0, at: fields.place(entry.value.range))
    }
  }
}
