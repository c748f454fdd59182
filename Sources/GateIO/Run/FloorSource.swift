import Gate
import Glibc
import SourceText

/// Where the operator says what no repository may fall below: the system's file, that of the
/// environment, and that of the command line. Each there is holds.
struct FloorSource {
  let request: RunRequest

  /// The floor of all that are named, one above the other; nil where there is none.
  func floor() throws(RunFailure) -> Policy? {
    var paths = Self.isThere(request.systemFloor) ? [request.systemFloor] : []
    for path in [request.environment["PIPGATE_FLOOR"], request.floorFile] {
      if let path, !path.isEmpty, !paths.contains(path) { paths.append(path) }
    }
    var floor: Policy?
    for path in paths { floor = try read(path, above: floor) }
    return floor
  }

  private func read(_ path: String, above floor: Policy?) throws(RunFailure) -> Policy {
    let bytes = try FileReading.bytes(at: path)
    let files: PolicyFiles
    do throws(TreeError) {
      files = try PolicyFiles(
        floor: SourceFile(path: RepositoryPath(path), bytes: bytes), in: .disk)
    } catch {
      throw RunFailure(error)
    }
    return try PolicySource.valid(files, origin: "the floor '\(path)'", above: floor)
  }

  /// Whether anything stands there. What cannot be looked at is not taken for nothing.
  private static func isThere(_ path: String) -> Bool {
    access(path, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR)
  }
}
