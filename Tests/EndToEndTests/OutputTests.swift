import Foundation
import Testing

/// `--output`: the report in files, beside standard output.
struct OutputTests {
  private static func scratch() throws -> Scratch {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.stage(["requirements.txt": "no-such-helper==1.0\n"])
    return scratch
  }

  @Test func writesEachFormatIntoItsFile() throws {
    let scratch = try Self.scratch()
    try scratch.write("gate.sarif", "what was here before")
    try FileManager.default.createDirectory(
      atPath: scratch.root + "/out", withIntermediateDirectories: false)
    let result = try scratch.pipgate(
      "check", "--as-of", "2026-11-21", "--output", "sarif=gate.sarif", "--output",
      "junit=out/gate.xml", "--output", "json=\(scratch.top)/a=b.json")
    #expect(result.status == 1)
    #expect(result.output.contains("pipgate says: blocked"))
    let sarif = try scratch.read("gate.sarif")
    #expect(sarif.contains("\"version\": \"2.1.0\"") && sarif.contains("\"unknown-project\""))
    #expect(try scratch.read("out/gate.xml").contains("<failure type=\"unknown-project\""))
    let json = try String(contentsOfFile: scratch.top + "/a=b.json", encoding: .utf8)
    let shown = try scratch.pipgate("check", "--as-of", "2026-11-21", "--format", "json")
    #expect(json == shown.output)
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.root)
    #expect(!left.contains { $0.hasPrefix(".pipgate-") })
  }

  @Test func goesThroughNoLink() throws {
    let scratch = try Self.scratch()
    let files = FileManager.default
    try scratch.write("target", "mine")
    try files.createSymbolicLink(atPath: scratch.root + "/link", withDestinationPath: "target")
    try files.createSymbolicLink(atPath: scratch.root + "/folder", withDestinationPath: scratch.top)
    for path in ["link", "folder/x", ".git", "no-such-folder/x", "/dev/null", "x/", "."] {
      let result = try scratch.pipgate("check", "--output", "json=\(path)")
      #expect(result.status == 3, "\(path)")
      #expect(result.errors.contains("the report could not be written to '\(path)'"), "\(path)")
      #expect(result.output.contains("pipgate says: blocked"), "\(path)")
    }
    #expect(try scratch.read("target") == "mine")
    #expect(!files.fileExists(atPath: scratch.top + "/x"))
  }

  @Test(arguments: [
    ["sarif"], ["sarif="], ["=x"], ["sarf=x"], ["json=x", "sarif=x"],
  ])
  func refusesWhatIsNoFormatAndPath(outputs: [String]) throws {
    let scratch = try Self.scratch()
    let result = try scratch.pipgate(["check"] + outputs.flatMap { ["--output", $0] })
    #expect(result.status == 2)
    #expect(!scratch.exists("x"))
  }
}
