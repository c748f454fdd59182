import SeededNumbers
import SourceText
import Testing

@testable import Gate

/// Which modules a repository holds for which of its files.
@Suite struct FirstPartyModulesTests {
  struct Row: CustomTestStringConvertible {
    let name: String
    let paths: [String]
    let file: String
    let module: String
    let evidence: FirstPartyModules.Evidence?

    init(
      _ name: String, _ paths: [String], from file: String, import module: String,
      _ evidence: FirstPartyModules.Evidence?
    ) {
      self.name = name
      self.paths = paths
      self.file = file
      self.module = module
      self.evidence = evidence
    }

    var testDescription: String { name }
  }

  static let rows = [
    Row(
      "a module beside a script", ["run.py", "util.py"], from: "run.py", import: "util", .module),
    Row(
      "a package at the top level", ["shop/__init__.py", "tests/unit/test_a.py"],
      from: "tests/unit/test_a.py", import: "shop.orders", .module),
    Row(
      "a package below src", ["pyproject.toml", "src/shop/__init__.py", "tests/test_a.py"],
      from: "tests/test_a.py", import: "shop", .module),
    Row(
      "src without a project file", ["pay/src/pay/__init__.py", "pay/tests/test_a.py"],
      from: "pay/tests/test_a.py", import: "pay", .module),
    Row(
      "python below lib", ["lib/python/shop/__init__.py", "bin/a.py"], from: "bin/a.py",
      import: "shop", .module),
    Row(
      "another project of the workspace",
      ["libs/money/pyproject.toml", "libs/money/src/money/__init__.py", "apps/shop/main.py"],
      from: "apps/shop/main.py", import: "money.euro", .module),
    Row(
      "a folder beside that is no project",
      ["libs/money/money/__init__.py", "apps/shop/main.py"],
      from: "apps/shop/main.py", import: "money", nil),
    Row(
      "a data file of the tests, from elsewhere",
      ["tests/data/requests.py", "shop/__init__.py", "shop/client.py"],
      from: "shop/client.py", import: "requests", nil),
    Row(
      "a data file of the tests, from its neighbour",
      ["tests/data/requests.py", "tests/data/main.py"],
      from: "tests/data/main.py", import: "requests", .module),
    Row(
      "a whole project among the tests' data",
      ["tests/data/requests/setup.py", "tests/data/requests/requests/__init__.py", "a.py"],
      from: "a.py", import: "requests", nil),
    Row(
      "a project among the examples, for itself",
      ["examples/x/pyproject.toml", "examples/x/src/x/__init__.py", "examples/x/tests/test_x.py"],
      from: "examples/x/tests/test_x.py", import: "x", .module),
    Row(
      "vendored code", ["shop/__init__.py", "shop/_vendor/requests/__init__.py", "shop/a.py"],
      from: "shop/a.py", import: "requests", nil),
    Row(
      "a file that is called like what it imports", ["shop/__init__.py", "shop/celery.py"],
      from: "shop/celery.py", import: "celery", nil),
    Row("the same at the top level", ["celery.py"], from: "celery.py", import: "celery", nil),
    Row(
      "a module of a package above", ["shop/__init__.py", "shop/redis.py", "shop/api/cache.py"],
      from: "shop/api/cache.py", import: "redis", nil),
    Row(
      "a program beside the modules of its package",
      ["tools/__init__.py", "tools/run.py", "tools/common.py"],
      from: "tools/run.py", import: "common", .module),
    Row(
      "the top level, though it is a package", ["__init__.py", "nodes/a.py", "shared.py"],
      from: "nodes/a.py", import: "shared", .module),
    Row(
      "a namespace shared with others", ["src/google/cloud/shop/__init__.py", "tests/a.py"],
      from: "tests/a.py", import: "google.auth", nil),
    Row(
      "the own part of a shared namespace", ["src/google/cloud/shop/__init__.py", "tests/a.py"],
      from: "tests/a.py", import: "google.cloud.shop.api", .module),
    Row(
      "a folder and nothing in it", ["docker/build.py", "a.py"], from: "a.py", import: "docker",
      .folder),
    Row(
      "a module of a folder", ["scripts/build.py", "a.py"], from: "a.py", import: "scripts.build",
      .module),
    Row(
      "a folder without Python", ["docker/Dockerfile", "a.py"], from: "a.py", import: "docker", nil),
    Row(
      "conftest beside", ["tests/conftest.py", "tests/test_a.py"], from: "tests/test_a.py",
      import: "conftest", .module),
    Row(
      "helpers beside conftest, further down", ["tests/helpers.py", "tests/unit/test_a.py"],
      from: "tests/unit/test_a.py", import: "helpers", .module),
    Row(
      "a compiled module", ["fast.cpython-313-x86_64-linux-gnu.so", "a.py"], from: "a.py",
      import: "fast", .module),
    Row("a Cython module", ["fast.pyx", "a.py"], from: "a.py", import: "fast", .module),
    Row(
      "a module that protoc generates", ["api/shop.proto", "a.py"], from: "a.py",
      import: "api.shop_pb2_grpc", .module),
    Row(
      "a file that the tree does not list", ["util.py"], from: "new/place/a.py", import: "util",
      .module),
    Row("case counts", ["Util.py", "a.py"], from: "a.py", import: "util", nil),
    Row("nothing at all", [], from: "a.py", import: "util", nil),
    Row("no name", ["util.py"], from: "a.py", import: "..", nil),
  ]

  @Test(arguments: rows) func countsTheFoldersThatPythonSearches(_ row: Row) {
    let modules = FirstPartyModules(
      row.paths.map { RepositoryPath($0) }, for: ImportExample(row.file, row.module).imports)
    let scope = modules.scope(of: RepositoryPath(row.file))
    #expect(modules.evidence(for: row.module, in: scope) == row.evidence)
  }

  /// A namespace with three hundred parts costs an import no more than one with a single part: the
  /// folders are joined once.
  @Test func joinsTheNamespacesOfManyProjects() {
    let paths = (0..<300).flatMap { number in
      ["libs/p\(number)/pyproject.toml", "libs/p\(number)/acme/part\(number)/__init__.py"]
    }
    let modules = FirstPartyModules(
      (paths + ["a.py"]).map { RepositoryPath($0) }, for: ImportExample("a.py", "acme").imports)
    let scope = modules.scope(of: "a.py")
    #expect(modules.evidence(for: "acme.part299.api", in: scope) == .module)
    #expect(modules.evidence(for: "acme.part300", in: scope) == nil)
    #expect(modules.evidence(for: "acme", in: scope) == .folder)
  }

  /// Hostile trees are read, and deeper ones than anybody has are left out.
  @Test func staysUpOnHostilePaths() {
    let deep = String(repeating: "a/", count: 50_000) + "a.py"
    var paths = [deep, "", "/", "//a.py", ".py", "a..py", "a/.so", "a/b.py/", "\u{443}.py"]
    let parts = ["a", "src", "a.py", "__init__.py", "setup.py", "", ".", "tests", "\u{0}"]
    var random = SeededGenerator(seed: 20_261_121)
    for _ in 0..<2000 {
      paths.append(
        (0...random.below(9)).map { _ in parts[random.below(parts.count)] }.joined(separator: "/"))
    }
    let imports = paths.flatMap { ImportExample($0, "a", "src", "").imports }
    let modules = FirstPartyModules(paths.map { RepositoryPath($0) }, for: imports)
    for path in paths {
      let scope = modules.scope(of: RepositoryPath(path))
      for module in ["a", "a.a.a", "src", ".", ""] {
        _ = modules.evidence(for: module, in: scope)
      }
    }
    let scope = modules.scope(of: "a.py")
    _ = modules.evidence(for: String(repeating: "a.", count: 50_000), in: scope)
    #expect(modules.evidence(for: "b", in: scope) == nil)
  }
}
