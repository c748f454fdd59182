import Gate
import PythonPackaging

/// What a listing says of one file, in whatever form it came.
struct ListedFile {
  var filename: String
  var uploaded: Timestamp?
  var yank: Yank?
  var sha256: String?
  var size: Int64?
  var requiresPython: String?
  var hasProvenance = false
  var metadata: FileMetadata?
}

/// The files of a listing, gathered in whatever form they came.
struct ListedFiles {
  private let project: ProjectName
  private(set) var files: [ReleaseFile] = []
  private(set) var versions: [Version] = []
  private var knownVersions: Set<Version> = []

  init(of project: ProjectName) { self.project = project }

  mutating func add(_ file: ListedFile) {
    let parts = DistributionFilename(file.filename, project: project)
    if let version = parts?.version { add(version) }
    files.append(
      ReleaseFile(
        filename: file.filename, version: parts?.version, kind: parts?.kind,
        uploaded: file.uploaded, yank: file.yank, sha256: file.sha256.flatMap(Self.digest),
        size: file.size, requiresPython: file.requiresPython.flatMap { $0.isEmpty ? nil : $0 },
        hasProvenance: file.hasProvenance, metadata: file.metadata))
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

  /// A digest in lower case; nil when it is none.
  static func digest(_ text: String) -> String? {
    let isDigest =
      text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
    return isDigest ? text.lowercased() : nil
  }
}
