import PythonPackaging
import SourceText

/// One logical line of a requirements file: a requirement with its options, or options alone.
struct RequirementLine {
  private let line: MappedText
  private let role: DependencyRole
  /// What comes before the first option.
  private let requirement: MappedText
  private let options: MappedText

  init(_ line: MappedText, role: DependencyRole) {
    self.line = line
    self.role = role
    // pip's `break_args_options`: options begin at the first word, between spaces alone, that
    // begins with a hyphen.
    var start = line.range.lowerBound
    var isWordStart = true
    while start < line.range.upperBound {
      if isWordStart, line.bytes[start] == UInt8(ascii: "-") { break }
      isWordStart = line.bytes[start] == 0x20
      start += 1
    }
    requirement = line.part(line.range.lowerBound..<start).trimmed
    options = line.part(start..<line.range.upperBound)
  }

  func read(into manifest: inout Manifest) throws(Unreadable) {
    if let variable = environmentVariable {
      throw .declaration(
        "'\(variable.text)' is replaced when it is installed, so the line cannot be decided",
        at: variable, help: "write the value, and keep secrets in pip's configuration")
    }
    let uses = options.isEmpty ? [] : try OptionUse.all(in: OptionWords.split(options))
    let hashes = try hashes(in: uses)
    var read = Manifest()
    for use in uses {
      switch use.option.effect {
      case .include(let kind):
        if !requirement.isEmpty { throw misplaced(use) }
        if let value = use.value {
          read.includes.append(try IncludePath.include(kind, value, at: use.location))
        }
      case .editable:
        if !requirement.isEmpty { throw misplaced(use) }
        if let value = use.value {
          read.dependencies.append(
            try Self.editable(value.trimmed, role: role, location: use.location))
        }
      case .index(let kind):
        read.options.append(
          IndexOption(kind: kind, value: use.value?.text ?? "", location: use.location))
      case .hash, .none: continue
      }
    }
    if !requirement.isEmpty {
      let dependency = try Self.dependency(in: requirement, role: role)
      read.dependencies.append(hashes.isEmpty ? dependency : dependency.with(hashes: hashes))
    }
    manifest.dependencies += read.dependencies
    manifest.options += read.options
    manifest.includes += read.includes
  }

  /// Reads what pip's `parse_req_from_line` reads: a URL, a path, an archive or a requirement.
  static func dependency(
    in text: MappedText, role: DependencyRole
  ) throws(Unreadable) -> Dependency {
    let isURL = ReferenceReader.scheme(of: text.content).map(Self.isInstallable) ?? false
    let (body, marker) = splitMarker(text, isURL: isURL)
    let condition = try marker.map { text throws(Unreadable) in
      try RequirementReader.marker(in: text).description
    }
    let isPath = !isURL && isPath(body)
    if isPath, isAmbiguous(body) {
      throw .declaration(
        "'\(body.text)' may be a path or a requirement", at: body.location,
        help: "begin a path with './', or correct the version")
    }
    if isURL || isPath {
      return try ReferenceReader.dependency(
        in: body, marker: condition, isEditable: false, role: role, location: text.location)
    }
    let dependency = try RequirementReader.dependency(in: body, role: role)
    return dependency.with(marker: condition, location: text.location)
  }

  /// Reads the value of `-e`: a path, a URL or `name @ url`.
  static func editable(
    _ text: MappedText, role: DependencyRole, location: Location
  ) throws(Unreadable) -> Dependency {
    if ReferenceReader.scheme(of: text.content) == nil, text.content.contains(UInt8(ascii: "@")),
      let requirement = try? Requirement.parse(text.bytes, in: text.range),
      let url = requirement.url
    {
      let address = DirectReference(
        kind: ReferenceReader.kind(of: Array(url.utf8)[...], in: text.file.path.parent), text: url,
        isEditable: true)
      return Dependency(
        name: requirement.name, extras: requirement.extras, specifiers: SpecifierSet(),
        marker: requirement.marker?.description, reference: address, role: role,
        location: location, nameLocation: text.location(of: requirement.nameRange))
    }
    return try ReferenceReader.dependency(
      in: text, marker: nil, isEditable: true, role: role, location: location)
  }

  private static func isInstallable(_ scheme: String) -> Bool {
    ["http", "https", "file", "ftp"].contains(scheme) || ReferenceReader.isVersionControl(scheme)
  }

  /// In a URL only `; ` ends the address, elsewhere any semicolon. No marker is no condition.
  private static func splitMarker(
    _ text: MappedText, isURL: Bool
  ) -> (MappedText, marker: MappedText?) {
    let semicolon = text.content.indices.first { index in
      text.bytes[index] == UInt8(ascii: ";")
        && (!isURL || (index + 1 < text.range.upperBound && text.bytes[index + 1] == 0x20))
    }
    guard let semicolon else { return (text, nil) }
    let marker = text.part((semicolon + 1)..<text.range.upperBound).trimmed
    let body = text.part(text.range.lowerBound..<semicolon).trimmed
    return (body, marker.isEmpty ? nil : marker)
  }

  /// Whether a path that does not say so by its beginning holds a comparison. When nothing stands
  /// there pip takes it for a requirement, and old versions of pip compare any text.
  private static func isAmbiguous(_ text: MappedText) -> Bool {
    switch text.content.first {
    case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "~"): false
    default: text.content.contains { Array("<>=!~".utf8).contains($0) }
    }
  }

  /// Whether pip would look for a file or a folder before it looks for a project. The gate cannot
  /// know what stands on the disk there, so that what looks like a path is one.
  private static func isPath(_ text: MappedText) -> Bool {
    let slash = UInt8(ascii: "/")
    let backslash = UInt8(ascii: "\\")
    func looksLikePath(_ bytes: ArraySlice<UInt8>) -> Bool {
      bytes.first == UInt8(ascii: ".") || bytes.contains(slash) || bytes.contains(backslash)
    }
    var path = text.content
    if let bracket = ReferenceReader.extrasStart(in: text) { path = path[..<bracket] }
    while path.last == slash || path.last == 0x20 { path = path.dropLast() }
    let beforeAt = text.content.prefix { $0 != UInt8(ascii: "@") }
    let hasAddress = beforeAt.endIndex < text.range.upperBound && !looksLikePath(beforeAt)
    if hasAddress { return false }
    let name = path[((path.lastIndex(of: slash) ?? path.startIndex - 1) + 1)...]
    return looksLikePath(text.content) || ReferenceReader.isArchive(name)
  }

  private func hashes(in uses: [OptionUse]) throws(Unreadable) -> [String] {
    var hashes: Set<String> = []
    for use in uses {
      guard case .hash = use.option.effect, let value = use.value else { continue }
      let text = value.text.lowercased()
      guard ["sha256:", "sha384:", "sha512:"].contains(where: { text.utf8.starts(with: $0.utf8) })
      else {
        throw .declaration(
          "'\(value.text)' is no hash that pip accepts", at: value.location,
          help: "write 'sha256:' and the digest in hexadecimal")
      }
      hashes.insert(text)
    }
    return hashes.sorted()
  }

  private func misplaced(_ use: OptionUse) -> Unreadable {
    .declaration(
      "pip ignores '\(use.location.text)' after a requirement", at: use.location,
      help: "write the option on a line of its own")
  }

  // https://pip.pypa.io/en/stable/reference/requirements-file-format/#using-environment-variables
  private var environmentVariable: Location? {
    var start = line.range.lowerBound
    while let dollar = line.bytes[start..<line.range.upperBound].firstIndex(of: UInt8(ascii: "$")) {
      start = dollar + 1
      guard start < line.range.upperBound, line.bytes[start] == UInt8(ascii: "{") else { continue }
      let name = line.bytes[(start + 1)..<line.range.upperBound].prefix { byte in
        (0x41...0x5a).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
      }
      let end = name.endIndex
      if !name.isEmpty, end < line.range.upperBound, line.bytes[end] == UInt8(ascii: "}") {
        return line.location(of: dollar..<(end + 1))
      }
    }
    return nil
  }
}
