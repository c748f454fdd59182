import Foundation
import Testing

@Suite("Cases")
struct CaseTests {
  @Test(arguments: Case.all)
  func printsWhatItsFolderSays(_ example: Case) throws {
    let index = try example.startIndex(day: testDay)
    let address = index?.url ?? LoopbackIndex.unreachable
    let scratch = try example.makeScratch(index: address)
    let words = try example.arguments() + ["--as-of", testDay]
    let result = try Command.run(
      [BuiltProgram.path] + words, in: scratch.root, environment: scratch.environment)
    let errors = result.errors.isEmpty ? "" : "--- standard error\n\(result.errors)"
    let text = (result.output + errors).withPlaceholders(index: address, scratch: scratch)

    #expect(text.isFreeOfControls)
    RecordedFile.expect(text, at: example.folder + "/expected.txt")
    RecordedFile.expect("\(result.status)\n", at: example.folder + "/expected.status")
  }

  @Test func thereAreCases() {
    #expect(Case.all.count > 20)
  }
}

extension String {
  /// The text without what differs from run to run, or with the next list of popular projects.
  func withPlaceholders(index: String, scratch: Scratch) -> String {
    replacingOccurrences(of: index, with: "https://index.example/simple/")
      .replacingOccurrences(of: scratch.top, with: "/scratch")
      .replacing(/popularity list: [0-9-]{10}/) { _ in "popularity list: DATE" }
      .replacing(/\(list of [0-9-]{10}\)/) { _ in "(list of DATE)" }
      .replacing(/"popularity-date": "[0-9-]{10}"/) { _ in "\"popularity-date\": \"DATE\"" }
      .replacing(/("name": "pipgate",\s+"version": ")[0-9.]+/) { $0.output.1 + "VERSION" }
      .replacing(/rank [0-9]+/) { _ in "rank N" }
  }

  /// Whether a terminal shows it as it is: no control but a line feed and a tab, nothing that
  /// changes the direction of text or has no width.
  var isFreeOfControls: Bool {
    unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0a: true
      case 0..<0x20, 0x7f..<0xa0, 0x61c, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff:
        false
      default: true
      }
    }
  }
}
