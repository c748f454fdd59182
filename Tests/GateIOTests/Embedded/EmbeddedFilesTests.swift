import Foundation
import Gate
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
    #expect(EmbeddedFiles.popularProjectsDate.utf8.count == 10)
    try expect(
      names.layout, at: "popular-projects.layout", carried: EmbeddedFiles.popularProjects)
    let noProjects = NoProjects.names(modules: BuiltIn.modules()) { names.rank(of: $0) }
    try expect(noProjects.layout, at: "no-projects.layout", carried: EmbeddedFiles.noProjects)
  }

  private func expect(
    _ layout: [UInt8], at name: String, carried: UnsafeRawBufferPointer
  ) throws {
    let file = Self.top.appending(path: "Sources/EmbeddedData/" + name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try Data(layout).write(to: file)
      Issue.record("recorded \(name)")
      return
    }
    #expect(try Data(contentsOf: file) == Data(layout), "run with RECORD_GOLDEN=1, then build")
    #expect(Array(carried) == layout, "build anew")
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
