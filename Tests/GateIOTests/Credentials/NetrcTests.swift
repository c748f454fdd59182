import Foundation
import Testing

@testable import GateIO

/// `.netrc` as Python's own reader has it, and stricter where a password is at stake.
struct NetrcTests {
  private func entries(_ text: String) throws -> [String] {
    try Netrc(Array(text.utf8)).entries.map {
      "\($0.host) \($0.login ?? "-") \($0.password ?? "-")"
    }
  }

  @Test(
    arguments: [
      ("", []), ("# nothing\n", []),
      ("machine a.example login ana password secret", ["a.example ana secret"]),
      ("machine A.Example\n  login ana\n  password \"se cr\\\"et\"\n", ["a.example ana se cr\"et"]),
      ("machine a login ana password #hash # a comment\n", ["a ana #hash"]),
      ("machine a user ana account x password p machine b password q", ["a ana p", "b - q"]),
      ("default login ana password p\nmachine a login b password c\n", ["a b c"]),
      ("machine a login b password c\ndefault login x password y\n", ["a b c"]),
      (
        "macdef init\nmachine evil login x password y\n\nmachine a login b password c\n",
        ["a b c"]
      ),
      ("machine a login ana password s\\ p\n", ["a ana s p"]),
    ])
  func readsEntries(text: String, expected: [String]) throws {
    #expect(try entries(text) == expected)
  }

  @Test(
    arguments: [
      ("machine", 1), ("login ana", 1), ("machine a\npasswrd x\n", 2), ("machine a login", 1),
      ("machine a password \"x\n", 2), ("machine a password \"x\u{1}\"", 1), ("\u{7f}", 1),
      ("machine a password x\\", 1),
    ])
  func whatIsNotUnderstoodMakesItUnusable(text: String, line: Int) {
    let problem = #expect(throws: Netrc.Problem.self) { try Netrc(Array(text.utf8)) }
    #expect(problem?.reason.hasPrefix("line ") == true, "\(text)")
  }

  @Test func noBytesTrapIt() {
    let words = ["machine", "login", "password", "default", "macdef", "\"", "\\", "#", "\n\n", "é"]
    for first in words {
      for second in words {
        for third in words { _ = try? Netrc(Array("\(first) \(second)\(third) x".utf8)) }
      }
    }
    _ = try? Netrc([0xff, 0xfe, 0x20, 0x00, 0x22])
  }

  @Test func aHostHasItsOwnEntryAlone() throws {
    let netrc = try Netrc(
      Array(
        """
        machine a.example login ana
        machine a.example login bo password two
        machine ::1 login cy password three
        """.utf8))
    #expect(netrc.entry(for: "a.example", user: nil)?.login == "bo")
    #expect(netrc.entry(for: "a.example", user: "ana") == nil)
    #expect(netrc.entry(for: "[::1]", user: nil)?.login == "cy")
    #expect(netrc.entry(for: "b.a.example", user: nil) == nil)
    #expect(netrc.entry(for: "example", user: nil) == nil)
  }

  @Test(arguments: [0o644, 0o640, 0o602])
  func aFileThatOthersMayReadIsNotUsed(mode: Int) throws {
    let path = try TemporaryDirectory.make().path + "/netrc"
    try "machine a login b password c\n".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    let problem = #expect(throws: Netrc.Problem.self) { try Netrc(at: path) }
    #expect(problem?.reason.contains("chmod 600") == true)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(try Netrc(at: path)?.entries.count == 1)
  }

  @Test func whatIsThereAndNoFileIsSaid() throws {
    let folder = try TemporaryDirectory.make().path
    #expect(try Netrc(at: folder + "/none")?.entries == nil)
    #expect(throws: Netrc.Problem.self) { try Netrc(at: folder) }
  }
}
