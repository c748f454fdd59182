import PythonPackaging
import SourceText

extension OverrideDocument {
  /// The largest document that is read, in bytes.
  package static let byteLimit = 64 << 10

  /// Reads a document whose file gives it the id; everything that is wrong is told at once.
  package static func read(
    _ file: SourceFile, id: String
  ) -> Result<OverrideDocument, PolicyProblems> {
    var reader = OverrideReader(file: file, id: id)
    let document = reader.read()
    if let problems = reader.fields.problems.problems { return .failure(problems) }
    guard let document else {
      let place = Location(file: file, range: 0..<0)
      return .failure(
        PolicyProblems(diagnostics: [Diagnostic("the override is empty", at: place)]))
    }
    return .success(document)
  }

  /// Whether a text may name an override, and so its file.
  package static func isID(_ text: some StringProtocol) -> Bool {
    func isInner(_ byte: UInt8) -> Bool {
      (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte)
    }
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 100 else { return false }
    return isInner(first) && isInner(last)
      && bytes.allSatisfy { isInner($0) || "-._".utf8.contains($0) }
  }
}

/// Takes the members of one document. An unknown one may be a limit, so it is never ignored.
private struct OverrideReader {
  var fields: PolicyFields
  private let file: SourceFile
  private let fileID: String

  private static let members = [
    "version", "id", "repository", "project", "versions", "hashes", "rules", "paths", "tier",
    "reason", "requester", "issued", "expires", "serial",
  ]
  /// What may be left out where only `review` is lifted.
  private static let optional = ["hashes"]
  private static let listLimit = 1000

  init(file: SourceFile, id: String) {
    self.file = file
    fileID = id
    fields = PolicyFields(file: file)
  }

  mutating func read() -> OverrideDocument? {
    if let problem = Self.formProblem(of: file) {
      fields.problems.add([problem])
      return nil
    }
    let document = YAMLDocument(file)
    fields.problems.add(document.diagnostics)
    guard let root = document.root, document.diagnostics.isEmpty else { return nil }
    var values: [String: YAMLNode] = [:]
    for entry in fields.entries(of: root, "an override", keys: .init(known: Self.members)) {
      values[entry.name] = entry.value
    }
    fields.require(
      Self.members.filter { !Self.optional.contains($0) }, in: root, "the override")
    return self.document(values)
  }

  /// What is wrong with the bytes, which are what has been signed.
  private static func formProblem(of file: SourceFile) -> Diagnostic? {
    func problem(_ message: String, _ range: Range<Int>, help: String? = nil) -> Diagnostic {
      Diagnostic(message, at: Location(file: file, range: range), help: help)
    }
    let bytes = file.bytes
    if bytes.count > OverrideDocument.byteLimit {
      return problem("the override is larger than 64 KiB", 0..<0)
    }
    if let index = bytes.firstIndex(of: 0x0d) {
      return problem(
        "the override has carriage returns", index..<index + 1,
        help: "end lines with a line feed alone, and sign again")
    }
    if bytes.last != 0x0a {
      return problem(
        "the override does not end with a line feed", bytes.count..<bytes.count,
        help: "end the last line, and sign again")
    }
    return nil
  }

  private mutating func document(_ values: [String: YAMLNode]) -> OverrideDocument? {
    checkVersion(values["version"])
    let id = text("id", values)
    if let id, !id.value.utf8.elementsEqual(fileID.utf8) {
      fields.problems.add(
        "the id '\(id.value.shortened)' is not the name of the file", at: id.location,
        help: "name the file '\(id.value.shortened).yaml', or change the id and sign again")
    }
    let repository = text("repository", values)
    let project = text("project", values).flatMap { readProject($0) }
    let versions = text("versions", values).flatMap { readVersions($0) }
    let hashes = texts("hashes", values).compactMap { readHash($0) }
    let rules = texts("rules", values, mayBeEmpty: false).compactMap { readRule($0) }
    let paths = texts("paths", values, mayBeEmpty: false).compactMap { readPath($0) }
    let tier = text("tier", values)
    let reason = text("reason", values)
    let requester = text("requester", values).flatMap { readPerson($0) }
    let issued = text("issued", values).flatMap { readMoment($0) }
    let expires = text("expires", values).flatMap { readMoment($0) }
    let serial = values["serial"].flatMap { fields.positiveNumber(of: $0, "'serial'") }
    guard let id, let repository, let project, let versions, let tier, let reason, let requester,
      let issued, let expires, let serial
    else { return nil }
    if expires <= issued, let node = values["expires"] {
      fields.problems.add("the override expires before it is issued", at: node.range)
    }
    return OverrideDocument(
      id: id.value, repository: repository.value, project: project, versions: versions,
      hashes: Set(hashes), rules: rules, paths: paths, tier: tier.value, reason: reason.value,
      requester: requester, issued: issued, expires: expires, serial: serial.value)
  }

  private mutating func checkVersion(_ node: YAMLNode?) {
    guard let node else { return }
    if case .scalar("1", isPlain: true) = node.content { return }
    fields.problems.add(
      "this is not a version of overrides that is read", at: node.range,
      help: "write 'version: 1'")
  }

  private mutating func text(_ name: String, _ values: [String: YAMLNode]) -> Placed<String>? {
    values[name].flatMap { fields.text(of: $0, "'\(name)'") }
  }

  /// The elements of a list, each at most once.
  private mutating func texts(
    _ name: String, _ values: [String: YAMLNode], mayBeEmpty: Bool = true
  ) -> [Placed<String>] {
    guard let node = values[name] else { return [] }
    let elements = fields.elements(of: node, "'\(name)'")
    if elements.isEmpty, !mayBeEmpty, case .sequence = node.content {
      fields.problems.add("'\(name)' is empty", at: node.range)
    }
    if elements.count > Self.listLimit {
      fields.problems.add("'\(name)' has more than \(Self.listLimit) elements", at: node.range)
      return []
    }
    var seen: Set<String> = []
    return elements.compactMap { element in
      guard let text = fields.text(of: element, "an element of '\(name)'") else { return nil }
      if seen.insert(text.value).inserted { return text }
      fields.problems.add(
        "'\(text.value.shortened)' stands in '\(name)' twice", at: text.location)
      return nil
    }
  }

  private mutating func readProject(_ text: Placed<String>) -> ProjectName? {
    if let name = ProjectName(text.value), name.normalized.utf8.elementsEqual(text.value.utf8) {
      return name
    }
    fields.problems.add(
      "'\(text.value.shortened)' is not the normalized name of a project", at: text.location,
      help: "use lower-case letters, digits and '-'")
    return nil
  }

  private mutating func readVersions(_ text: Placed<String>) -> SpecifierSet? {
    if let set = SpecifierSet(text.value), !set.specifiers.isEmpty,
      set.specifiers.allSatisfy({ $0.op != .arbitrary })
    {
      return set
    }
    fields.problems.add(
      "'\(text.value.shortened)' is not a version specifier", at: text.location,
      help: "write it as a requirement does, like '==2.31.0'")
    return nil
  }

  private mutating func readHash(_ text: Placed<String>) -> SHA256Digest? {
    let prefix = "sha256:"
    if text.value.hasPrefix(prefix), let digest = SHA256Digest(text.value.dropFirst(prefix.count)) {
      return digest
    }
    fields.problems.add(
      "'\(text.value.shortened)' is not the digest of a file", at: text.location,
      help: "write 'sha256:' and 64 hexadecimal digits")
    return nil
  }

  private mutating func readRule(_ text: Placed<String>) -> RuleID? {
    if let rule = RuleRegistry.ids.first(where: { $0.text == text.value }) { return rule }
    let nearest = NearestWord.nearest(to: text.value, among: RuleRegistry.ids.map(\.text))
    fields.problems.add(
      "'\(text.value.shortened)' is not a rule\(nearest.map { "; did you mean '\($0)'?" } ?? "")",
      at: text.location, help: "name each rule by its id; there are no patterns")
    return nil
  }

  private mutating func readPath(_ text: Placed<String>) -> RepositoryPath? {
    let path = RepositoryPath(text.value)
    if RepositoryPath.resolve(path.bytes, in: nil) == path, !text.value.utf8.contains(0x2a) {
      return path
    }
    fields.problems.add(
      "'\(text.value.shortened)' is not the path of a file", at: text.location,
      help: "write it from the top level of the repository; there are no patterns")
    return nil
  }

  private mutating func readPerson(_ text: Placed<String>) -> String? {
    if text.value.isPrincipal { return text.value }
    fields.problems.add(
      "'\(text.value.shortened)' is not the name of a person", at: text.location,
      help: "write it as '.pipgate/allowed_signers' does, like 'ana@acme.example'")
    return nil
  }

  private mutating func readMoment(_ text: Placed<String>) -> Timestamp? {
    if let moment = Timestamp(exactly: text.value) { return moment }
    fields.problems.add(
      "'\(text.value.shortened)' is not a moment in UTC", at: text.location,
      help: "write it like '2026-11-21T08:00:00Z'")
    return nil
  }
}
