import Foundation
import Testing

/// What the pages show is what the program prints.
@Suite("Documentation")
struct DocumentationTests {
  private static let transcripts: [Transcript] = {
    let docs = (try? FileManager.default.subpathsOfDirectory(atPath: BuiltProgram.root + "/docs"))
    let pages = (docs ?? []).filter { $0.hasSuffix(".md") }.map { "docs/" + $0 }.sorted()
    return (["README.md"] + pages).flatMap { page in
      let text = try? String(contentsOfFile: "\(BuiltProgram.root)/\(page)", encoding: .utf8)
      return Transcript.all(in: text ?? "", page: page)
    }
  }()

  @Test(arguments: transcripts)
  func showsWhatTheProgramsPrint(_ transcript: Transcript) throws {
    let example = try #require(
      Case.all.first { $0.name == transcript.name },
      "\(transcript.testDescription): there is no case of this name")
    let index = try example.startIndex(day: nil)
    let scratch = try example.makeScratch(index: index?.url ?? LoopbackIndex.unreachable)
    try #require(try scratch.pipgate("hook", "install").status == 0)
    let outputs = try Self.outputs(of: transcript, in: scratch)
    for (step, output) in zip(transcript.steps, outputs) {
      let text = output.replacingOccurrences(
        of: scratch.environment["PIPGATE_INDEX_URL"] ?? "", with: "https://pypi.org/simple/")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      #expect(
        Transcript.matches(lines[...], step.output[...]),
        "\(transcript.page):\(transcript.line): '$ \(step.command)' prints\n\(text)")
    }
  }

  @Test func blocksAreFoundAndRun() throws {
    let page = """
      Text.
      <!-- test: safe -->
      ```console
      $ printf 'a\\nb\\nc' ; \\
        false
      a
      ...
      c
      $ echo $?; git status --short
      1
      M  requirements.txt
      ```
      ```console
      $ this block is not marked
      ```
      """
    let transcripts = Transcript.all(in: page, page: "page.md")
    let transcript = try #require(transcripts.first)
    #expect(transcripts.count == 1)
    #expect(transcript.line == 2)
    #expect(transcript.steps.count == 2)
    let scratch = try Case(name: "safe").makeScratch(index: LoopbackIndex.unreachable)
    let outputs = try Self.outputs(of: transcript, in: scratch).map { output in
      output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(outputs.count == 2)
    for (step, output) in zip(transcript.steps, outputs) {
      #expect(Transcript.matches(output[...], step.output[...]), "\(output)")
    }
    #expect(!Transcript.matches(outputs[0][...], ["a", "...", "d"]))
    #expect(!Transcript.matches(outputs[0][...], ["a", "b"]))
    #expect(!Transcript.matches(outputs[1][...], ["0", "..."]))
  }

  /// What each command prints, both streams together.
  private static func outputs(of transcript: Transcript, in scratch: Scratch) throws -> [String] {
    let mark = "--- step "
    let result = try Command.run(
      ["/bin/sh"], in: scratch.root, environment: scratch.environment,
      input: transcript.script(mark: mark), errorsJoinOutput: true)
    return transcript.steps.indices.map { number in
      // A command may print nothing, and the first part is then empty.
      let after = result.output.split(
        separator: "\n\(mark)\(number)\n", maxSplits: 1, omittingEmptySubsequences: false
      ).last
      return String(
        (after ?? "").split(
          separator: "\n\(mark)\(number + 1)\n", maxSplits: 1, omittingEmptySubsequences: false
        ).first ?? "")
    }
  }
}
