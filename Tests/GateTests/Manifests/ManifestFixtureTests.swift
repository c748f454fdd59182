import Foundation
import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// Each format reads its fixtures as the listing beside them says; `RECORD_GOLDEN=1` rewrites them.
@Suite struct ManifestFixtureTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures/manifests")

  /// Every fixture: the folder is named like the format that reads it.
  static let fixtures: [String] = {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return paths.filter { $0.contains("/") && !$0.hasSuffix(".listing") }.sorted()
  }()

  @Test func everyFormatHasItsFixtures() {
    let folders = Dictionary(grouping: Self.fixtures) { String($0.prefix { $0 != "/" }) }
    for format in ManifestFormats.all {
      let names = Set(
        (folders[format.id] ?? []).map { path in
          String(path.dropFirst(format.id.count + 1).prefix { $0 != "." })
        })
      #expect(
        names.isSuperset(of: ["empty", "malformed", "minimal", "everything"]), "\(format.id)")
    }
  }

  @Test(arguments: fixtures)
  func readsAsRecorded(path: String) throws {
    let data = try Data(contentsOf: Self.folder.appendingPathComponent(path))
    let file = SourceFile(path: RepositoryPath("service/" + path), bytes: Array(data))
    let format = try #require(
      ManifestFormats.format(named: String(path.prefix { $0 != "/" })), "\(path)")
    let listing = format.manifest(of: file, as: .runtime).listing
    let golden = Self.folder.appendingPathComponent(path + ".listing")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try listing.write(to: golden, atomically: true, encoding: .utf8)
      Issue.record("recorded '\(golden.lastPathComponent)'")
    }
    #expect(try String(contentsOf: golden, encoding: .utf8) == listing)
  }
}

extension Manifest {
  /// Everything that was read, a line each, with its place and the text of its name.
  var listing: String {
    var lines = dependencies.map { dependency in
      var parts = [
        place(dependency.location), "\(dependency.role)",
        dependency.name?.normalized ?? "(no name)", "at '\(dependency.nameLocation.text)'",
      ]
      if !dependency.extras.isEmpty {
        parts.append("[\(dependency.extras.map(\.normalized).joined(separator: ","))]")
      }
      if !dependency.specifiers.description.isEmpty {
        parts.append(dependency.specifiers.description)
      }
      if let reference = dependency.reference {
        parts.append("from \(reference.text)")
        if case .path(let path) = reference.kind {
          parts.append("(path \(path?.description ?? "elsewhere"))")
        }
        if reference.isEditable { parts.append("editable") }
      }
      if dependency.ecosystem == .conda { parts.append("of conda") }
      if dependency.kind != .declared { parts.append("\(dependency.kind)") }
      if let index = dependency.index { parts.append("index \(index)") }
      if let marker = dependency.marker { parts.append("; \(marker)") }
      return (parts + dependency.hashes).joined(separator: " ")
    }
    lines += options.map { "\(place($0.location)) option \($0.kind.rawValue) \($0.value)" }
    lines += includes.map { "\(place($0.location)) include \($0.kind) \($0.path)" }
    lines += imports.map { found in
      "\(place(found.location)) import \(found.module)\(found.isOptional ? " optional" : "")"
    }
    lines += projectNames.map { "project \($0.normalized)" }
    lines += unreadable.map { part in
      let place = place(part.diagnostic.location)
      return "\(place) unreadable \(part.extent) \(part.reason): \(part.diagnostic.message)"
    }
    return lines.map { $0.replacingOccurrences(of: "\n", with: "⏎") + "\n" }.joined()
  }

  private func place(_ location: Location) -> String {
    "\(location.start.line):\(location.start.column)-\(location.end.line):\(location.end.column)"
  }
}
