import Foundation
import Testing

@testable import GateIO

/// Archives as Python's own `zipfile` writes them, whole and damaged.
@Suite struct ZipArchiveTests {
  /// The archive that a script leaves in the file `out`, with `z` a `ZipFile` to write to.
  static func archive(_ body: String, closing: String = "z.close()") throws -> [UInt8] {
    let out = try TemporaryDirectory.make().appendingPathComponent("a.zip")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let head = "import sys, zipfile, struct\nout = sys.argv[1]\n"
    let open = "z = zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED)\n"
    process.arguments = ["python3", "-c", head + open + body + "\n" + closing, out.path]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return Array(try Data(contentsOf: out))
  }

  private static let small = """
    z.writestr('a.json', 'x' * 5000)
    z.writestr('../b.json', '')
    z.writestr('c.txt', 'stored', zipfile.ZIP_STORED)
    z.comment = b'PK\\x05\\x06 and more'
    """

  private func contents(_ archive: ZipArchive) -> [[UInt8]?] {
    archive.entries.map { try? archive.content(of: $0) }
  }

  @Test func readsWhatPythonWrote() throws {
    let archive = try ZipArchive(Self.archive(Self.small))
    #expect(archive.entries.map(\.name) == ["a.json", "../b.json", "c.txt"])
    #expect(
      contents(archive) == [Array(repeating: 0x78, count: 5000), [], Array("stored".utf8)])
  }

  @Test func readsMoreFilesThanSixteenBitsCount() throws {
    let archive = try ZipArchive(
      Self.archive("for i in range(66000): z.writestr(f'{i}.json', str(i))"))
    #expect(archive.entries.count == 66_000)
    #expect(try archive.content(of: archive.entries[65_999]) == Array("65999".utf8))
  }

  @Test func refusesWhatUnpacksToTooMuch() throws {
    let bytes = try Self.archive("for i in range(20): z.writestr(f'{i}.json', bytes(1 << 20))")
    #expect(bytes.count < 100_000)
    var limits = ZipArchive.Limits()
    limits.totalSize = 10 << 20
    #expect(throws: ZipArchive.Failure.self) { try ZipArchive(bytes, limits: limits) }
    limits = ZipArchive.Limits()
    limits.entries = 19
    #expect(throws: ZipArchive.Failure.self) { try ZipArchive(bytes, limits: limits) }
    limits = ZipArchive.Limits()
    limits.entrySize = 1000
    let archive = try ZipArchive(bytes, limits: limits)
    #expect(contents(archive).allSatisfy { $0 == nil })
  }

  /// A directory that promises less than the data holds: nothing past the promise is unpacked.
  @Test func refusesAFileThatIsLargerThanPromised() throws {
    var bytes = try Self.archive("z.writestr('a.json', bytes(1 << 22))")
    let directory = try #require(
      bytes.indices.dropLast(3).last { Array(bytes[$0..<$0 + 4]) == [0x50, 0x4b, 1, 2] })
    bytes.replaceSubrange(directory + 24..<directory + 28, with: [16, 0, 0, 0])
    let archive = try ZipArchive(bytes)
    #expect(archive.entries.map(\.size) == [16])
    #expect(contents(archive) == [nil])
  }

  @Test func refusesWhatIsNoArchive() {
    for text in ["", "PK", "PK\u{5}\u{6}", String(repeating: "PK\u{5}\u{6}", count: 100)] {
      #expect(throws: ZipArchive.Failure.self) { try ZipArchive(Array(text.utf8)) }
    }
  }

  /// Every byte changed and every length cut: a content is the right one, or none.
  @Test func neverBelievesADamagedFile() throws {
    let original = try Self.archive(Self.small)
    let right = Set(contents(try ZipArchive(original)))
    var refused = 0
    for index in original.indices {
      for value in [original[index] ^ 1, 0, 0xff, original[index] ^ 0x80] {
        var bytes = original
        bytes[index] = value
        guard let archive = try? ZipArchive(bytes) else {
          refused += 1
          continue
        }
        for content in contents(archive) where content != nil {
          #expect(right.contains(content))
        }
      }
      if let archive = try? ZipArchive(Array(original[..<index])) { _ = contents(archive) }
    }
    #expect(refused > 100)
  }
}
