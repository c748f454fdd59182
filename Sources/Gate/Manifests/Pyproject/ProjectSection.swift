import PythonPackaging
import SourceText

extension PyprojectReader {
  /// Reads `[project]`, `[build-system]` and the files that setuptools reads dependencies from.
  // https://packaging.python.org/en/latest/specifications/pyproject-toml/
  mutating func readProject(_ root: TOMLTable) {
    if let build = table(root["build-system"]) { requirements(build["requires"], role: .build) }
    if let project = table(root["project"]) {
      nameProject(project["name"])
      requirements(project["dependencies"], role: .runtime)
      requirementLists(project["optional-dependencies"]) { .extra($0) }
    }
    if let tool = root["tool"]?.value.table, let setuptools = table(tool["setuptools"]),
      let dynamic = table(setuptools["dynamic"])
    {
      readDynamic(dynamic["dependencies"])
      for extra in table(dynamic["optional-dependencies"])?.entries ?? [] { readDynamic(extra) }
    }
  }

  /// Notes what the project itself is called.
  mutating func nameProject(_ entry: TOMLEntry?) {
    if let name = (entry?.value.string?.text).flatMap(ProjectName.init) {
      manifest.projectNames.append(name)
    }
  }

  /// Reads `{file = "a.txt"}` or `{file = ["a.txt", "b.txt"]}`. It counts whether or not
  /// `project.dynamic` names the field: setuptools warns of the difference and reads on.
  // https://setuptools.pypa.io/en/latest/userguide/pyproject_config.html#dynamic-metadata
  private mutating func readDynamic(_ entry: TOMLEntry?) {
    guard let source = table(entry), let file = source["file"] else { return }
    let paths = file.value.string.map { [$0] } ?? strings(file)
    for path in paths { include(path) }
  }

  /// Follows a file whose lines are requirements.
  mutating func include(_ path: TOMLString) {
    attempt { reader throws(Unreadable) in
      let text = reader.text(path)
      reader.declare(
        try IncludePath.include(.requirements, text, at: text.location))
    }
  }
}
