import Gate
import PythonPackaging
import SourceText

/// The upload times of files, from the interface that indexes had before listings told them.
// The JSON API of Warehouse, the software of PyPI.
struct UploadTimes {
  private struct Entry {
    let uploaded: Timestamp
    let sha256: SHA256Digest?
  }

  private var entries: [String: Entry] = [:]

  init(_ response: HTTPResponse, about name: ProjectName) throws(UnusableAnswer) {
    guard response.mediaType == "application/json" else {
      throw UnusableAnswer("the index's upload times are not in JSON")
    }
    let page = try AnswerJSON.parse(response.body, about: name)
    try AnswerJSON.check(page["info"]?["name"], is: name)
    guard let releases = page["releases"]?.object else { throw AnswerJSON.malformed("releases") }
    for release in releases {
      guard let files = release.value.array else { throw AnswerJSON.malformed("releases") }
      for file in files {
        guard let filename = file["filename"]?.string else {
          throw AnswerJSON.malformed("filename")
        }
        guard let text = file["upload_time_iso_8601"]?.string, let uploaded = Timestamp(text) else {
          continue
        }
        let sha256 = file["digests"]?["sha256"]?.string.flatMap { SHA256Digest($0) }
        entries[filename] = Entry(uploaded: uploaded, sha256: sha256)
      }
    }
  }

  /// Gives each file without a time the one of the file with the same name, unless their digests
  /// show that they are not the same.
  func merged(into record: ProjectRecord) -> ProjectRecord {
    let files = record.files.map { file -> ReleaseFile in
      guard file.uploaded == nil, let entry = entries[file.filename],
        file.sha256 == nil || entry.sha256 == nil || file.sha256 == entry.sha256
      else { return file }
      return file.uploaded(at: entry.uploaded)
    }
    return ProjectRecord(
      name: record.name, status: record.status, statusReason: record.statusReason, files: files,
      versions: record.versions, fetched: record.fetched)
  }
}
