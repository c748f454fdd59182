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
    let policy = try PolicySource.valid(files, origin: "the floor '\(path)'", above: floor)
    return policy.naming(try keys(beside: path))
  }

  /// The lists of keys in the folder of a floor, named as a repository names its own.
  private func keys(beside path: String) throws(RunFailure) -> OverrideTrust.Floor? {
    let signers = try list(OverrideTrust.signersPath, beside: path)
    let revocations = try list(OverrideTrust.revocationsPath, beside: path)
    if signers == nil, revocations == nil { return nil }
    switch OverrideTrust.Floor.read(signers: signers, revocations: revocations) {
    case .success(let keys): return keys
    case .failure(let problems):
      throw RunFailure(
        "what says whose signature counts is not valid beside the floor '\(path)'",
        help: "mend it; until then nothing can be judged", exitStatus: 2,
        diagnostics: problems.diagnostics)
    }
  }

  private func list(
    _ name: RepositoryPath, beside path: String
  ) throws(RunFailure) -> SourceFile? {
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
    let file = folder + String(decoding: name.name, as: UTF8.self)
    guard Self.isThere(file) else { return nil }
    return SourceFile(path: RepositoryPath(file), bytes: try FileReading.bytes(at: file))
  }

  /// Whether anything stands there. What cannot be looked at is not taken for nothing.
  private static func isThere(_ path: String) -> Bool {
    access(path, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR)
  }
}
