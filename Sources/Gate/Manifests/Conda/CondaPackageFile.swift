import PythonPackaging
import SourceText

/// A package that a spec names by its file, `https://…/noarch/name-1.0-py_0.conda`.
enum CondaPackageFile {
  static func isNamed(by text: MappedText) -> Bool {
    suffixes.contains { suffix in
      text.content.count > suffix.utf8.count
        && text.content.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }
  }

  /// The file's name holds name, version and build, each behind a dash.
  static func dependency(
    in text: MappedText, role: DependencyRole, location: Location
  ) throws(Unreadable) -> Dependency {
    let slash = text.content.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    let file = text.bytes[(slash.map { $0 + 1 } ?? text.range.lowerBound)..<text.range.upperBound]
    let suffix = suffixes.first { file.suffix($0.utf8.count).elementsEqual($0.utf8) } ?? ""
    let stem = file.dropLast(suffix.utf8.count)
    guard let second = stem.lastIndex(of: UInt8(ascii: "-")),
      let first = stem[..<second].lastIndex(of: UInt8(ascii: "-")),
      let name = ProjectName(stem[..<first])
    else {
      throw .declaration(
        "'\(text.text)' does not name its package as 'name-version-build'", at: location)
    }
    var dependency = Dependency(
      name: name,
      specifiers: CondaVersion.specifiers(in: stem[(first + 1)..<second], hasBuild: true),
      reference: DirectReference(
        kind: ReferenceReader.kind(of: text.content, in: text.file.path.parent), text: text.text),
      role: role, location: location, nameLocation: text.location(of: stem.startIndex..<first))
    dependency.ecosystem = .conda
    return dependency
  }

  private static let suffixes = [".tar.bz2", ".conda"]
}
