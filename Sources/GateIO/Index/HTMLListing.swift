import Gate
import PythonPackaging

/// Reads the list of a project's files in HTML.
// https://packaging.python.org/en/latest/specifications/simple-repository-api/#base-html-api
enum HTMLListing {
  static func read(
    _ body: [UInt8], about name: ProjectName, now: Timestamp
  ) throws(UnusableAnswer) -> ProjectRecord {
    let page = SimplePage(body)
    guard !page.isCutShort else { throw UnusableAnswer("the index's page was cut short") }
    if let version = page.metadata["pypi:repository-version"], !SimpleVersion.isKnown(version) {
      throw UnusableAnswer("the index speaks version '\(version)', of which nothing is known")
    }
    var listed = ListedFiles(of: name)
    var isAboutProject = false
    for anchor in page.anchors {
      guard let file = LinkedFile(anchor) else { continue }
      let belongs = DistributionFilename(file.name, project: name) != nil
      isAboutProject = isAboutProject || belongs
      guard belongs || file.sha256 != nil else { continue }
      listed.add(described(file, by: anchor.attributes))
    }
    if listed.files.isEmpty { isAboutProject = claims(page, name) }
    guard isAboutProject else {
      throw UnusableAnswer("the index's page is no list of the files of '\(name)'")
    }
    let status = page.metadata["pypi:project-status"].map { ProjectStatus($0) }
    return listed.record(
      status: status, reason: page.metadata["pypi:project-status-reason"], now: now)
  }

  private static func described(
    _ file: LinkedFile, by attributes: [String: String]
  ) -> ListedFile {
    ListedFile(
      filename: file.name,
      // Not in the specification, but some mirrors write it, and say so what JSON would say.
      uploaded: attributes["data-upload-time"].flatMap { Timestamp($0) },
      yank: attributes["data-yanked"].map { Yank(reason: $0.isEmpty ? nil : $0) },
      sha256: file.sha256, requiresPython: attributes["data-requires-python"],
      hasProvenance: attributes["data-provenance"].map { !$0.isEmpty } ?? false,
      address: attributes["href"],
      metadata: (attributes["data-core-metadata"] ?? attributes["data-dist-info-metadata"])
        .flatMap(metadata))
  }

  /// Reads `sha256=` and a digest, or `true`.
  private static func metadata(_ text: String) -> ListedMetadata? {
    if text == "false" { return nil }
    let prefix = "sha256="
    guard text.utf8.starts(with: prefix.utf8) else { return .withoutDigest }
    return SHA256Digest(text.dropFirst(prefix.count)).map { .sha256($0) } ?? .withoutDigest
  }

  /// Whether a page without files is the project's own list. A page to log in at has no files
  /// either, and must not pass for a project without releases.
  private static func claims(_ page: SimplePage, _ name: ProjectName) -> Bool {
    let titles = page.titles.compactMap { title -> ProjectName? in
      let words = title.utf8.split { $0 == 0x20 || (0x09...0x0d).contains($0) }
      guard words.count == 3, words[0].elementsEqual("Links".utf8),
        words[1].elementsEqual("for".utf8)
      else { return nil }
      return ProjectName(words[2])
    }
    return titles.isEmpty
      ? page.metadata["pypi:repository-version"] != nil : titles.allSatisfy { $0 == name }
  }
}

/// The file that an anchor leads to.
private struct LinkedFile {
  let name: String
  let sha256: SHA256Digest?

  /// Nil when the anchor leads to no file. The name is the address's, not the text's: that is what
  /// an installer goes by.
  init?(_ anchor: SimplePage.Anchor) {
    guard let address = anchor.attributes["href"] else { return nil }
    let bytes = Array(address.utf8)
    let fragment = bytes.firstIndex(of: UInt8(ascii: "#"))
    let path = bytes[..<(fragment ?? bytes.endIndex)].prefix { $0 != UInt8(ascii: "?") }
    let slash = path.lastIndex(of: UInt8(ascii: "/"))
    let last = path[(slash.map { $0 + 1 } ?? path.startIndex)...]
    guard let name = Self.decode(last), !name.isEmpty else { return nil }
    self.name = name
    let digests = fragment.map { bytes[($0 + 1)...].split(separator: UInt8(ascii: "&")) } ?? []
    let prefix = Array("sha256=".utf8)
    sha256 = digests.first { $0.starts(with: prefix) }.flatMap {
      SHA256Digest(String(decoding: $0.dropFirst(prefix.count), as: UTF8.self))
    }
  }

  /// Undoes percent-encoding; nil unless printable ASCII without slashes comes of it.
  private static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
    var decoded: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      var byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "%") {
        guard index + 1 < bytes.endIndex, let high = hexadecimal(bytes[index]),
          let low = hexadecimal(bytes[index + 1])
        else { return nil }
        byte = high << 4 | low
        index += 2
      }
      guard (0x20...0x7e).contains(byte), byte != UInt8(ascii: "/") else { return nil }
      decoded.append(byte)
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}

/// The version of the simple API that an answer speaks.
enum SimpleVersion {
  /// Major version 1: within it, what is unknown may be ignored.
  static func isKnown(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].elementsEqual("1".utf8) && !parts[1].isEmpty
      && parts[1].allSatisfy { (0x30...0x39).contains($0) }
  }
}
