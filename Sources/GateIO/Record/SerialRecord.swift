import Gate
import Glibc
import SourceText

/// The local record of how far the policy of one repository had come: the highest serial that this
/// user has judged by, in a file of its own.
struct SerialRecord {
  /// The folder of all that this user keeps.
  private let folder: String
  /// What is meant: a repository by its name, or by its folder.
  private let subject: String
  private let name: String

  static let schema = "pipgate-policy-serial/1"
  private static let subfolder = "policies"
  private static let lock = "lock"
  private static let sizeLimit = 1 << 14

  /// The record of a repository that its policy names, or else of one in a folder.
  init(of repository: String?, in gitDirectory: String, below folder: String) {
    self.folder = folder
    subject = repository.map { "repository \($0)" } ?? "folder \(gitDirectory)"
    name = "\(SHA256Digest(of: Array(subject.utf8))).json"
  }

  var path: String { "\(folder)/\(Self.subfolder)/\(name)" }

  /// What a run has judged by.
  struct Sighting: Hashable {
    let serial: Int
    /// The git directory of the repository that the run was in.
    let gitDirectory: String
    let moment: Timestamp
  }

  /// What the record says.
  enum Entry: Hashable {
    case nothing
    case highest(Sighting)
    /// Something stands there that is not this user's own record.
    case unusable
  }

  /// Reads, and makes nothing.
  func entry() -> Entry {
    guard let state = PrivateDirectory(existing: folder) else {
      return Self.isAbsent(folder) ? .nothing : .unusable
    }
    guard let directory = state.existing(Self.subfolder) else {
      return Self.isAbsent("\(folder)/\(Self.subfolder)") ? .nothing : .unusable
    }
    return entry(in: directory)
  }

  private func entry(in directory: PrivateDirectory) -> Entry {
    // Another process may make it between the two looks.
    for _ in 0..<2 {
      if let bytes = directory.read(name, limit: Self.sizeLimit) {
        return sighting(in: bytes).map { .highest($0) } ?? .unusable
      }
      if directory.written(name) == nil { return .nothing }
    }
    return .unusable
  }

  private static func isAbsent(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) != 0 && errno == ENOENT
  }

  /// Keeps what was seen, unless a higher serial is known; false when that cannot be done. What is
  /// unusable stays as it is. One process writes at a time.
  func keep(_ sighting: Sighting) -> Bool {
    guard let directory = PrivateDirectory(path: folder)?.directory(Self.subfolder),
      let lock = Self.locked(directory)
    else { return false }
    defer { close(lock) }
    switch entry(in: directory) {
    case .unusable: return false
    case .highest(let known) where known.serial >= sighting.serial: return true
    case .nothing, .highest:
      return directory.replace(name, with: text(of: sighting), isDurable: true)
    }
  }

  /// Waits a while for another process to be done.
  private static func locked(_ directory: PrivateDirectory) -> Int32? {
    for attempt in 0..<100 {
      if let file = directory.writable(lock) { return file.descriptor }
      // Where there is none of one's own, nobody else has it.
      if attempt == 0, directory.file(lock) == nil { return nil }
      usleep(10_000)
    }
    return nil
  }

  private func text(of sighting: Sighting) -> [UInt8] {
    let members: [JSONText.Member] = [
      .init("schema", .string(Self.schema)), .init("subject", .string(subject)),
      .init("serial", .integer(sighting.serial)),
      .init("seen", .string(sighting.moment.description)),
      .init("folder", .string(sighting.gitDirectory)),
    ]
    return Array((JSONText.object(members).written(.compact) + "\n").utf8)
  }

  private func sighting(in bytes: [UInt8]) -> Sighting? {
    let limits = JSONLimits(bytes: Self.sizeLimit, depth: 2, values: 16)
    // Whatever is wrong with it, it is not what was written.
    guard let root = try? JSON.parse(bytes, limits: limits),
      root["schema"]?.string == Self.schema, root["subject"]?.string == subject,
      let serial = root["serial"]?.integer, (1...999_999_999).contains(serial),
      let moment = root["seen"]?.string.flatMap({ Timestamp($0) }),
      let gitDirectory = root["folder"]?.string
    else { return nil }
    return Sighting(serial: Int(serial), gitDirectory: gitDirectory, moment: moment)
  }
}
