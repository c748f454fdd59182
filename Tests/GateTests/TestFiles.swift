import Foundation
import SourceText

/// Files of the repository, found from this one.
enum TestFiles {
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func source(_ path: String) -> SourceFile {
    guard let data = try? Data(contentsOf: repository.appendingPathComponent(path)) else {
      preconditionFailure("'\(path)' is not in the repository")
    }
    return SourceFile(path: RepositoryPath(path), bytes: Array(data))
  }
}
