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

  /// Whoever reads standard output may go, and a disk be full: the files are written all the same,
  /// and one that cannot be is told.
  @Test func writesEveryFileThatCanBe() throws {
    let scratch = try Self.scratch()
    let files = ["--output", "json=no-such-folder/x", "--output", "sarif=gate.sarif"]
    let result = try scratch.pipgate(
      "check", files[0], files[1], files[2], files[3], output: .device("/dev/full"))
    #expect(result.status == 3)
    #expect(result.errors.contains("standard output could not be written"))
    #expect(try scratch.read("gate.sarif").contains("unknown-project"))
  }

  /// A file that may not grow is told like a full disk, and nothing half-written is left.
  @Test func tellsOfAFileThatMayNotGrow() throws {
    let scratch = try Self.scratch()
    let script = #"ulimit -f 1; exec "$0" check --output sarif=gate.sarif 2>/dev/null | cat"#
    let result = try Command.run(
      ["/bin/bash", "-o", "pipefail", "-c", script, BuiltProgram.path], in: scratch.root,
      environment: scratch.environment)
    #expect(result.status == 3)
    #expect(result.output.contains("pipgate says: blocked"))
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.root)
    #expect(left.allSatisfy { [".git", "requirements.txt"].contains($0) }, "\(left)")
  }

  /// `pipgate explain | head` has nothing to complain of; a verdict that nobody reads has.
  @Test(arguments: [
    (["explain"], ""), (["--help"], ""), (["policy", "schema"], ""),
    (["check"], "pipgate: standard output could not be written: Broken pipe"),
  ])
  func endsQuietlyWhereTheReaderHasGone(words: [String], told: String) throws {
    let scratch = try Self.scratch()
    let script = #"exec 3> >(exec true); wait $!; exec "$0" "$@" >&3"#
    let result = try Command.run(
      ["/bin/bash", "-c", script, BuiltProgram.path] + words, in: scratch.root,
      environment: scratch.environment)
    #expect(result.status == 3)
    #expect(result.errors.split(separator: "\n").first.map(String.init) ?? "" == told)
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
