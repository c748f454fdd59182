import Foundation
import GateIO
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
    #expect(Set(files.map { $0.path.description }) == Set(names.map { "policies/" + $0 }))
    for file in files {
      let data = try Data(contentsOf: Self.top.appending(path: file.path.description))
      #expect(file.bytes == Array(data))
    }
  }

  @Test func theProjectsAreTheListOfTheRepository() throws {
    let path = Self.top.appending(path: "Sources/EmbeddedData/popular-projects.txt")
    #expect(Array(EmbeddedFiles.popularProjects) == Array(try Data(contentsOf: path)))
    #expect(EmbeddedFiles.popularProjectsDate.utf8.count == 10)
  }
}
