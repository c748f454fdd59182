import Gate
import Glibc
import SourceText

extension PolicyLibrary {
  /// Files on disk, for a policy that the operator names: a path means what it means in the folder of
  /// the file that it stands in, and links are followed.
  static var disk: PolicyLibrary {
    PolicyLibrary(
      resolve: { written, file in path(written, from: file) },
      entry: { (path) throws(TreeError) in
        let name = path.description
        if access(name, F_OK) != 0, errno == ENOENT || errno == ENOTDIR { return nil }
        do throws(RunFailure) {
          return .file(try FileReading.bytes(at: name))
        } catch {
          throw TreeError(operation: "reading '\(name)'", reason: error.message, remedy: error.help)
        }
      })
  }

  /// Folds `.` and `..` by name, so that one file has one path.
  private static func path(_ written: String, from file: RepositoryPath) -> RepositoryPath? {
    let slash = UInt8(ascii: "/")
    let isAbsolute = written.utf8.first == slash
    let folder = isAbsolute ? [] : file.bytes[..<((file.bytes.lastIndex(of: slash) ?? -1) + 1)]
    let bytes = Array(folder) + Array(written.utf8)
    var parts: [[UInt8]] = []
    let up = Array("..".utf8)
    for part in bytes.split(separator: slash).map(Array.init) {
      if part == [UInt8(ascii: ".")] { continue }
      if part == up, let last = parts.last, last != up {
        parts.removeLast()
      } else if part != up || bytes.first != slash {
        parts.append(part)
      }
    }
    let joined = Array(parts.joined(separator: [slash]))
    return RepositoryPath(bytes: bytes.first == slash ? [slash] + joined : joined)
  }
}
