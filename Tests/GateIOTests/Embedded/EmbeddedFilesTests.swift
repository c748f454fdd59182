import Foundation
import GateIO
import LookAlikes
import SourceText
import Testing

struct EmbeddedFilesTests {
  private static let top = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func thePoliciesAreTheFilesOfTheRepository() throws {
    let files = EmbeddedFiles.policies
    let folder = Self.top.appending(path: "policies")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(files.map { $0.path.description }) == Set(names.map { "built-in:" + $0 }))
    for file in files {
      let name = file.path.description.dropFirst("built-in:".count)
      let data = try Data(contentsOf: folder.appending(path: String(name)))
      #expect(file.bytes == Array(data))
    }
  }

  /// `RECORD_GOLDEN=1` makes the layout anew; the next build carries it.
  @Test func theProjectsAreTheListOfTheRepository() throws {
    let folder = Self.top.appending(path: "Sources/EmbeddedData")
    let list = try Data(contentsOf: folder.appending(path: "popular-projects.txt"))
    let names = ProtectedNames(lines: Array(list))
    #expect(names.count == 15_000)
    let file = folder.appending(path: "popular-projects.layout")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try Data(names.layout).write(to: file)
      Issue.record("recorded popular-projects.layout")
      return
    }
    #expect(
      try Data(contentsOf: file) == Data(names.layout), "run with RECORD_GOLDEN=1, then build")
    #expect(Array(EmbeddedFiles.popularProjects) == names.layout, "build anew")
    #expect(EmbeddedFiles.popularProjectsDate.utf8.count == 10)
  }

  @Test func theModulesAreTheListsOfTheRepository() throws {
    let folder = Self.top.appending(path: "Sources/EmbeddedData")
    let library = try Data(contentsOf: folder.appending(path: "standard-library.txt"))
    let projects = try Data(contentsOf: folder.appending(path: "module-projects.txt"))
    #expect(EmbeddedFiles.standardLibrary == Array(library))
    #expect(EmbeddedFiles.moduleProjects == Array(projects))
    #expect(BuiltIn.modules().projects(for: "yaml").map(\.normalized) == ["pyyaml"])
  }
}
