import PythonPackaging
import SourceText

/// Gathers what a reader finds in one file, up to the most that is read of one.
struct ManifestCollector {
  private(set) var manifest = Manifest()
  private var isOverfull = false

  /// Whether nothing more is taken, which has been said then.
  var isFull: Bool { isOverfull }

  /// Runs the reader of one declaration, and keeps what it throws.
  mutating func attempt(
    at place: @autoclosure () -> Location, _ read: (inout Manifest) throws(Unreadable) -> Void
  ) {
    if isOverfull { return }
    if manifest.isFull {
      manifest.unreadable.append(.tooMany(at: place()))
      isOverfull = true
      return
    }
    do { try read(&manifest) } catch { manifest.unreadable.append(error) }
  }

  mutating func report(_ unreadable: Unreadable) {
    attempt(at: unreadable.diagnostic.location) { _ throws(Unreadable) in throw unreadable }
  }

  mutating func option(_ kind: IndexOption.Kind, _ value: MappedText) {
    attempt(at: value.location) { manifest throws(Unreadable) in
      manifest.options.append(
        IndexOption(kind: kind, value: value.text, location: value.location))
    }
  }

  mutating func include(_ kind: Include.Kind, _ path: MappedText, at place: Location? = nil) {
    attempt(at: path.location) { manifest throws(Unreadable) in
      manifest.includes.append(try IncludePath.include(kind, path, at: place ?? path.location))
    }
  }

  /// What a line of a requirements file says.
  mutating func requirementLine(_ line: MappedText, role: DependencyRole) {
    attempt(at: line.location) { manifest throws(Unreadable) in
      try RequirementLine(line, role: role).read(into: &manifest)
    }
  }

  mutating func name(_ name: ProjectName) { manifest.projectNames.append(name) }

  /// Reports what an INI file is refused for; the rest of it is read.
  mutating func report(_ problems: [Diagnostic]) {
    for problem in problems { report(Unreadable(problem, extent: .declaration)) }
  }
}

extension Unreadable {
  /// What an installer computes when it runs.
  static func undecided(
    _ message: String, at location: Location, help: String? = nil,
    kind: DependencyKind = .declared
  ) -> Self {
    Unreadable(
      Diagnostic(message, at: location, help: help), extent: .declaration, reason: .undecided,
      kind: kind)
  }
}
