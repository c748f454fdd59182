import Gate
import PythonPackaging

/// A form in which an index lists the files of a project.
enum ListingFormat {
  case json, html

  /// What is asked for, the form that tells most first (PEP 691).
  static let accepted =
    "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, "
    + "text/html;q=0.01"

  /// Nil for any other media type, whatever the body looks like: installers refuse it too.
  init?(_ mediaType: String?) {
    switch mediaType {
    case "application/vnd.pypi.simple.v1+json": self = .json
    case "application/vnd.pypi.simple.v1+html", "text/html": self = .html
    default: return nil
    }
  }

  static func read(
    _ response: HTTPResponse, about name: ProjectName, now: Timestamp
  ) throws(UnusableAnswer) -> ProjectRecord {
    switch ListingFormat(response.mediaType) {
    case .json: return try JSONListing.read(response.body, about: name, now: now)
    case .html: return try HTMLListing.read(response.body, about: name, now: now)
    case nil:
      let type = response.mediaType.map { "of the type '\($0)'" } ?? "of no type"
      throw UnusableAnswer("the index's answer is \(type), which is no list of files")
    }
  }
}

/// An answer that came and says nothing that can be relied on.
struct UnusableAnswer: Error {
  /// In lower case and without a final stop.
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// The facts of a listing, gathered in whatever form they came.
struct ListedFiles {
  private let project: ProjectName
  private(set) var files: [ReleaseFile] = []
  private(set) var versions: [Version] = []
  private var knownVersions: Set<Version> = []

  init(of project: ProjectName) { self.project = project }

  mutating func add(filename: String, uploaded: Timestamp?, yank: Yank?, sha256: String?) {
    let parts = DistributionFilename(filename, project: project)
    if let version = parts?.version { add(version) }
    files.append(
      ReleaseFile(
        filename: filename, version: parts?.version, uploaded: uploaded, yank: yank,
        isSourceDistribution: parts?.kind == .sourceDistribution,
        sha256: sha256.flatMap(Self.digest)))
  }

  mutating func add(_ version: Version) {
    if knownVersions.insert(version).inserted { versions.append(version) }
  }

  func record(status: ProjectStatus?, now: Timestamp) -> ProjectRecord {
    ProjectRecord(name: project, status: status, files: files, versions: versions, fetched: now)
  }

  /// A digest in lower case; nil when it is none.
  static func digest(_ text: String) -> String? {
    let isDigest =
      text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
    return isDigest ? text.lowercased() : nil
  }
}
