import Foundation
import SourceText
import Testing

@testable import Gate

/// Locks are read as Python's tomllib and json read them.
@Suite struct LockOracleTests {
  @Test func agreesWithPythonOnGeneratedLocks() throws {
    var locks: [(format: String, text: [UInt8])] = []
    for seed in 0..<1500 {
      let format = LockGenerator.formats[seed % LockGenerator.formats.count]
      var generator = LockGenerator(seed: UInt64(seed))
      var text = generator.lock(of: format)
      if seed % 7 == 0 { text = text.replacing("\n", with: "\r\n") }
      locks.append((format, Array(text.utf8)))
    }
    try expectAgreement(on: locks)
  }

  @Test func agreesWithPythonOnTheFixtures() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/manifests")
    var locks: [(format: String, text: [UInt8])] = []
    for format in LockGenerator.formats {
      let names = try FileManager.default.contentsOfDirectory(
        atPath: folder.appendingPathComponent(format).path)
      for name in names.sorted() where !name.hasSuffix(".listing") {
        if ["empty", "malformed", "unknown", "two-lists"].contains(where: name.hasPrefix) {
          continue
        }
        let path = folder.appendingPathComponent("\(format)/\(name)")
        locks.append((format, Array(try Data(contentsOf: path))))
      }
    }
    #expect(locks.count >= 2 * LockGenerator.formats.count)
    try expectAgreement(on: locks)
  }

  private func expectAgreement(on locks: [(format: String, text: [UInt8])]) throws {
    let answers = try LockOracle.answers(to: locks)
    try #require(answers.count == locks.count)
    var count = 0
    for (lock, expected) in zip(locks, answers) {
      let format = try #require(ManifestFormats.format(named: lock.format))
      let file = SourceFile(path: "service/a/the.lock", bytes: lock.text)
      let manifest = format.manifest(of: file, as: .runtime)
      let text = String(decoding: lock.text, as: UTF8.self)
      #expect(manifest.unreadable.isEmpty, "\(lock.format):\n\(text)")
      #expect(manifest.dependencies.map { release($0, in: file) } == expected, "\(text)")
      count += expected.count
    }
    #expect(count > locks.count)
  }

  private func release(_ dependency: Dependency, in file: SourceFile) -> LockOracle.Release {
    var (kind, address) = ("index", dependency.index)
    switch dependency.reference?.kind {
    case .archive: kind = "url"
    case .versionControl: kind = "git"
    case .path: kind = "path"
    case nil: break
    }
    if let reference = dependency.reference {
      // Without what the reader adds: the system before the address, the commit behind it.
      var text = Substring(reference.text)
      if text.hasPrefix("git+") { text = text.dropFirst(4) }
      if dependency.reference?.kind == .versionControl, !text.contains("#") {
        text = text.prefix { $0 != "@" }
      }
      address = String(text)
    }
    let specifier = dependency.specifiers.text
    return LockOracle.Release(
      name: dependency.name?.normalized ?? "",
      version: specifier.isEmpty ? nil : String(specifier.dropFirst(2)), kind: kind,
      address: address, hashes: dependency.hashes, line: dependency.nameLocation.start.line)
  }
}
