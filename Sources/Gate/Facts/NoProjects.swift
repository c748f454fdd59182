import LookAlikes

/// Names that mean something else than a project.
package enum NoProjects {
  /// Modules of the standard library, modules that projects of other names provide, and what is
  /// typed by mistake.
  package static func names(
    modules: PythonModules, rank: (String) -> Int?
  ) -> AdditionalNames {
    var names = MistakenNames.list.map { AdditionalName($0.name, .mistaken, instead: $0.meant) }
    names += modules.standardNames.map { AdditionalName($0.normalized, .standardLibrary) }
    names += modules.renamed.map { module, project in
      AdditionalName(
        module.normalized, .module, rank: rank(project.normalized), instead: project.normalized)
    }
    return AdditionalNames(names)
  }
}

/// What is typed where the name of a project belongs, and what was meant.
///
/// `pip install requirements.txt` asks an index for a project of that name, and whoever registers it
/// is installed. No list of downloads ranks such names.
enum MistakenNames {
  static let list: [(name: String, meant: String)] = [
    ("constraints", "-c constraints.txt"),
    ("constraints-txt", "-c constraints.txt"),
    ("dev-requirements", "-r dev-requirements.txt"),
    ("dev-requirements-txt", "-r dev-requirements.txt"),
    ("pip-install", "the names alone"),
    ("pyproject-toml", "."),
    ("requirements", "-r requirements.txt"),
    ("requirements-dev", "-r requirements-dev.txt"),
    ("requirements-dev-txt", "-r requirements-dev.txt"),
    ("requirements-test", "-r requirements-test.txt"),
    ("requirements-test-txt", "-r requirements-test.txt"),
    ("requirements-txt", "-r requirements.txt"),
    ("setup-py", "."),
    ("test-requirements", "-r test-requirements.txt"),
    ("test-requirements-txt", "-r test-requirements.txt"),
  ]
}
