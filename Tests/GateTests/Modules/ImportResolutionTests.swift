import PythonPackaging
import SourceText
import Testing

@testable import Gate

@Suite struct ImportResolutionTests {
  private func missing(
    _ example: ImportExample, paths: [RepositoryPath] = [], own: Set<String> = [],
    declared: Set<String> = []
  ) -> [Dependency] {
    ImportResolution.dependencies(
      for: example.imports, paths: paths + [example.file.path],
      projectNames: Set(own.compactMap { ProjectName($0) }),
      declared: Set(declared.compactMap { ProjectName($0) }), modules: TestModules.embedded)
  }

  @Test func namesTheProjectAndKeepsThePlace() throws {
    let found = missing(ImportExample("shop/a.py", "json", "yaml.constructor"))
    let dependency = try #require(found.first)
    #expect(found.count == 1)
    #expect(dependency.name?.normalized == "pyyaml")
    #expect(dependency.kind == .imported(module: "yaml.constructor", isOptional: false))
    #expect(dependency.location.text == "yaml.constructor")
    #expect(dependency.nameLocation == dependency.location)
    #expect(dependency.location.start == Position(line: 2, column: 8))
    #expect(!dependency.isGuess)
    #expect(dependency.specifiers.description.isEmpty && dependency.reference == nil)
  }

  @Test func anyDeclaredProjectThatProvidesTheModuleWillDo() {
    let example = ImportExample("a.py", "cv2", "requests", "google.cloud.storage.blob")
    #expect(
      missing(example).map { $0.name?.normalized } == [
        "opencv-python", "requests", "google-cloud-storage",
      ])
    let declared: Set = ["OpenCV.Python-Headless", "requests", "google_cloud_storage"]
    #expect(missing(example, declared: declared).isEmpty)
  }

  @Test func extrasOfAFamilyAreProjectsOfTheirOwn() {
    let example = ImportExample("a.py", "google.auth", "azure.storage.blob")
    let declared: Set = ["google-cloud-storage", "azure-identity"]
    #expect(
      missing(example, declared: declared).map { $0.name?.normalized } == [
        "google-auth", "azure-storage-blob",
      ])
  }

  @Test func theRepositorysOwnModulesAreNotMissing() {
    let example = ImportExample(
      "tests/test_a.py", "shop.orders", "acme_tool.api", "acme.tool.api", "yaml", "conftest")
    let paths: [RepositoryPath] = ["src/shop/__init__.py", "pyproject.toml", "tests/conftest.py"]
    let own: Set = ["acme-tool", "pyyaml"]
    #expect(missing(example, paths: paths, own: own).isEmpty)
    #expect(missing(example, own: own).count == 2)
  }

  @Test func aFolderDoesNotStandForAKnownProject() {
    let paths: [RepositoryPath] = ["docker/build.py", "scripts/build.py"]
    let found = missing(ImportExample("a.py", "docker", "scripts"), paths: paths)
    #expect(found.map { $0.name?.normalized } == ["docker"])
  }

  @Test func oneForEachFileAndProjectAndARequiredPlaceFirst() {
    let text = "  import yaml\nimport yaml.loader\nimport yaml\n  import toml_x\n  import toml_x\n"
    let found = missing(ImportExample(SourceFile(path: "a.py", text: text)))
    #expect(found.map { $0.location.start.line } == [2, 4])
    #expect(
      found.map(\.kind) == [
        .imported(module: "yaml.loader", isOptional: false),
        .imported(module: "toml_x", isOptional: true),
      ])
    let files = [ImportExample("a.py", "yaml"), ImportExample("b.py", "yaml")]
    let both = ImportResolution.dependencies(
      for: files.flatMap(\.imports), paths: [], projectNames: [], declared: [],
      modules: TestModules.embedded)
    #expect(both.map { $0.location.file.path } == ["a.py", "b.py"])
  }

  @Test func whatNoIndexCanHaveIsNotAskedFor() {
    let example = ImportExample(
      "a.py", "_speedups", "maya.cmds", "google.cloud", "donn\u{e9}es", "", ".", "a b", "__x__")
    #expect(missing(example).isEmpty)
  }

  @Test func guessesAreTold() {
    let found = missing(ImportExample("a.py", "Flask_Magic.views", "google.cloud.kms", "PIL"))
    #expect(found.map(\.isGuess) == [true, false, false])
    #expect(found.map { $0.name?.normalized } == ["flask-magic", "google-cloud-kms", "pillow"])
  }

  /// A repository of many files, and imports that all have to be looked for.
  @Test func readsALargeRepositoryInOnePass() {
    let paths =
      (0..<4000).map { number in
        RepositoryPath("libs/p\(number % 400)/src/p\(number % 400)/m\(number).py")
      } + (0..<400).map { RepositoryPath("libs/p\($0)/pyproject.toml") }
    let imports = (0..<4000).flatMap { number in
      ImportExample(
        "libs/p\(number % 400)/src/p\(number % 400)/m\(number).py",
        "p\((number + 7) % 400).m\((number + 7) % 400)", "missing_\(number % 1000)"
      ).imports
    }
    let found = ImportResolution.dependencies(
      for: imports, paths: paths, projectNames: [], declared: [], modules: TestModules.embedded)
    #expect(found.count == 4000)
  }

  @Test func whatFromTakesMayBeAModuleOfItsOwn() {
    func missing(_ module: String, _ members: String..., paths: [RepositoryPath] = []) -> [String] {
      let file = SourceFile(path: "a.py", text: "from \(module) import x\n")
      let statement = ModuleImport(
        module: module, members: members, isOptional: false,
        location: Location(file: file, range: 5..<(5 + module.utf8.count)))
      return ImportResolution.dependencies(
        for: [statement], paths: paths, projectNames: [],
        declared: Set(["google-cloud-storage"].compactMap { ProjectName($0) }),
        modules: TestModules.embedded
      ).map { dependency in
        guard case .imported(let module, _) = dependency.kind else { return "" }
        return "\(module) \(dependency.name?.normalized ?? "")"
      }
    }
    #expect(
      missing("google.cloud", "kms", "storage", "bigquery") == [
        "google.cloud.kms google-cloud-kms", "google.cloud.bigquery google-cloud-bigquery",
      ])
    #expect(missing("yaml", "safe_load", "YAMLError") == ["yaml pyyaml"])
    #expect(missing("yaml", "*") == ["yaml pyyaml"])
    #expect(missing("flask", "Flask") == ["flask flask"])
    #expect(missing("os", "path") == [])
    #expect(missing("maya", "cmds") == [])
    #expect(missing("docker", "build", paths: ["docker/build.py"]) == [])
    #expect(missing("docker", "client", paths: ["docker/build.py"]) == ["docker docker"])
    #expect(missing("scripts", "build", paths: ["scripts/build.py"]) == [])
  }
}
