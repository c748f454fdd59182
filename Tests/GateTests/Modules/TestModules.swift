import PythonPackaging
import SourceText

@testable import Gate

/// The lists of modules that the binary embeds.
enum TestModules {
  static let standardLibrary = TestFiles.source("Sources/EmbeddedData/standard-library.txt").bytes
  static let projects = TestFiles.source("Sources/EmbeddedData/module-projects.txt").bytes
  static let embedded = PythonModules(standardLibrary: standardLibrary, projects: projects)

  /// The lines of a list, without its comments, as words.
  static func lines(of list: [UInt8]) -> [[String]] {
    String(decoding: list, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ").map(String.init) }
  }
}

/// Imports in text that has nothing but lines `import a.b` and, optional ones, `  import a.b`.
struct ImportExample {
  let file: SourceFile

  init(_ file: SourceFile) { self.file = file }

  init(_ path: String, _ modules: String...) {
    file = SourceFile(
      path: RepositoryPath(path), text: modules.map { "import \($0)\n" }.joined())
  }

  var imports: [ModuleImport] {
    var found: [ModuleImport] = []
    var start = 0
    for line in file.bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      defer { start += line.count + 1 }
      let isOptional = line.first == UInt8(ascii: " ")
      let statement = line.drop { $0 == UInt8(ascii: " ") }
      guard statement.starts(with: "import ".utf8) else { continue }
      let module = statement.dropFirst(7)
      let range = (start + line.count - module.count)..<(start + line.count)
      found.append(
        ModuleImport(
          module: String(decoding: module, as: UTF8.self), isOptional: isOptional,
          location: Location(file: file, range: range)))
    }
    return found
  }

  /// What a change introduces that adds the file alone, when it is one of Python.
  static func introductions(of file: SourceFile) -> [Introduction] {
    guard file.path.name.suffix(3).elementsEqual(".py".utf8) else { return [] }
    return ImportResolution.dependencies(
      for: ImportExample(file).imports, paths: [file.path], projectNames: [], declared: [],
      modules: TestModules.embedded
    ).map { .dependency($0, previous: []) }
  }
}
