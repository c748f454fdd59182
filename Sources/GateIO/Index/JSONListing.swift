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
    for entry in entries { listed.add(try file(entry)) }
    let marker = try status(page)
    return listed.record(status: marker.status, reason: marker.reason, now: now)
  }

  /// Goes through the members once: an answer may list thousands of files.
  private static func file(_ entry: JSONValue) throws(UnusableAnswer) -> ListedFile {
    var file = ListedFile(filename: "")
    var isNamed = false
    // Both names of the metadata may stand there; the newer one counts (PEP 714).
    var olderMetadata: ListedMetadata?
    var namesMetadata = false
    for member in entry.object ?? [] {
      let value = member.value
      switch member.name {
      case "filename":
        guard let filename = value.string else { throw AnswerJSON.malformed("filename") }
        file.filename = filename
        isNamed = true
      case "url": file.address = value.string
      case "upload-time": file.uploaded = value.string.flatMap { Timestamp($0) }
      case "yanked": file.yank = try yank(value)
      case "hashes": file.sha256 = value["sha256"]?.string.flatMap { SHA256Digest($0) }
      case "size": file.size = value.integer.flatMap { $0 < 0 ? nil : $0 }
      case "requires-python": file.requiresPython = try text(value, of: "requires-python")
      case "provenance": file.hasProvenance = try text(value, of: "provenance") != nil
      case "core-metadata":
        file.metadata = try metadata(value, of: "core-metadata")
        namesMetadata = true
      case "dist-info-metadata":
        olderMetadata = try metadata(value, of: "dist-info-metadata")
      default: break
      }
    }
    guard isNamed else { throw AnswerJSON.malformed("filename") }
    if !namesMetadata { file.metadata = olderMetadata }
    return file
  }

  private static func text(
    _ value: JSONValue, of member: String
  ) throws(UnusableAnswer) -> String? {
    if value.isNull { return nil }
    guard let text = value.string else { throw AnswerJSON.malformed(member) }
    return text
  }

  private static func metadata(
    _ value: JSONValue, of member: String
  ) throws(UnusableAnswer) -> ListedMetadata? {
    if value.isNull { return nil }
    if let isThere = value.boolean { return isThere ? .withoutDigest : nil }
    guard value.object != nil else { throw AnswerJSON.malformed(member) }
    return value["sha256"]?.string.flatMap { SHA256Digest($0) }.map { .sha256($0) }
      ?? .withoutDigest
  }

  private static func yank(_ value: JSONValue) throws(UnusableAnswer) -> Yank? {
    if value.isNull { return nil }
    if let isYanked = value.boolean { return isYanked ? Yank(reason: nil) : nil }
    guard let reason = value.string else { throw AnswerJSON.malformed("yanked") }
    return Yank(reason: reason.isEmpty ? nil : reason)
  }

  /// Both spellings occur: `status` is what indexes send, `state` what the proposal once said.
  private static func status(
    _ page: JSONValue
  ) throws(UnusableAnswer) -> (status: ProjectStatus?, reason: String?) {
    guard let marker = page["project-status"] ?? page["meta"]?["project-status"], !marker.isNull
    else { return (nil, nil) }
    guard let text = marker.string ?? marker["status"]?.string ?? marker["state"]?.string else {
      throw AnswerJSON.malformed("project-status")
    }
    return (ProjectStatus(text), marker["reason"]?.string)
  }
}
