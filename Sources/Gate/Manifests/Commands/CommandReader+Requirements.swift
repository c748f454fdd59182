import PythonPackaging
import SourceText

extension CommandReader {
  /// Reads a word that names what is installed, in the grammar of pip.
  mutating func readRequirement(_ word: ShellWord, role: DependencyRole) {
    if isPlaceholder(word) { return }
    guard word.isLiteral && !CommandTemplate.occurs(in: word.text.content) || isAddress(word) else {
      return readComputed(word, role: role)
    }
    if isElsewhere(word) { return refuseElsewhere(word) }
    attempt(word) { () throws(Unreadable) in
      try RequirementLine.dependency(in: word.text, role: role)
    }
  }

  /// Reads `name@1.0` and `name@latest` like `name==1.0` and `name`, all else like a requirement.
  // https://docs.astral.sh/uv/guides/tools/#requesting-specific-versions
  mutating func readTool(_ word: ShellWord, role: DependencyRole) {
    let bytes = word.text.content
    guard let at = bytes.firstIndex(of: UInt8(ascii: "@")), word.isLiteral,
      ReferenceReader.scheme(of: bytes) == nil, !bytes[..<at].contains(UInt8(ascii: "/")),
      ReferenceReader.scheme(of: bytes[(at + 1)...]) == nil,
      !bytes[(at + 1)...].contains(where: { "/ ".utf8.contains($0) })
    else { return readRequirement(word, role: role) }
    attempt(word) { () throws(Unreadable) in
      let dependency = try RequirementReader.dependency(
        in: word.text.part(word.text.range.lowerBound..<at), role: role)
      let version = String(decoding: bytes[(at + 1)...], as: UTF8.self)
      return dependency.with(
        specifiers: SpecifierSet("==\(version)"), location: word.text.location)
    }
  }

  mutating func readEditable(_ word: ShellWord, role: DependencyRole, location: Location) {
    if isPlaceholder(word) { return }
    guard isAddress(word) || word.isLiteral && !isElsewhere(word) else {
      return refuseElsewhere(word)
    }
    attempt(word) { () throws(Unreadable) in
      try RequirementLine.editable(word.text, role: role, location: location)
    }
  }

  /// Reads `name`, `name@^1.0`, `name[extra]@latest`, `name>=1`, `git+https://…` and paths.
  // https://python-poetry.org/docs/cli/#add
  mutating func readPoetryRequirement(_ word: ShellWord, role: DependencyRole) {
    let bytes = word.text.content
    let comparison = bytes.firstIndex { "@=<>!~^".utf8.contains($0) }
    let isReference =
      ReferenceReader.scheme(of: bytes) != nil
      || bytes.prefix(while: { $0 != UInt8(ascii: "@") }).contains(UInt8(ascii: "/"))
    guard word.isLiteral, !isReference, let comparison,
      bytes[comparison] != UInt8(ascii: "@")
        || ReferenceReader.scheme(of: bytes[(comparison + 1)...]) == nil
    else { return readRequirement(word, role: role) }
    attempt(word) { () throws(Unreadable) in
      let dependency = try RequirementReader.dependency(
        in: word.text.part(word.text.range.lowerBound..<comparison).trimmed, role: role)
      let isAt = bytes[comparison] == UInt8(ascii: "@")
      let text = String(decoding: bytes[(comparison + (isAt ? 1 : 0))...], as: UTF8.self)
      if text == "latest" { return dependency.with(location: word.text.location) }
      guard let constraint = PoetryConstraint(text) else {
        throw Unreadable(
          Diagnostic("'\(text)' is no constraint of Poetry", at: word.text.location),
          extent: .declaration)
      }
      return dependency.with(
        specifiers: constraint.alternatives.count == 1 ? constraint.alternatives[0] : nil,
        location: word.text.location)
    }
  }

  mutating func readCondaPackage(_ word: ShellWord, role: DependencyRole) {
    if isPlaceholder(word) { return }
    guard word.isLiteral, !CommandTemplate.occurs(in: word.text.content) else {
      return readComputed(word, role: role, ecosystem: .conda)
    }
    attempt(word) { () throws(Unreadable) in
      try CondaMatchSpec.dependency(in: word.text, role: role)
    }
  }

  /// Reads `--git URL name`: the project comes from the address.
  mutating func readAddress(_ address: ShellWord, for words: [ShellWord], _ role: DependencyRole) {
    let reference = DirectReference(
      kind: ReferenceReader.scheme(of: address.text.content) == nil
        ? ReferenceReader.kind(of: address.text.content, in: address.text.file.path.parent)
        : .versionControl, text: address.text.text)
    for word in words {
      attempt(word) { () throws(Unreadable) in
        try RequirementReader.dependency(in: word.text, role: role).with(reference: reference)
      }
    }
  }

  /// Reads a word of which the shell replaces a part. A name that is written out is known all the
  /// same; what is not known is told.
  private mutating func readComputed(
    _ word: ShellWord, role: DependencyRole, ecosystem: Ecosystem = .python
  ) {
    if var dependency = nameBeforeVersion(in: word, role: role) {
      dependency.ecosystem = ecosystem
      add(dependency)
    }
    // In `name==<version>` of prose nobody is missing anything.
    if kind == .prose { return }
    let replaced = word.expansions.first { $0.kind != .pattern }?.range
    let place = word.text.location(of: replaced ?? word.text.range)
    refuse(
      "'\(word.text.location.text)' is put together when the command runs", at: place,
      help: "write the value")
  }

  /// Whether a word begins with the address of an archive or a repository, which is reported as it
  /// is written whatever is put into it.
  private func isAddress(_ word: ShellWord) -> Bool {
    let first = word.expansions.first?.range.lowerBound ?? word.text.range.upperBound
    let bytes = word.text.bytes[word.text.range.lowerBound..<first]
    let start = bytes.firstRange(of: Array("://".utf8))?.lowerBound
    guard let start, let scheme = ReferenceReader.scheme(of: bytes[...start]) else { return false }
    return ["http", "https", "ftp"].contains(scheme) || ReferenceReader.isVersionControl(scheme)
  }

  /// Whether a path leads to something that is only there when the command runs.
  private func isElsewhere(_ word: ShellWord) -> Bool {
    let bytes = word.text.content
    if ReferenceReader.scheme(of: bytes) != nil { return false }
    if word.expansions.contains(where: { $0.kind == .pattern }) {
      return bytes.contains(UInt8(ascii: "/")) || ReferenceReader.isArchive(bytes)
    }
    guard let first = bytes.first else { return false }
    if ReferenceReader.isArchive(bytes) { return false }
    return first == UInt8(ascii: "/") || first == UInt8(ascii: "~")
      || bytes.starts(with: "../".utf8) || bytes.elementsEqual("..".utf8)
  }

  private mutating func refuseElsewhere(_ word: ShellWord) {
    // Prose says how one would install what one has; no project is named.
    if kind == .prose { return }
    refuse(
      "'\(word.text.text)' is a path of the machine that the command runs on",
      at: word.text.location, help: "install a release from an index")
  }

  /// Whether a word of prose stands for one that the reader puts in.
  private func isPlaceholder(_ word: ShellWord) -> Bool {
    kind == .prose && ProsePlaceholder.matches(word.text.content)
  }

  /// Whether a word of prose is a file on the reader's disk, `package-x.y.z.whl`. A name with foreign
  /// letters may be one that merely looks like another.
  private func isExampleOfFile(_ word: ShellWord) -> Bool {
    let bytes = word.text.content
    return kind == .prose && ReferenceReader.isArchive(bytes)
      && ReferenceReader.scheme(of: bytes) == nil && bytes.allSatisfy { $0 < 0x80 }
  }

  private mutating func attempt(
    _ word: ShellWord, _ read: () throws(Unreadable) -> Dependency?
  ) {
    if word.text.isEmpty { return }
    guard word.text.range.count <= PipArguments.maximumLength else {
      return refuse("the requirement is longer than 64 KiB", at: word.text.location)
    }
    do {
      if let dependency = try read() { add(dependency) }
    } catch {
      // Of `name==version` in prose the name is meant all the same, and all that is meant.
      if kind == .prose, let name = nameBeforeVersion(in: word) { return add(name) }
      if isExampleOfFile(word) { return }
      refuse(error)
    }
  }

  /// The project of a word whose name alone can be read.
  private func nameBeforeVersion(
    in word: ShellWord, role: DependencyRole = .runtime
  ) -> Dependency? {
    let name = word.text.part(
      word.text.content.prefix { !"[=<>!~ @;$`{%".utf8.contains($0) }.indices)
    let next = name.range.upperBound
    guard next < word.text.range.upperBound, "[=<>!~ @".utf8.contains(word.text.bytes[next]),
      word.expansions.allSatisfy({ $0.range.lowerBound >= next }),
      let project = ProjectName(name.content)
    else { return nil }
    return Dependency(
      name: project, role: role, location: word.text.location, nameLocation: name.location)
  }

  private mutating func add(_ dependency: Dependency) {
    if manifest.isFull { return }
    var dependency = dependency
    dependency.kind = kind
    manifest.dependencies.append(dependency)
  }

  /// Tells of a word that no installer would take. Only a name with foreign letters is more than a
  /// note: it may be one that merely looks like another.
  private mutating func refuse(_ problem: Unreadable) {
    if manifest.isFull { return }
    let isName =
      problem.reason == .invalidName && kind != .prose
      && problem.diagnostic.location.text.unicodeScalars.contains {
        $0.value > 0x7f && $0.properties.isAlphabetic
      }
    manifest.unreadable.append(
      Unreadable(
        problem.diagnostic, extent: .declaration, reason: isName ? .invalidName : .undecided,
        kind: kind))
  }

  /// Tells of what is decided only when the command runs.
  mutating func refuse(_ message: String, at place: Location, help: String? = nil) {
    if manifest.isFull { return }
    manifest.unreadable.append(
      Unreadable(
        Diagnostic(message, at: place, help: help), extent: .declaration, reason: .undecided,
        kind: kind))
  }
}
