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
