import Foundation
import Testing

/// The pages: what they link to, the commands that they show, and the tables that list everything.
@Suite("Pages")
struct PageTests {
  struct Page: CustomTestStringConvertible, Sendable {
    let path: String
    let text: String

    var testDescription: String { path }

    /// The fenced blocks in a language.
    func blocks(_ language: String) -> [String] {
      text.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap {
        $0.components(separatedBy: "\n```").first
      }
    }

    /// What readers call its headings in addresses, as GitHub makes it of them.
    var anchors: Set<String> {
      var isCode = false
      var anchors: Set<String> = []
      for line in text.split(separator: "\n") {
        if line.hasPrefix("```") { isCode.toggle() }
        guard !isCode, line.hasPrefix("#") else { continue }
        let words = line.drop { $0 == "#" }.dropFirst().lowercased()
        let kept = words.filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }
        anchors.insert(kept.replacingOccurrences(of: " ", with: "-"))
      }
      return anchors
    }
  }

  private static let pages: [Page] = {
    let docs = (try? FileManager.default.subpathsOfDirectory(atPath: BuiltProgram.root + "/docs"))
    let paths = (docs ?? []).filter { $0.hasSuffix(".md") }.map { "docs/" + $0 }.sorted()
    return (["README.md", "CHANGELOG.md", "Benchmarks/README.md"] + paths).map { path in
      let text = try? String(contentsOfFile: "\(BuiltProgram.root)/\(path)", encoding: .utf8)
      return Page(path: path, text: text ?? "")
    }
  }()

  @Test(arguments: pages)
  func everyLinkLeadsSomewhere(_ page: Page) throws {
    let folder = URL(fileURLWithPath: "\(BuiltProgram.root)/\(page.path)")
      .deletingLastPathComponent()
    for link in page.text.matches(of: /\]\(([^)\s]+)\)/) {
      let target = String(link.1)
      if target.contains("://") { continue }
      let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let file =
        parts[0].isEmpty
        ? "\(BuiltProgram.root)/\(page.path)" : folder.appendingPathComponent(String(parts[0])).path
      #expect(FileManager.default.fileExists(atPath: file), "\(page.path): \(target)")
      guard parts.count == 2 else { continue }
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(
        Page(path: file, text: text).anchors.contains(String(parts[1])), "\(page.path): \(target)")
    }
  }

  /// The README, or a page that it names, leads to every page.
  @Test func everyPageIsFound() {
    for page in Self.pages where page.path.hasPrefix("docs/") && !page.path.contains("/rules/") {
      let name = page.path.dropFirst("docs/".count)
      #expect(Self.pages[0].text.contains("(docs/\(name))"), "\(page.path)")
    }
  }

  /// A line that a page shows in a shell is one that the parser takes, with nothing unknown in it.
  @Test(
    arguments: pages.filter { !$0.path.contains("/rules/") }.flatMap { page in
      page.blocks("sh").flatMap { $0.split(separator: "\n") }
        .map { $0.components(separatedBy: "  #")[0].trimmingCharacters(in: .whitespaces) }
        .filter { $0.hasPrefix("pipgate ") }.map { (page, $0) }
    })
  func everyLineOfAShellIsUnderstood(_ page: Page, _ line: String) throws {
    let scratch = try Scratch()
    let fake = scratch.top + "/bin/pipgate"
    try FileManager.default.removeItem(atPath: fake)
    try scratch.write(
      fake, "#!/bin/sh\nexec '\(BuiltProgram.path)' \"$@\" --help >/dev/null\n",
      permissions: 0o755)
    try scratch.write(".pipgate/policy.yaml", "version: 1\n")
    let result = try Command.run(
      ["/bin/bash", "-c", line], in: scratch.root, environment: scratch.environment)
    #expect(result.status == 0, "\(page.path): \(line): \(result.text)")
  }

  /// The picture is what the program prints, in its colours.
  @Test func thePictureIsTrue() throws {
    let example = Case(name: "readme")
    let index = try example.startIndex(day: testDay)
    let scratch = try example.makeScratch(index: index?.url ?? LoopbackIndex.unreachable)
    let report = try scratch.pipgate("check", "--color", "always", "--as-of", testDay)
    #expect(report.status == 1)
    let picture = try Command.run(
      [
        try Command.path(of: "python3"), "-B", BuiltProgram.root + "/docs/picture.py",
        "git commit -m 'Add dependencies'",
      ], in: scratch.root, environment: scratch.environment, input: report.output)
    #expect(picture.status == 0, "\(picture.errors)")
    RecordedFile.expect(picture.output, at: BuiltProgram.root + "/docs/picture.svg")
    #expect(picture.output.contains("prefers-color-scheme:dark"))
    let words = picture.output.replacing(/<style>.*<\/style>/, with: "").replacing(
      /<[^>]*>/, with: "")
    #expect(words.contains("'reqeusts' is one edit from 'requests' [typosquat]"))
    #expect(!words.contains("127.0.0.1"))
  }
}
