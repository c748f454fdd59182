import PythonPackaging
import SourceText

/// Reads which versions of Python a folder's files ask for. What they say in a way that cannot be
/// read is no declaration; that a file is broken, `unreadable-manifest` says.
enum PythonDeclarationReader {
  /// The longest text that is read: what is declared is compared with many versions.
  private static let maximumLength = 1000

  /// The first of the files that says anything decides.
  static func declaration(
    of folder: RepositoryPath, in tree: FileTree
  ) throws(TreeError) -> PythonDeclaration? {
    for (name, read) in readers {
      guard let path = RepositoryPath.resolve(name.utf8, in: folder),
        case .file(let bytes) = try tree.entry(path),
        let found = read(SourceFile(path: path, bytes: bytes)),
        found.text.utf8.count <= maximumLength
      else { continue }
      if let declaration = PythonDeclaration(
        path: path, text: found.text, alternatives: found.alternatives())
      {
        return declaration
      }
    }
    return nil
  }

  /// A declaration and how its form is understood.
  private struct Found {
    let text: String
    var isPoetry = false

    func alternatives() -> [SpecifierSet] {
      if isPoetry { return PoetryConstraint(text)?.alternatives ?? [] }
      return SpecifierSet(text).map { [$0] } ?? []
    }
  }

  private static let readers: [(name: String, read: @Sendable (SourceFile) -> Found?)] = [
    ("pyproject.toml", { pyproject($0) }), ("setup.cfg", { setupConfiguration($0) }),
    (".python-version", { pythonVersion($0) }),
  ]

  private static func pyproject(_ file: SourceFile) -> Found? {
    let root: TOMLTable
    do {
      root = try TOML.parse(file)
    } catch {
      return nil
    }
    if let text = root["project"]?.value.table?["requires-python"]?.value.string?.text {
      return Found(text: text)
    }
    let poetry = root["tool"]?.value.table?["poetry"]?.value.table
    return (poetry?["dependencies"]?.value.table?["python"]?.value.string?.text)
      .map { Found(text: $0, isPoetry: true) }
  }

  private static func setupConfiguration(_ file: SourceFile) -> Found? {
    let document = INIDocument(MappedText(file), foldsKeys: false)
    for section in document.sections(named: "options") {
      for option in section.options
      where option.key == "python_requires" || option.key == "python-requires" {
        return Found(text: option.lines.map(\.text).joined())
      }
    }
    return nil
  }

  /// The first line that is no comment: `3.12`, `3.12.1`, `cpython-3.12`.
  private static func pythonVersion(_ file: SourceFile) -> Found? {
    let lines = file.bytes.prefix(maximumLength).split { $0 == 0x0a || $0 == 0x0d }
    for line in lines where line.first != UInt8(ascii: "#") {
      let text = String(decoding: line.filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self)
      let number = text.hasPrefix("cpython-") ? text.dropFirst("cpython-".utf8.count) : text[...]
      guard let version = Version(number), (2...3).contains(version.release.count) else {
        return nil
      }
      return Found(text: "==\(number)" + (version.release.count == 2 ? ".*" : ""))
    }
    return nil
  }
}
