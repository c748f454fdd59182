import SourceText

/// `noxfile.py`: what its sessions install, as far as that is told without running it.
// https://nox.thea.codes/en/stable/config.html
package enum NoxfileFormat: ManifestFormat {
  package static let id = "nox"
  package static let family = ManifestFamily.environment
  package static let fileNames = "`noxfile.py`"
  package static let patterns = ["noxfile.py"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    var manifest = Manifest()
    if let problem = PythonSource.problem(in: file, kind: .declared) {
      manifest.unreadable.append(problem)
      return manifest
    }
    let text = MappedText(file)
    var reader = NoxfileReader(text)
    reader.read()
    manifest = reader.collector.manifest
    ScriptMetadata.read(text, into: &manifest)
    PythonImports.read(text, providing: ["nox"], into: &manifest)
    return manifest
  }
}

/// What is read of a `noxfile.py` so far.
private struct NoxfileReader {
  var collector = ManifestCollector()
  private var interpreter: ScriptInterpreter
  private let text: MappedText
  /// What was said to be undecided.
  private var told: Set<Range<Int>> = []

  init(_ text: MappedText) {
    interpreter = ScriptInterpreter(text)
    self.text = interpreter.code.text
  }

  mutating func read() {
    interpreter.run()
    for (position, header) in interpreter.functions {
      let decorators = interpreter.decorators(of: position)
      let isSession = decorators.contains { Self.names($0, "session") }
      let takesSession = ["session", "s", "sess"].contains(header.parameters.first)
      guard isSession || takesSession && !interpreter.visited.contains(position) else { continue }
      run(position, header, decorators)
    }
    for call in interpreter.calls {
      if case .session(let name, let method) = call.target { read(call, of: name, method) }
    }
    if interpreter.isExhausted {
      let place = text.location(of: text.range.lowerBound..<text.range.lowerBound)
      collector.report(.undecided("the script computes too much to be followed", at: place))
    }
  }

  /// Whether a decorator is of this name, with or without arguments.
  private static func names(_ decorator: PythonExpression, _ name: String) -> Bool {
    if case .call(let callee, _) = decorator.content { return callee.dottedName?.last == name }
    return decorator.dottedName?.last == name
  }

  private mutating func run(
    _ position: Int, _ header: PythonHeader, _ decorators: [PythonExpression]
  ) {
    let range = interpreter.statements.statements[position].range
    let session = ScriptValue(.session(header.name ?? "session"), at: range)
    var arguments = [ScriptArgument(name: nil, value: session)]
    for decorator in decorators {
      guard case .call(let callee, let given) = decorator.content,
        callee.dottedName?.last == "parametrize", given.count >= 2
      else { continue }
      let names = interpreter.evaluate(given[0].value).text?.split(at: UInt8(ascii: ",")) ?? []
      let values = interpreter.evaluate(given[1].value).element
      for (index, name) in names.enumerated() {
        arguments.append(
          ScriptArgument(
            name: name.trimmed.text, value: names.count == 1 ? values : values.item(index)))
      }
    }
    _ = interpreter.call(position, arguments, at: range)
  }

  private mutating func read(_ call: ScriptCall, of session: String, _ method: String) {
    let place = text.location(of: call.range)
    func word(_ text: String) -> MappedText { MappedText(decoded: Array(text.utf8), at: place) }
    let command: [MappedText]
    switch method {
    case "install": command = [word("pip"), word("install")]
    case "conda_install": command = [word("conda"), word("install"), word("-y")]
    case "run", "run_always", "run_install": command = []
    default: return
    }
    var arguments = SessionArguments(text: text)
    for argument in call.arguments where argument.name == nil { arguments.take(argument.value) }
    // What a command is given is only of interest if it installs.
    let installs = !command.isEmpty || SessionArguments.install(arguments.words)
    guard installs else { return }
    let kind: DependencyKind = command.isEmpty ? .command : .declared
    for range in arguments.undecided where told.insert(range).inserted {
      collector.report(
        .undecided(
          "what 'session.\(method)()' installs is computed when the session runs, so it cannot be "
            + "decided", at: text.location(of: range), help: "write the requirements as literals",
          kind: kind))
    }
    if arguments.words.isEmpty { return }
    collector.attempt(at: place) { manifest throws(Unreadable) in
      var read = Manifest()
      InstallCommands.read(command + arguments.words, kind: kind, into: &read)
      manifest.dependencies += read.dependencies.map { $0.with(role: .group(session)) }
      manifest.options += read.options
      manifest.includes += read.includes
      manifest.unreadable += read.unreadable
    }
  }
}

/// The words that a method of a session is given.
private struct SessionArguments {
  let text: MappedText
  private(set) var words: [MappedText] = []
  private(set) var undecided: [Range<Int>] = []

  init(text: MappedText) { self.text = text }

  mutating func take(_ value: ScriptValue) {
    switch value.content {
    case .text(let text, _): words.append(text)
    case .items(let values): for value in values { take(value) }
    case .any(let values):
      // Every one of them may be the value of the option before.
      let option = words.last.flatMap { $0.content.first == UInt8(ascii: "-") ? $0 : nil }
      for (index, value) in values.enumerated() {
        if index > 0, let option { words.append(option) }
        take(value)
      }
    case .path(let path):
      if !path.isCertain { undecided.append(value.range) }
      let relative = path.relative(at: text.location(of: value.range))
      words.append(
        relative.isEmpty
          ? MappedText(decoded: [UInt8(ascii: ".")], at: text.location(of: value.range)) : relative)
    case .constant: return
    case .imported where value.isReadElsewhere: return
    case .table, .file, .function, .imported, .session, .unknown: undecided.append(value.range)
    }
  }

  /// Whether words are a command that may install.
  static func install(_ words: [MappedText]) -> Bool {
    let texts = words.map(\.text)
    return words.contains { InstallerNames.mayOccur(in: $0.content) }
      && texts.contains { subcommands.contains($0) }
  }

  private static let subcommands: Set<String> = [
    "install", "add", "sync", "inject", "download", "wheel", "uvx", "--with", "pip-sync", "create",
    "update",
  ]
}

extension Dependency {
  /// The same declaration for another purpose; what only limits others goes on doing that.
  fileprivate func with(role: DependencyRole) -> Dependency {
    if self.role == .constraint { return self }
    var dependency = Dependency(
      name: name, extras: extras, specifiers: specifiers, marker: marker, reference: reference,
      hashes: hashes, index: index, role: role, location: location, nameLocation: nameLocation)
    dependency.kind = kind
    dependency.ecosystem = ecosystem
    dependency.files = files
    dependency.includes = includes
    return dependency
  }
}
