import PythonPackaging
import SourceText

/// The versions of Python that the folders of a repository say their projects run on.
package struct DeclaredPythons: Sendable {
  /// By folder; the top level is the empty path. A folder that says nothing is there without a value.
  private var folders: [RepositoryPath: PythonDeclaration?] = [:]

  /// No declaration at all.
  package static let none = DeclaredPythons()

  private init() {}

  /// Looks in the folders of what is introduced, and in those above them.
  package init(
    for introductions: [Introduction], in tree: FileTree
  ) throws(TreeError) {
    for introduction in introductions {
      guard introduction.indexedDependency?.dependency.kind == .declared else { continue }
      for folder in Self.folders(of: introduction.path) {
        if folders[folder] == nil {
          folders[folder] = .some(try PythonDeclarationReader.declaration(of: folder, in: tree))
        }
        if folders[folder] != .some(nil) { break }
      }
    }
  }

  /// What the nearest folder says that says anything.
  package func declaration(for path: RepositoryPath) -> PythonDeclaration? {
    for folder in Self.folders(of: path) {
      if case .some(.some(let declaration)) = folders[folder] { return declaration }
    }
    return nil
  }

  /// The folders that a path lies in, the nearest first.
  private static func folders(of path: RepositoryPath) -> [RepositoryPath] {
    var folders: [RepositoryPath] = []
    var next = path.parent
    while let folder = next {
      folders.append(folder)
      next = folder.parent
    }
    return folders + [RepositoryPath("")]
  }
}
