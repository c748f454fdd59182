import PythonPackaging
import SourceText

/// `setup.py`: what its call of `setup()` is given, as far as that is told without running it.
package enum SetupScriptFormat: ManifestFormat {
  package static let id = "setup-py"
  package static let family = ManifestFamily.project
  package static let fileNames = "`setup.py`"
  package static let patterns = ["setup.py"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    var manifest = Manifest()
    if let problem = PythonSource.problem(in: file, kind: .declared) {
      manifest.unreadable.append(problem)
      return manifest
    }
    let text = MappedText(file)
    var reader = SetupScriptReader(text)
    reader.read()
    manifest = reader.declarations.collector.manifest
    ScriptMetadata.read(text, into: &manifest)
    PythonImports.read(
      text, providing: ["setuptools", "pkg_resources", "distutils"], into: &manifest)
    return manifest
  }
}

/// What is read of a `setup.py` so far.
private struct SetupScriptReader {
  var declarations: ScriptDeclarations
  private var interpreter: ScriptInterpreter
  private let text: MappedText
  /// Whether there are calls of `setup` that were told of instead.
  private var hasUnread = false

  init(_ text: MappedText) {
    self.text = text
    interpreter = ScriptInterpreter(text)
    declarations = ScriptDeclarations(interpreter.code.text)
  }

  mutating func read() {
    interpreter.run()
    // What nothing calls may be called by whoever imports the script.
    for (position, _) in interpreter.functions
    where !interpreter.visited.contains(position) && mentionsSetup(position) {
      let range = interpreter.statements.statements[position].range
      _ = interpreter.call(position, [], at: range)
    }
    let calls = interpreter.calls
    for call in calls { declare(call) }
    reportUnread(calls)
    if calls.isEmpty, !hasUnread, let place = importOfSetuptools {
      declarations.report(
        .undecided(
          "the script imports what builds projects, and no call of 'setup()' is found", at: place,
          help: "call it in a statement of its own"))
    }
    if interpreter.isExhausted {
      declarations.report(
        .undecided(
          "the script computes too much to be followed",
          at: text.location(of: text.range.lowerBound..<text.range.lowerBound)))
    }
  }

  /// Where the script imports the function that it then should call.
  private var importOfSetuptools: Location? {
    for statement in interpreter.statements.statements {
      guard case .imports(let statement) = statement.content,
        let module = statement.modules.first,
        ["setuptools", "distutils.core"].contains(module.name),
        statement.members?.contains(where: { $0.name == "setup" || $0.name == "*" }) ?? true
      else { continue }
      return interpreter.code.text.location(of: module.range)
    }
    return nil
  }

  private func mentionsSetup(_ function: Int) -> Bool {
    let statements = interpreter.statements.statements
    let first = statements[function]
    for statement in statements[(function + 1)...] {
      if statement.indentation <= first.indentation { return false }
      let bytes = interpreter.code.text.part(statement.range)
      if bytes.mentions("setup", rareOffset: 4) { return true }
    }
    return false
  }

  private mutating func declare(_ call: ScriptCall) {
    for argument in call.arguments {
      guard let name = argument.name else { continue }
      let value = argument.value
      let subject = "'\(name)'"
      switch name {
      case "name":
        for text in value.alternatives.compactMap(\.text) {
          if let name = ProjectName(text.text) { declarations.name(name) }
        }
      case "install_requires": declarations.requirements(value, role: .runtime, subject: subject)
      case "setup_requires": declarations.requirements(value, role: .build, subject: subject)
      case "tests_require":
        declarations.requirements(value, role: .group("test"), subject: subject)
      case "extras_require": declarations.extras(value, subject: subject)
      case "dependency_links": declarations.links(value, subject: subject)
      default: continue
      }
    }
    for value in call.rest { declarations.undecided(value, "what '**' gives to 'setup()'") }
  }

  /// Calls of `setup` that stand where expressions are not followed.
  private mutating func reportUnread(_ calls: [ScriptCall]) {
    let code = interpreter.code
    var tokenizer = PythonTokenizer(code.text)
    var previous: PythonToken?
    var name: PythonToken?
    let starts = Set(calls.map(\.range.lowerBound))
    while let token = tokenizer.next() {
      if let call = name, token.is("(", in: code.text.bytes),
        !starts.contains(call.range.lowerBound)
      {
        hasUnread = true
        declarations.report(
          .undecided(
            "this call of 'setup()' is not followed", at: code.text.location(of: call.range),
            help: "call it in a statement of its own"))
      }
      let isCall =
        token.is("setup", in: code.text.bytes)
        && previous.map { !$0.is("def", in: code.text.bytes) && !$0.is(".", in: code.text.bytes) }
          ?? true
      name = isCall ? token : nil
      previous = token
    }
  }
}
