import Foundation
import SourceText
import Testing

@testable import Gate

/// Locks that nobody's tool has written: no trap, no place outside the file, nothing passed over.
@Suite struct HostileLockTests {
  static let shapes: [(format: String, text: String)] = [
    ("uv-lock", "version=1\n" + String(repeating: "[[package]]\n", count: 1100)),
    ("uv-lock", "version=1\npackage=" + String(repeating: "[", count: 10_000)),
    ("pipfile-lock", "{\"default\":" + String(repeating: "{\"a\":", count: 10_000)),
    (
      "pipfile-lock",
      "{\"default\":{" + (0..<200_010).map { "\"a\($0)\":\"\"" }.joined(separator: ",") + "}}"
    ),
    (
      "pipfile-lock",
      "{\"default\":{" + (0..<1100).map { "\"a\($0)\":1" }.joined(separator: ",") + "}}"
    ),
    ("pylock", "lock-version='1.0'\n" + String(repeating: "[[packages]]\n", count: 1100)),
    ("pipfile", "[packages]\n" + (0..<1100).map { "a\($0)=1\n" }.joined()),
  ]

  @Test(arguments: shapes.indices)
  func saysThatItDoesNotReadWhatIsTooMuch(index: Int) throws {
    let (id, text) = Self.shapes[index]
    let format = try #require(ManifestFormats.format(named: id))
    let manifest = format.manifest(of: SourceFile(path: "a", text: text), as: .runtime)
    #expect(!manifest.unreadable.isEmpty)
    #expect(manifest.unreadable.count <= Manifest.maximumTroubles + 1)
    #expect(manifest.dependencies.count <= Manifest.maximumCount)
    #expect(manifest.unreadable.contains { $0.extent == .file })
  }

  @Test(arguments: [
    ("uv.lock", "uv-lock"), ("a/Poetry.lock", "poetry-lock"), ("pdm.lock", "pdm-lock"),
    ("Pipfile", "pipfile"), ("Pipfile.lock", "pipfile-lock"), ("pylock.toml", "pylock"),
    ("pylock.dev.toml", "pylock"), ("pylock.a.b.toml", nil), ("pylock..toml", nil),
    ("pylock.toml.bak", nil), ("my-pylock.toml", nil), ("uv.lock.orig", nil), ("Pipfile2", nil),
  ])
  func knowsLocksByTheirNames(path: String, id: String?) {
    #expect(ManifestFormats.format(for: RepositoryPath(path))?.id == id)
  }

  @Test(arguments: [
    ("sha256:0AF", "sha256:0af"), ("SHA512:00", "sha512:00"), ("blake2b_256:0f", "blake2b_256:0f"),
    (String(repeating: "aB", count: 32), "sha256:" + String(repeating: "ab", count: 32)),
    ("", nil), (":", nil), ("sha256:", nil), (":00", nil), ("sha256:0g", nil), ("00", nil),
    ("sha256:00 ", nil), ("sha256:00:00", nil), ("sha256=00", nil), ("sha256:é", nil),
  ])
  func readsHashesAsAlgorithmAndDigest(text: String, hash: String?) {
    #expect(LockedHash.normalized(text) == hash)
  }

  @Test(arguments: [
    ("https://files.acme.example/a/b-1.0.whl", "b-1.0.whl"),
    ("https://files.acme.example/b-1.0%2Bcpu.whl#sha256=00", "b-1.0+cpu.whl"),
    ("https://files.acme.example/b-1.0.zip?x=/y", "b-1.0.zip"),
    ("https://files.acme.example/%62-1%2e0.zip", "b-1.0.zip"), ("b%", "b%"), ("b%4", "b%4"),
    ("https://files.acme.example/%252e", "%2e"), ("", ""), ("a/", ""), ("%ff", "\u{FFFD}"),
  ])
  func takesTheNamesOfFilesFromTheirAddresses(url: String, name: String) {
    #expect(LockedHash.fileName(of: url) == name)
  }

  @Test(arguments: [
    ("uv-lock", "version = 1\n[[package]]\nname = 'evil'\nversion = '1'\nsource = 3\n"),
    ("uv-lock", "version = 1\n[[package]]\nname = 'evil'\nversion = '1'\n"),
    ("poetry-lock", "[[package]]\nname = 'evil'\nversion = 1\n"),
    ("pdm-lock", "[[package]]\nname = 'evil'\nversion = '1'\nfiles = 3\n"),
    ("pylock", "lock-version = '1.0'\n[[packages]]\nname = 'evil'\n"),
    ("pipfile-lock", #"{"default": {"evil": {"version": "==1", "hashes": [1]}}}"#),
  ])
  func anEntryWithANameIsJudgedWhateverIsWrongWithIt(format: String, text: String) throws {
    let format = try #require(ManifestFormats.format(named: format))
    let manifest = format.manifest(of: SourceFile(path: "a", text: text), as: .runtime)
    #expect(manifest.dependencies.map { $0.name?.normalized } == ["evil"])
    #expect(manifest.unreadable.count == 1)
  }
}
