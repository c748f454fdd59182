import PythonPackaging
import SourceText

/// What one file declares, and what in it could not be read.
package struct Manifest: Sendable {
  package var dependencies: [Dependency] = []
  package var options: [IndexOption] = []
  package var includes: [Include] = []
  package var imports: [ModuleImport] = []
  /// What the project itself is called, when the file says so.
  package var projectNames: [ProjectName] = []
  package var unreadable: [Unreadable] = []

  package init() {}

  /// Whether the file only bears a manifest's name: most of it is no requirement, so that nobody can
  /// install from it. Lines that hide something from a reader do not count towards that.
  var isProse: Bool {
    let refused = unreadable.count { $0.reason == .notARequirement }
    return refused >= 5 && refused > dependencies.count { $0.reference == nil }
  }

  /// The most declarations that are read of one file, unreadable ones included.
  static let maximumCount = 200_000

  /// The most troubles that are told of one file.
  static let maximumTroubles = 1000

  private var count: Int {
    dependencies.count + options.count + includes.count + imports.count + unreadable.count
  }

  var isFull: Bool { count >= Self.maximumCount || unreadable.count >= Self.maximumTroubles }
}

/// A line that makes an installer read another file.
package struct Include: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case requirements, constraints
  }

  package let kind: Kind
  package let path: RepositoryPath
  package let location: Location
  /// Set where a command reads the file: nobody can tell in which folder it runs. The first of these
  /// paths that exists is meant when nothing stands at `path`, and none needs to exist.
  package var guesses: [RepositoryPath]?

  package init(
    kind: Kind, path: RepositoryPath, location: Location, guesses: [RepositoryPath]? = nil
  ) {
    self.kind = kind
    self.path = path
    self.location = location
    self.guesses = guesses
  }

  /// Every path that may be meant, the likeliest first.
  var candidates: [RepositoryPath] { [path] + (guesses ?? []) }
}

/// A module that code imports, before it is known which project provides it.
package struct ModuleImport: Hashable, Sendable {
  /// The dotted name as written, `google.cloud.storage`; never relative, never empty.
  package let module: String
  /// What `from` takes of it, as named there; a submodule or anything else. Empty for `import`.
  package let members: [String]
  /// Whether its absence is handled: inside `try` with `except ImportError`, or under
  /// `TYPE_CHECKING`.
  package let isOptional: Bool
  /// The dotted name.
  package let location: Location

  package init(module: String, members: [String] = [], isOptional: Bool, location: Location) {
    self.module = module
    self.members = members
    self.isOptional = isOptional
    self.location = location
  }
}

/// A part of a manifest that could not be read, so that an installer may see more than the gate does.
package struct Unreadable: Hashable, Sendable {
  package enum Extent: Hashable, Sendable {
    /// One declaration; all others were read.
    case declaration
    /// Everything in the file, or everything after the place.
    case file
  }

  package enum Reason: Hashable, Sendable {
    case syntax
    /// The line is no requirement at all: an installer refuses it, and the whole file with it.
    case notARequirement
    /// What stands where a project's name should be is not a name (rule `invalid-name`).
    case invalidName
    /// An installer computes it: a variable, a function call, another file.
    case undecided
  }

  package let diagnostic: Diagnostic
  package let extent: Extent
  package let reason: Reason
  /// What the part would have declared.
  package var kind: DependencyKind

  package init(
    _ diagnostic: Diagnostic, extent: Extent, reason: Reason = .syntax,
    kind: DependencyKind = .declared
  ) {
    self.diagnostic = diagnostic
    self.extent = extent
    self.reason = reason
    self.kind = kind
  }
}

/// Readers of one declaration throw it; readers of a file collect it.
extension Unreadable: Error {
  static func tooMany(at place: Location) -> Unreadable {
    Unreadable(
      Diagnostic(
        "the rest is not read: the file holds more than 200,000 declarations, or 1,000 of them are "
          + "unreadable", at: place), extent: .file)
  }
}

/// A format of files that declare dependencies: one file in this folder, one line in
/// `ManifestFormats`.
package protocol ManifestFormat: Sendable {
  /// A kebab-case noun, for `pipgate dependencies`, policies and the documentation.
  static var id: String { get }
  static var family: ManifestFamily { get }
  /// The file names that the format reads, as people know them: for the documentation.
  static var fileNames: String { get }
  /// Names and paths as `PathTable` has them: every path that the format reads matches one of them.
  static var patterns: [String] { get }
  /// Whether a path is read by this format because of its name: one that matches a pattern, where
  /// the format says nothing more exact.
  static func reads(_ path: RepositoryPath) -> Bool
  /// Reads one file. What cannot be read becomes an `Unreadable`; nothing is thrown, nothing skipped.
  ///
  /// `role` is the role of what the file declares by itself: a file included with `-c` declares
  /// constraints.
  static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest
}

/// The rows of the specification's table of manifests (design part 4).
package enum ManifestFamily: String, Hashable, Sendable {
  case pip, project, lock, environment, script, command, prose

  /// Whether a file of the family is there to declare dependencies. Scripts and commands are there
  /// to run and name some by the way.
  var declares: Bool {
    switch self {
    case .pip, .project, .lock, .environment: true
    case .script, .command, .prose: false
    }
  }

  /// What a file of the family as a whole has to do with what is installed.
  var kind: DependencyKind {
    switch self {
    case .pip, .project, .lock, .environment: .declared
    case .script: .anyImport
    case .command: .command
    case .prose: .prose
    }
  }
}
