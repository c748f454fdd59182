import SourceText

/// Reads the path of an include: only a file of the same tree can be followed.
enum IncludePath {
  static func include(
    _ kind: Include.Kind, _ value: MappedText, at location: Location
  ) throws(Unreadable) -> Include {
    func refusal(_ why: String) -> Unreadable {
      .declaration(
        "'\(value.text)' \(why)", at: value.location,
        help: "include a file of this repository by its relative path")
    }
    if value.isEmpty { throw refusal("names no file") }
    if ReferenceReader.scheme(of: value.content) != nil {
      throw refusal("is not a path inside the repository, and is not fetched")
    }
    if value.content.first == UInt8(ascii: "/") {
      throw refusal("is an absolute path, outside of the repository")
    }
    if climbsOutOfNamedFolder(value.content) {
      throw refusal("depends on what the folder before '..' is")
    }
    guard let path = RepositoryPath.resolve(value.content, in: value.file.path.parent) else {
      throw refusal("leaves the repository")
    }
    return Include(kind: kind, path: path, location: location)
  }

  /// Whether `..` follows a folder's name: if that folder is a link, the path leads elsewhere.
  private static func climbsOutOfNamedFolder(_ path: ArraySlice<UInt8>) -> Bool {
    var isInNamedFolder = false
    for part in path.split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual("..".utf8) {
        if isInNamedFolder { return true }
      } else if !part.elementsEqual(".".utf8) {
        isInNamedFolder = true
      }
    }
    return false
  }
}
