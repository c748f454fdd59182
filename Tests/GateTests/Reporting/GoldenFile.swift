import Glibc
import Testing

/// A file that holds a whole output. `RECORD_GOLDEN=1` rewrites it and fails, so that no run passes
/// by recording; a missing one fails in words.
enum GoldenFile {
  static func expect(
    _ text: String, at name: String, _ location: SourceLocation = #_sourceLocation
  ) {
    let path = folder + name
    if getenv("RECORD_GOLDEN").map({ String(cString: $0) }) == "1" {
      Issue.record(
        write(text, to: path) ? "recorded \(name)" : "\(name) could not be written",
        sourceLocation: location)
      return
    }
    guard let expected = read(path) else {
      Issue.record(
        "\(name) is missing: run with RECORD_GOLDEN=1 and read it", sourceLocation: location)
      return
    }
    if text == expected { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let first = zip(lines, wanted).enumerated().first { $0.element.0 != $0.element.1 }
    let number = first?.offset ?? min(lines.count, wanted.count)
    Issue.record(
      """
      \(name) differs from line \(number + 1) on:
      is:     \(number < lines.count ? String(lines[number]) : "the end")
      should: \(number < wanted.count ? String(wanted[number]) : "the end")
      """, sourceLocation: location)
  }

  /// The bytes of a file as text.
  static func read(_ path: String) -> String? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "wb") else { return false }
    let bytes = Array(text.utf8)
    let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
    return fclose(file) == 0 && isWritten
  }

  /// The top of the repository.
  static let root = String(#filePath.split(separator: "/").dropLast(4).joined(separator: "/"))
    .withLeadingSlash

  private static let folder = root + "/Tests/GateTests/Fixtures/reports/"
}

extension String {
  fileprivate var withLeadingSlash: String { "/" + self }
}
