import SourceText

/// Reads a file that decides from the base, so that what stands in its place is never taken for
/// nothing.
package enum TrustedFile {
  /// The file at a path of the repository; nil where there is none, nor anything that was meant as it.
  package static func read(
    _ path: RepositoryPath, in tree: FileTree
  ) throws(TreeError) -> Result<SourceFile?, TrustedFileProblem> {
    switch try tree.entry(path) {
    case .file(let bytes): return .success(SourceFile(path: path, bytes: bytes))
    case let entry?: return .failure(TrustedFileProblem(entry, at: path))
    case nil: break
    }
    guard let folder = path.parent else { return .success(nil) }
    // What a link leads to, or another repository holds, is not read.
    if let entry = try tree.entry(folder) {
      return .failure(TrustedFileProblem(entry, at: folder, isFolderDue: true))
    }
    guard let names = try tree.names(folder) else { return .success(nil) }
    if names.contains(Array(path.name)) {
      return .failure(
        TrustedFileProblem(
          "this is a folder, and a file is read here", at: path,
          help: "replace it with a regular file"))
    }
    let alike = names.filter { isMeant($0, as: path.name) }
    guard let name = alike.min(by: { $0.lexicographicallyPrecedes($1) }) else {
      return .success(nil)
    }
    let found = RepositoryPath(bytes: folder.bytes + [UInt8(ascii: "/")] + name)
    return .failure(
      TrustedFileProblem(
        "this file is not read: its name is not '\(path)'", at: found,
        help: "rename it to '\(path)', or remove it"))
  }

  /// Whether somebody who gave a file this name will have meant another: letters of the other case, or
  /// the other ending of the same notation.
  private static func isMeant(_ name: [UInt8], as wanted: some Sequence<UInt8>) -> Bool {
    var folded = String(decoding: name, as: UTF8.self).lowercased()
    if folded.utf8.suffix(4).elementsEqual(".yml".utf8) {
      folded = folded.dropLast(4) + ".yaml"
    }
    return folded.utf8.elementsEqual(wanted)
  }
}

/// Why a file that decides cannot be read, with its place.
package struct TrustedFileProblem: Error, Hashable {
  package let diagnostic: Diagnostic

  fileprivate init(_ message: String, at path: RepositoryPath, help: String) {
    let place = Location(file: SourceFile(path: path, bytes: []), range: 0..<0)
    diagnostic = Diagnostic(message, at: place, help: help)
  }

  fileprivate init(_ entry: TreeEntry, at path: RepositoryPath, isFolderDue: Bool = false) {
    let message =
      switch entry {
      case .link: "this is a symbolic link, which is not followed"
      case .submodule: "this is another repository, in which nothing is read"
      case .tooLarge: "the file is too large"
      case .file: "this is a file"
      }
    self.init(
      message, at: path, help: "replace it with a \(isFolderDue ? "folder" : "regular file")")
  }
}
