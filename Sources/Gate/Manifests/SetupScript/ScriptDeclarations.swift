import PythonPackaging
import SourceText

/// Turns what the arguments of a call stand for into declarations.
struct ScriptDeclarations {
  private(set) var collector = ManifestCollector()
  private let text: MappedText
  /// What was declared, since a list may be part of several others.
  private var known: Set<Dependency> = []
  private var included: Set<Include> = []
  private var undecidedPlaces: Set<Location> = []
  /// How many values may still be looked at.
  private var budget = 1_000_000

  init(_ text: MappedText) { self.text = text }

  mutating func report(_ unreadable: Unreadable) { collector.report(unreadable) }

  mutating func name(_ name: ProjectName) { collector.name(name) }

  /// What `subject` is given: requirements, lists of them, and files that hold them.
  mutating func requirements(_ value: ScriptValue, role: DependencyRole, subject: String) {
    visit(value, subject: subject) { declarations, text, whole in
      for line in SetuptoolsLines.lines(in: [text]) {
        declarations.requirement(line, role: role, whole: whole)
      }
    }
  }

  /// The places where setuptools looks for links to files.
  mutating func links(_ value: ScriptValue, subject: String) {
    visit(value, subject: subject) { declarations, text, _ in
      for link in SetuptoolsLines.split(text).map(\.trimmed) where !link.isEmpty {
        declarations.collector.option(.findLinks, link)
      }
    }
  }

  /// Requirements by extra, `name`, `name:marker` or `:marker`.
  mutating func extras(_ value: ScriptValue, subject: String) {
    for value in value.alternatives {
      switch value.content {
      case .table(let entries):
        for entry in entries { extra(entry, subject: subject) }
      case .constant: continue
      case .imported where value.isReadElsewhere: continue
      case .items(let values) where values.isEmpty: continue
      default: undecided(value, subject)
      }
    }
  }

  private mutating func extra(_ entry: ScriptValue.Entry, subject: String) {
    guard let key = entry.key else {
      return requirements(entry.value, role: .extra("*"), subject: subject)
    }
    let colon = key.content.firstIndex(of: UInt8(ascii: ":")) ?? key.range.upperBound
    let name = key.part(key.range.lowerBound..<colon).trimmed.text
    let role: DependencyRole = name.isEmpty ? .runtime : .extra(name)
    guard colon < key.range.upperBound else {
      return requirements(entry.value, role: role, subject: subject)
    }
    let condition: String
    do {
      let marker = key.part((colon + 1)..<key.range.upperBound).trimmed
      condition = marker.isEmpty ? "" : try RequirementReader.marker(in: marker).description
    } catch {
      return report(error)
    }
    visit(entry.value, subject: subject) { declarations, text, whole in
      for line in SetuptoolsLines.lines(in: [text]) {
        declarations.requirement(line, role: role, whole: whole, condition: condition)
      }
    }
  }

  // MARK: Values

  /// Goes through all strings that a value may be or hold.
  mutating func visit(
    _ value: ScriptValue, subject: String,
    _ read: (inout Self, MappedText, _ whole: Location?) -> Void
  ) {
    budget -= 1
    if budget < 0 { return undecided(value, subject) }
    switch value.content {
    case .text(let string, let whole): read(&self, string, whole.map { text.location(of: $0) })
    case .items(let values), .any(let values):
      for value in values where !collector.isFull { visit(value, subject: subject, read) }
    case .file(let path): include(path, value, subject)
    // A list of a table's keys.
    case .table(let entries):
      for entry in entries {
        if let key = entry.key { read(&self, key, nil) } else { undecided(value, subject) }
      }
    case .constant: return
    case .imported where value.isReadElsewhere: return
    case .path, .function, .imported, .session, .unknown: undecided(value, subject)
    }
  }

  private mutating func include(_ path: ScriptPath, _ value: ScriptValue, _ subject: String) {
    let place = path.place ?? text.location(of: value.range)
    if !path.isCertain { undecided(value, subject) }
    collector.attempt(at: place) { manifest throws(Unreadable) in
      var include = try IncludePath.include(.requirements, path.relative(at: place), at: place)
      if !path.isCertain { include.guesses = [] }
      if included.insert(include).inserted { manifest.includes.append(include) }
    }
  }

  mutating func undecided(_ value: ScriptValue, _ subject: String) {
    let place = text.location(of: value.range)
    guard undecidedPlaces.insert(place).inserted else { return }
    report(
      .undecided(
        "\(subject) is computed when the script runs, so it cannot be decided", at: place,
        help: "write the requirements as literals"))
  }

  private mutating func requirement(
    _ line: MappedText, role: DependencyRole, whole: Location?, condition: String = ""
  ) {
    collector.attempt(at: line.location) { manifest throws(Unreadable) in
      var dependency = try RequirementReader.dependency(in: line, role: role)
      let markers = [dependency.marker, condition.isEmpty ? nil : condition].compactMap { $0 }
      if markers.count == 2 {
        dependency = dependency.with(marker: "(\(markers[0])) and (\(markers[1]))")
      } else if let marker = markers.first {
        dependency = dependency.with(marker: marker)
      }
      if let whole { dependency = dependency.with(location: whole) }
      if known.insert(dependency).inserted { manifest.dependencies.append(dependency) }
    }
  }
}
