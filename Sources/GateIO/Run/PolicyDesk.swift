import Gate
import Glibc
import SourceText

/// The policy of a repository as those who write it meet it.
package struct PolicyDesk {
  private let directory: String
  private let environment: Environment
  private let floorFile: String?

  package init(directory: String, environment: Environment, floorFile: String? = nil) {
    self.directory = directory
    self.environment = environment
    self.floorFile = floorFile
  }

  /// The policy that judges what is staged, in a bare repository that of HEAD; or the one that the
  /// operator names in its place.
  package func effective(file: String?, tier: String?) throws(RunFailure) -> Policy {
    let request = request(
      file: file, tier: tier, of: try isBare() ? .everything(at: nil) : .staged)
    let proposal = try Proposal(request)
    let policy = try PolicySource(request: request).policy(for: proposal)
    let moved = try IndexSettings.moved(policy, environment: environment)
    return if let moved { moved } else { try BuiltIn.policies().policy }
  }

  /// A policy file on disk; without a name that of the working tree. Everything that is wrong with it
  /// is thrown at once.
  package func checked(file: String?, isFloor: Bool) throws(RunFailure) -> Policy {
    let floor = isFloor ? nil : try FloorSource(request: request(file: nil, tier: nil)).floor()
    let worktree = try worktree()
    let place = try place(of: file, in: worktree)
    let files: PolicyFiles
    do throws(TreeError) {
      let library = try place.isInside ? PolicyLibrary(DirectoryTree(at: worktree).fileTree) : .disk
      let bytes = try bytes(of: place, in: library)
      let source = SourceFile(path: place.path, bytes: bytes)
      files =
        isFloor
        ? try PolicyFiles(floor: source, in: library) : try PolicyFiles(source, in: library)
    } catch {
      throw RunFailure(
        "\(error.operation): \(error.reason)", help: error.remedy, exitStatus: 2)
    }
    return try PolicySource.valid(files, origin: place.path.description, above: floor)
  }

  private func request(
    file: String?, tier: String?, of selection: ChangeSelection = .staged
  ) -> RunRequest {
    RunRequest(
      source: .git(selection), directory: directory, environment: environment, policyFile: file,
      floorFile: floorFile, tier: tier)
  }

  private func isBare() throws(RunFailure) -> Bool {
    do throws(GitError) {
      return try GitRepository.open(at: directory, environment: environment, mode: .hook).isBare
    } catch {
      throw RunFailure(error)
    }
  }

  /// The top of the working tree; outside of repositories the folder itself.
  private func worktree() throws(RunFailure) -> String {
    do throws(GitError) {
      let repository = try GitRepository.open(
        at: directory, environment: environment, mode: .hook)
      return repository.worktree ?? directory
    } catch {
      guard error.kind == .notARepository else { throw RunFailure(error) }
      return directory
    }
  }

  /// A file within the tree is read as the tree has it, any other as it lies on disk.
  private func place(
    of file: String?, in worktree: String
  ) throws(RunFailure) -> (path: RepositoryPath, isInside: Bool) {
    guard let file else { return (PolicySource.path, true) }
    try FileReading.checkExists(file)
    if let top = Self.realPath(worktree), let own = Self.realPath(file),
      own.starts(with: top + [UInt8(ascii: "/")])
    {
      return (RepositoryPath(bytes: own.dropFirst(top.count + 1)), true)
    }
    return (RepositoryPath(file), false)
  }

  private func bytes(
    of place: (path: RepositoryPath, isInside: Bool), in library: PolicyLibrary
  ) throws(TreeError) -> [UInt8] {
    guard case .file(let bytes) = try library.entry(place.path) else {
      throw TreeError(
        operation: "reading '\(place.path)'", reason: "it is not a regular file of this tree",
        remedy: "write a policy, or name the file to check")
    }
    return bytes
  }

  private static func realPath(_ path: String) -> [UInt8]? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return Array(String(cString: resolved).utf8)
  }
}
