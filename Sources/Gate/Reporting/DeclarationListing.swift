import SourceText

/// What files declare, as text for people and for programs.
package enum DeclarationListing {
  package static let schema = "pipgate-dependencies/1"

  /// A line each: the place, the name, the declaration.
  package static func text(of declarations: Declarations) -> String {
    var lines: [(location: Location, text: String)] = []
    for dependency in declarations.dependencies {
      let name = dependency.name?.normalized ?? "-"
      let kind = dependency.kind.observation.map { "\t(\($0))" } ?? ""
      lines.append(
        (dependency.nameLocation, "\(name)\t\(SafeText.line(dependency.requirementText))\(kind)"))
    }
    for option in declarations.options {
      let value = SafeText.line(Redacted.url(option.value))
      lines.append((option.location, "--\(option.kind.rawValue) \(value)"))
    }
    for part in declarations.unreadable {
      lines.append(
        (part.diagnostic.location, "unreadable: \(SafeText.line(part.diagnostic.message))"))
    }
    let sorted = lines.enumerated().sorted { a, b in
      a.element.location == b.element.location
        ? a.offset < b.offset : a.element.location < b.element.location
    }
    var text = ""
    for (_, line) in sorted {
      let start = line.location.start
      let path = SafeText.line(line.location.file.path.description)
      text += "\(path):\(start.line):\(start.column): \(line.text)\n"
    }
    for path in declarations.unsupported {
      text += "\(SafeText.line(path.description)): not inspected\n"
    }
    return text
  }

  /// One document; members may be added within a version of the schema.
  package static func json(of declarations: Declarations) -> String {
    let notebooks = NotebookPlaces(
      declarations.dependencies.map(\.nameLocation) + declarations.options.map(\.location)
        + declarations.unreadable.map(\.diagnostic.location))
    let document: JSONText = [
      "schema": .string(schema),
      "dependencies": .array(declarations.dependencies.map { dependency($0, notebooks) }),
      "options": .array(declarations.options.map { option($0, notebooks) }),
      "unreadable": .array(declarations.unreadable.map { unreadable($0, notebooks) }),
      "unsupported": .array(declarations.unsupported.map { .string($0.description) }),
    ]
    return document.written(.pretty)
  }

  private static func dependency(
    _ dependency: Dependency, _ notebooks: NotebookPlaces
  ) -> JSONText {
    .object(
      [
        .init("name", .shown(dependency.name?.normalized)),
        .init("specifier", .string(dependency.specifiers.text)),
        .init("extras", .array(dependency.extras.map { .string($0.normalized) })),
        .init("marker", .shown(dependency.marker)),
        .init("role", .string(dependency.role.word)),
        .init("group", .shown(dependency.role.groupName)),
        .init("kind", .string(dependency.kind.word)),
        .init("observation", .shown(dependency.kind.observation)),
        .init("direct", dependency.kind.isDirect.map { .boolean($0) } ?? .null),
        .init("module", .shown(dependency.kind.module)),
        .init("optional", dependency.kind.isOptional.map { .boolean($0) } ?? .null),
        .init("source", .string(dependency.source)),
        .init("reference", .shown(dependency.reference.map { Redacted.url($0.text) })),
        .init("editable", .boolean(dependency.reference?.isEditable ?? false)),
        .init("index", .shown(dependency.index.map { Redacted.url($0) })),
        .init("hashes", .array(dependency.hashes.map { .string($0) })),
        .init("text", .shown(Redacted.text(at: dependency.location, limit: 4096))),
        .init("includes", .array(dependency.includes.map { .object(place($0, notebooks)) })),
      ] + place(dependency.nameLocation, notebooks))
  }

  private static func option(_ option: IndexOption, _ notebooks: NotebookPlaces) -> JSONText {
    .object(
      [
        .init("option", .string(option.kind.rawValue)),
        .init("value", .shown(Redacted.url(option.value))),
      ] + place(option.location, notebooks))
  }

  private static func unreadable(_ part: Unreadable, _ notebooks: NotebookPlaces) -> JSONText {
    .object(
      [
        .init("message", .shown(part.diagnostic.message)),
        .init("help", .shown(part.diagnostic.help)),
        .init("extent", part.extent == .file ? "file" : "declaration"),
        .init("decided", .boolean(part.reason != .undecided)),
      ] + place(part.diagnostic.location, notebooks))
  }

  private static func place(
    _ location: Location, _ notebooks: NotebookPlaces
  ) -> [JSONText.Member] {
    let (start, end) = (location.start, location.end)
    let cell = notebooks.position(of: location)
    return [
      .init("file", .string(location.file.path.description)),
      .init("line", .integer(start.line)), .init("column", .integer(start.column)),
      .init("end-line", .integer(end.line)), .init("end-column", .integer(end.column)),
      .init("length", .integer(location.range.count)),
      .init("cell", cell.map { .integer($0.cell) } ?? .null),
      .init("cell-line", cell.map { .integer($0.line) } ?? .null),
    ]
  }
}

extension JSONText {
  /// Text of strangers without credentials, or null.
  static func shown(_ text: String?) -> JSONText {
    text.map { .string(Redacted.text($0)) } ?? .null
  }
}

extension Dependency {
  /// Where the project comes from, in one word: `index`, `url`, `vcs`, `path` or `conda`.
  package var source: String {
    switch reference?.kind {
    case .archive: "url"
    case .versionControl: "vcs"
    case .path: "path"
    case nil: ecosystem == .conda ? "conda" : "index"
    }
  }
}

extension DependencyKind {
  fileprivate var isDirect: Bool? {
    if case .locked(let isDirect) = self { isDirect } else { nil }
  }

  fileprivate var module: String? {
    if case .imported(let module, _) = self { module } else { nil }
  }

  fileprivate var isOptional: Bool? {
    if case .imported(_, let isOptional) = self { isOptional } else { nil }
  }
}

extension DependencyRole {
  fileprivate var word: String {
    switch self {
    case .runtime: "runtime"
    case .extra: "extra"
    case .group: "group"
    case .build: "build"
    case .constraint: "constraint"
    }
  }

  fileprivate var groupName: String? {
    switch self {
    case .extra(let name), .group(let name): name
    case .runtime, .build, .constraint: nil
    }
  }
}
