/// What a release says of itself, as far as it matters here. All text is the publisher's: hostile.
// https://packaging.python.org/en/latest/specifications/core-metadata/
package struct CoreMetadata: Hashable, Sendable {
  package let name: ProjectName
  package let version: Version
  package let summary: String?
  /// The licence as an SPDX expression (PEP 639), as written.
  package let licenseExpression: String?
  /// The older field: the name of a licence, or its whole text.
  package let license: String?
  /// The classifiers that speak of licences, as written.
  package let licenseClassifiers: [String]
  package let requiresPython: String?
  package let requirements: [Requirement]
  /// What stands where a requirement should be and is none.
  package let unreadableRequirements: [String]
  package let extras: [ProjectName]
  package let homePage: String?
  package let links: [Link]

  /// An address with what it leads to, in the publisher's word.
  package struct Link: Hashable, Sendable {
    package let label: String
    package let address: String
  }

  private static let largest = 8 << 20

  /// Refuses what readers of metadata could read differently, or not at all.
  package init(_ bytes: [UInt8]) throws(CoreMetadataError) {
    guard bytes.count <= Self.largest else { throw CoreMetadataError("is too large") }
    guard let head = HeaderFields(bytes) else { throw CoreMetadataError("has too many fields") }
    let fields = MetadataFields(head)

    let format = try fields.decisive("metadata-version") ?? ""
    guard format.utf8.starts(with: "1.".utf8) || format.utf8.starts(with: "2.".utf8) else {
      throw CoreMetadataError("is of no known version of its format")
    }
    guard let name = try fields.decisive("name").flatMap({ ProjectName($0) }) else {
      throw CoreMetadataError("names no project")
    }
    guard let version = try fields.decisive("version").flatMap({ Version($0) }) else {
      throw CoreMetadataError("names no version")
    }
    self.name = name
    self.version = version
    licenseExpression = try fields.decisive("license-expression")
    requiresPython = try fields.decisive("requires-python")
    summary = fields.single("summary")
    license = fields.single("license")
    homePage = fields.single("home-page")
    licenseClassifiers = try fields.all("classifier").filter {
      $0.utf8.starts(with: "License ::".utf8)
    }
    extras = try fields.all("provides-extra").compactMap { ProjectName($0) }
    links = try fields.all("project-url").map(Self.link)

    var requirements: [Requirement] = []
    var unreadable: [String] = []
    for text in try fields.all("requires-dist") {
      do throws(RequirementError) {
        requirements.append(try Requirement.parse(Array(text.utf8)))
      } catch {
        unreadable.append(text)
      }
    }
    self.requirements = requirements
    unreadableRequirements = unreadable
  }

  /// Reads `Source, https://…`; without a comma all of it is the address.
  private static func link(_ text: String) -> Link {
    let parts = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    func trimmed(_ part: Substring) -> String {
      String(part.drop { $0 == " " })
    }
    return parts.count == 2
      ? Link(label: trimmed(parts[0]), address: trimmed(parts[1])) : Link(label: "", address: text)
  }
}

/// Why metadata cannot be used.
package struct CoreMetadataError: Error, Hashable, Sendable {
  /// Goes on after "the metadata".
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}

/// The fields of metadata by what they may hold.
private struct MetadataFields {
  private let head: HeaderFields

  init(_ head: HeaderFields) { self.head = head }

  /// A field on which a decision rests: readers take the first or the last of two, so that two are
  /// refused.
  func decisive(_ name: String) throws(CoreMetadataError) -> String? {
    let texts = try all(name)
    if texts.count > 1 { throw CoreMetadataError("has '\(name)' more than once") }
    return texts.first
  }

  /// A field that informs; nil also where it stands twice, as nobody knows which one is meant.
  func single(_ name: String) -> String? {
    guard let texts = head.texts(of: name), texts.count == 1, let text = texts.first,
      !text.isEmpty, text != "UNKNOWN"
    else { return nil }
    return text
  }

  /// Every text of a field, on one line each.
  func all(_ name: String) throws(CoreMetadataError) -> [String] {
    guard let texts = head.texts(of: name) else {
      throw CoreMetadataError("has a field '\(name)' that is not UTF-8")
    }
    return texts.map(Self.unfolded)
  }

  private static func unfolded(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x0a || $0 == 0x0d }) else { return text }
    let lines = text.utf8.split { $0 == 0x0a || $0 == 0x0d }.map { line in
      String(decoding: line.drop { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
    }
    return lines.joined(separator: " ")
  }
}
