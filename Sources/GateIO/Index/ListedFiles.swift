import Gate
import PythonPackaging

/// What a listing says of one file, in whatever form it came.
struct ListedFile {
  var filename: String
  var uploaded: Timestamp?
  var yank: Yank?
  var sha256: SHA256Digest?
  var size: Int64?
  var requiresPython: String?
  var hasProvenance = false
  /// Where it can be fetched, as written.
  var address: String?
  var metadata: ListedMetadata?
}

/// What a listing says of a file's metadata.
enum ListedMetadata: Hashable {
  case withoutDigest
  case sha256(SHA256Digest)
}

/// The files of a listing, gathered in whatever form they came.
struct ListedFiles {
  private let project: ProjectName
  private(set) var files: [ReleaseFile] = []
  private(set) var versions: [Version] = []
  private var knownVersions: Set<Version> = []

  /// A longer address is no honest one, and is not kept.
  private static let longestAddress = 2048

  init(of project: ProjectName) { self.project = project }

  mutating func add(_ file: ListedFile) {
    let parts = DistributionFilename(file.filename, project: project)
    if let version = parts?.version { add(version) }
    files.append(
      ReleaseFile(
        filename: file.filename, version: parts?.version, kind: parts?.kind,
        uploaded: file.uploaded, yank: file.yank, sha256: file.sha256, size: file.size,
        requiresPython: file.requiresPython.flatMap { $0.isEmpty ? nil : $0 },
        hasProvenance: file.hasProvenance, metadata: Self.metadata(of: file)))
  }

  private static func metadata(of file: ListedFile) -> FileMetadata? {
    guard let offered = file.metadata, let address = file.address,
      address.utf8.count <= longestAddress
    else { return nil }
    switch offered {
    case .withoutDigest: return FileMetadata(address: address, digest: nil)
    case .sha256(let digest): return FileMetadata(address: address, digest: digest)
    }
  }

  mutating func add(_ version: Version) {
    if knownVersions.insert(version).inserted { versions.append(version) }
  }

  func record(
    status: ProjectStatus?, reason: String? = nil, now: Timestamp
  ) -> ProjectRecord {
    ProjectRecord(
      name: project, status: status, statusReason: reason.flatMap { $0.isEmpty ? nil : $0 },
      files: files, versions: versions, fetched: now)
  }
}
