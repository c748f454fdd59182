import Gate
import PythonPackaging
import SourceText

/// Reads the list of a project's files in JSON.
// https://packaging.python.org/en/latest/specifications/simple-repository-api/#json-serialization
enum JSONListing {
  static func read(
    _ body: [UInt8], about name: ProjectName, now: Timestamp
  ) throws(UnusableAnswer) -> ProjectRecord {
    let page = try AnswerJSON.parse(body, about: name)
    guard let version = page["meta"]?["api-version"]?.string, SimpleVersion.isKnown(version) else {
      throw UnusableAnswer("the index's answer is of no known version of its interface")
    }
    try AnswerJSON.check(page["name"], is: name)
    guard let entries = page["files"]?.array else { throw AnswerJSON.malformed("files") }

    var listed = ListedFiles(of: name)
    if let versions = page["versions"] {
      guard let versions = versions.array else { throw AnswerJSON.malformed("versions") }
      for entry in versions {
        guard let text = entry.string else { throw AnswerJSON.malformed("versions") }
        if let version = Version(text) { listed.add(version) }
      }
    }
    for entry in entries {
      guard let filename = entry["filename"]?.string else {
        throw AnswerJSON.malformed("filename")
      }
      listed.add(
        filename: filename, uploaded: entry["upload-time"]?.string.flatMap { Timestamp($0) },
        yank: try yank(entry["yanked"]), sha256: entry["hashes"]?["sha256"]?.string)
    }
    return listed.record(status: try status(page), now: now)
  }

  private static func yank(_ value: JSONValue?) throws(UnusableAnswer) -> Yank? {
    guard let value, !value.isNull else { return nil }
    if let isYanked = value.boolean { return isYanked ? Yank(reason: nil) : nil }
    guard let reason = value.string else { throw AnswerJSON.malformed("yanked") }
    return Yank(reason: reason.isEmpty ? nil : reason)
  }

  /// Both spellings occur: `status` is what indexes send, `state` what the proposal once said.
  private static func status(_ page: JSONValue) throws(UnusableAnswer) -> ProjectStatus? {
    guard let marker = page["project-status"] ?? page["meta"]?["project-status"], !marker.isNull
    else { return nil }
    guard let text = marker.string ?? marker["status"]?.string ?? marker["state"]?.string else {
      throw AnswerJSON.malformed("project-status")
    }
    return ProjectStatus(text)
  }
}
