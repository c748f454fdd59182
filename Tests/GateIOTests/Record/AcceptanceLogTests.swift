import Foundation
import Gate
import SourceText
import Testing

@testable import GateIO

struct AcceptanceLogTests {
  /// A folder that is gone with the test.
  private final class Folder {
    let path: String

    init() throws {
      path = FileManager.default.temporaryDirectory.path + "/pipgate-log-\(UUID().uuidString)"
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private func log(in folder: Folder) throws -> AcceptanceLog {
    try #require(
      AcceptanceLog { name in ["XDG_STATE_HOME": folder.path, "HOME": "/nowhere"][name] })
  }

  private func lines(_ log: AcceptanceLog) throws -> [String] {
    let text = try String(contentsOfFile: log.path, encoding: .utf8)
    #expect(text.last == "\n")
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// Whether each line names the digest of the one before.
  private func isChained(_ lines: [String]) throws -> Bool {
    var previous = String(repeating: "0", count: 64)
    for line in lines {
      let named = try JSON.parse(Array(line.utf8))["previous"]?.string
      guard named == "sha256:\(previous)" else { return false }
      previous = "\(SHA256Digest(of: Array(line.utf8)))"
    }
    return true
  }

  @Test func manyWriteAtOnceAndNothingIsTorn() async throws {
    let folder = try Folder()
    let log = try log(in: folder)
    let written = await withTaskGroup(of: Int.self) { group in
      for writer in 0..<8 {
        group.addTask {
          (0..<12).count { number in
            log.append([
              [.init("writer", .integer(writer)), .init("number", .integer(number))],
              [.init("reason", .string(String(repeating: "x", count: 5000)))],
            ])
          }
        }
      }
      return await group.reduce(0, +)
    }
    let lines = try lines(log)
    #expect(written == 96)
    #expect(lines.count == 192)
    #expect(try isChained(lines))
  }

  @Test func whatIsThereStays() throws {
    let folder = try Folder()
    let log = try log(in: folder)
    #expect(log.append([[.init("a", 1)]]))
    let first = try lines(log)
    #expect(log.append([[.init("a", 2)]]))
    #expect(try lines(log).prefix(1) == first[...])
    // A changed line is told by the next one.
    var changed = try lines(log)
    #expect(try isChained(changed))
    changed[0] = changed[0].replacingOccurrences(of: "1}", with: "3}")
    #expect(try !isChained(changed))
  }

  @Test func aLineThatWasCutOffIsLeftBehind() throws {
    let folder = try Folder()
    let log = try log(in: folder)
    #expect(log.append([[.init("a", 1)]]))
    let whole = try String(contentsOfFile: log.path, encoding: .utf8)
    try (whole + "{\"cut").write(toFile: log.path, atomically: false, encoding: .utf8)
    #expect(log.append([[.init("a", 2)]]))
    let lines = try lines(log)
    #expect(lines.count == 3 && lines[1] == "{\"cut")
    let named = try JSON.parse(Array(lines[2].utf8))["previous"]?.string
    #expect(named == "sha256:\(SHA256Digest(of: Array("{\"cut".utf8)))")
  }

  @Test func hostileTextIsEscaped() throws {
    let folder = try Folder()
    let log = try log(in: folder)
    let text = "\u{1b}]0;x\u{7}\n{\"schema\":1}\u{85}\u{2028}\u{202e}\u{0}\"\\ü"
    #expect(log.append([[.init("reason", .string(text))]]))
    let lines = try lines(log)
    #expect(lines.count == 1)
    #expect(try JSON.parse(Array(lines[0].utf8))["reason"]?.string == text)
    #expect(!lines[0].unicodeScalars.contains { !SafeText.isHarmless($0) })
  }

  @Test func linksAndFoldersOfOthersAreRefused() throws {
    let files = FileManager.default
    let folder = try Folder()
    let log = try log(in: folder)
    #expect(log.append([[.init("a", 1)]]))
    // The file is a link.
    try files.moveItem(atPath: log.path, toPath: folder.path + "/elsewhere")
    try files.createSymbolicLink(
      atPath: log.path, withDestinationPath: folder.path + "/elsewhere")
    let before = try String(contentsOfFile: folder.path + "/elsewhere", encoding: .utf8)
    #expect(!log.append([[.init("a", 2)]]))
    #expect(try String(contentsOfFile: folder.path + "/elsewhere", encoding: .utf8) == before)
    try files.removeItem(atPath: log.path)
    // Others may write to the file, or to the folder.
    try Data().write(to: URL(fileURLWithPath: log.path))
    try files.setAttributes([.posixPermissions: 0o666], ofItemAtPath: log.path)
    #expect(!log.append([[.init("a", 2)]]))
    try files.removeItem(atPath: log.path)
    try files.setAttributes([.posixPermissions: 0o777], ofItemAtPath: log.folder)
    #expect(!log.append([[.init("a", 2)]]))
    try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: log.folder)
    #expect(log.append([[.init("a", 2)]]))
    // The folder is a link.
    try files.moveItem(atPath: log.folder, toPath: folder.path + "/real")
    try files.createSymbolicLink(
      atPath: log.folder, withDestinationPath: folder.path + "/real")
    #expect(!log.append([[.init("a", 3)]]))
  }

  @Test func withoutAHomeThereIsNone() {
    #expect(AcceptanceLog { _ in nil } == nil)
    #expect(AcceptanceLog { ["HOME": "relative"][$0] } == nil)
    #expect(AcceptanceLog { ["HOME": "/home/ana"][$0] }?.folder == "/home/ana/.local/state/pipgate")
    #expect(
      AcceptanceLog { ["XDG_STATE_HOME": "x", "HOME": "/a"][$0] }?.folder
        == "/a/.local/state/pipgate")
  }
}
