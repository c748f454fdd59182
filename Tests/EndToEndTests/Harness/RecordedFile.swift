import Foundation
import Testing

/// A file that holds a whole output. `RECORD_GOLDEN=1` rewrites it and fails, so that no run passes
/// by recording.
enum RecordedFile {
  static func expect(
    _ text: String, at path: String, _ location: SourceLocation = #_sourceLocation
  ) {
    let name = URL(fileURLWithPath: path).pathComponents.suffix(2).joined(separator: "/")
    let expected = try? String(contentsOfFile: path, encoding: .utf8)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      if text == expected { return }
      do {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        Issue.record("recorded \(name)", sourceLocation: location)
      } catch {
        Issue.record("\(name) could not be written: \(error)", sourceLocation: location)
      }
      return
    }
    guard let expected else {
      Issue.record(
        "\(name) is missing: run with RECORD_GOLDEN=1 and read it", sourceLocation: location)
      return
    }
    if text == expected { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let first = zip(lines, wanted).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let number = first ?? min(lines.count, wanted.count)
    Issue.record(
      """
      \(name) differs from line \(number + 1) on:
      is:     \(number < lines.count ? String(lines[number]) : "the end")
      should: \(number < wanted.count ? String(wanted[number]) : "the end")
      """, sourceLocation: location)
  }
}
