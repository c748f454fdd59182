import PythonPackaging

/// Finds requirements whose releases do not run on the repository's Python.
package enum PythonMismatch: Rule {
  package static let description = RuleDescription(
    id: "python-mismatch",
    summary: "no release that the requirement selects runs on the repository's Python",
    rationale: """
      A release says on which versions of Python it runs, and installers refuse it on others. What is
      compared is the lowest version that the repository declares: in `requires-python` of
      `pyproject.toml` (Poetry's `python`), in `setup.cfg` or in `.python-version`, in the folder of
      the requirement or the nearest one above it. A repository that declares nothing, and what lock
      files, scripts and commands bring, is not judged. A marker counts: what is asked for from
      Python 3.11 on need not run on 3.9.
      """,
    remedy: """
      Choose a release that runs there, raise the version that the repository declares, or add a
      marker such as `; python_version >= "3.11"`.
      """,
    needs: [.index],
    examples: [
      RuleExample(
        "a release for a later Python", path: "pyproject.toml",
        head: """
          [project]
          name = "shop"
          version = "1"
          requires-python = ">=3.9"
          dependencies = [
            "↓steady==2.1",
            "steady==2.0",
            "steady>=2",
            "steady==2.1; python_version >= '3.11'",
          ]

          """,
        projects: [
          ExampleProject(
            "steady", .init("2.0", daysOld: 700, requiresPython: ">=3.8"),
            .init("2.1", daysOld: 200, requiresPython: ">=3.11"))
        ])
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard let dependency = introduction.indexedDependency?.dependency,
      dependency.kind == .declared,
      let declaration = context.facts.pythons.declaration(for: introduction.path)
    else { return .silent }
    return introduction.judgeSelection(in: context) { dependency, name, selection in
      guard let python = declaration.lowest(where: dependency.parsedMarker) else { return .silent }
      let files = selection.files
      guard let newest = selection.chosen else { return .silent }
      var unreadable: String?
      for file in files {
        switch file.runs(on: python) {
        case true?: return .silent
        case false?: continue
        case nil: unreadable = file.requiresPython
        }
      }
      if let unreadable {
        return .lacks(
          Unavailability(
            .answer, "the index says '\(unreadable)' where a release's Python should be"))
      }
      let needed = files.first { $0.version == newest }?.requiresPython ?? ""
      let other = selection.record.files.filter { $0.yank == nil && $0.runs(on: python) == true }
        .compactMap(\.version).filter { !$0.isPrerelease }.max()
      return .found(
        Finding(
          description.id, .needs(name.text, newest, needed, python), at: dependency.nameLocation,
          label: "does not run on Python \(python)",
          help: other.map { "choose a release that does, such as \($0)" }
            ?? "choose another project, or declare a later Python",
          facts: [Finding.Fact("declared in '\(declaration.path)'", declaration.text)]))
    }
  }
}

extension ReleaseFile {
  /// Whether it can be installed on a version of Python; nil when what it says cannot be read.
  fileprivate func runs(on python: Version) -> Bool? {
    guard let requiresPython else { return true }
    return SpecifierSet(requiresPython).map { $0.contains(python, prereleases: true) }
  }
}

extension Dependency {
  /// Nil where there is none; the text was written by the reader of the requirement.
  fileprivate var parsedMarker: Marker? {
    guard let marker else { return nil }
    let bytes = Array(marker.utf8)
    do {
      return try Marker.parse(bytes, in: 0..<bytes.count)
    } catch {
      return nil
    }
  }
}

extension Finding.Message {
  fileprivate static func needs(
    _ name: String, _ version: Version, _ needed: String, _ python: Version
  ) -> Self {
    Self("'\(name)' \(version) needs Python '\(needed)', and the repository runs on \(python)")
  }
}
