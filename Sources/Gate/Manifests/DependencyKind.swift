/// How the place that names a project has to do with what is installed (design part 4).
package enum DependencyKind: Hashable, Sendable {
  /// A person asks for it: requirement lists, project files, environments.
  case declared
  /// A tool has chosen it. `isDirect` is nil where the lock does not tell.
  case locked(isDirect: Bool?)
  /// A script asks for it when it is run (PEP 723).
  case script
  /// A command installs it when the file is run.
  case command
  /// Text that people and agents read tells them to install it.
  case prose
  /// Code imports the module that it provides. The import is optional where its absence is handled.
  case imported(module: String, isOptional: Bool)
}

extension DependencyKind {
  /// The word of the specification: `declared`, `locked` or `observed`.
  package var word: String {
    switch self {
    case .declared: "declared"
    case .locked: "locked"
    case .script, .command, .prose, .imported: "observed"
    }
  }

  /// What exactly was observed; nil for what is declared or locked.
  package var observation: String? {
    switch self {
    case .declared, .locked: nil
    case .script: "script"
    case .command: "command"
    case .prose: "prose"
    case .imported: "import"
    }
  }

  /// The highest level that anything said of such a dependency may have: what runs costs all of it,
  /// an import at most a person's look, prose a note.
  package var ceiling: Level {
    switch self {
    case .declared, .locked, .script, .command: .forbid
    case .imported: .review
    case .prose: .annotate
    }
  }

  /// Whether somebody has chosen the release. Imports and prose name a project and nothing else, so
  /// that only the rules about lists and identity have anything to judge.
  package var choosesRelease: Bool { ceiling == .forbid }
}

/// Where names are looked up.
package enum Ecosystem: Hashable, Sendable {
  /// An index of Python projects.
  case python
  /// A conda channel: its names are mostly those of the index and are not looked up there.
  case conda
}

/// What the file that declares a dependency does with hashes.
package enum HashUse: Hashable, Sendable {
  /// The format has no room for them.
  case impossible
  /// It could have them, and has none.
  case unused
  /// A lock, or a file in which other declarations have them.
  case usual
}

/// A file of a release, as a lock has it.
package struct LockedFile: Hashable, Sendable {
  /// The file's name; empty where the lock gives only a hash.
  package let name: String
  /// As written; shown only through `Redacted`.
  package let url: String?
  /// `algorithm:hexadecimal`, lower case, sorted.
  package let hashes: [String]

  package init(name: String, url: String? = nil, hashes: [String]) {
    self.name = name
    self.url = url
    self.hashes = hashes
  }
}
