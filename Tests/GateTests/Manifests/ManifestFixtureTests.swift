import Foundation
import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// Each format reads its fixtures as the listing beside them says; `RECORD_GOLDEN=1` rewrites them.
@Suite struct ManifestFixtureTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures/manifests")

  @Test(
    arguments: ["empty", "malformed", "minimal", "everything"],
    ["requirements/NAME.txt", "pyproject/NAME.toml"])
  func readsAsRecorded(name: String, pattern: String) throws {
    let path = pattern.replacingOccurrences(of: "NAME", with: name)
    let data = try Data(contentsOf: Self.folder.appendingPathComponent(path))
    let file = SourceFile(path: RepositoryPath("service/" + path), bytes: Array(data))
    let format: any ManifestFormat.Type =
      path.hasSuffix(".toml") ? PyprojectFormat.self : RequirementsFormat.self
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
      if let index = dependency.index { parts.append("index \(index)") }
      if let marker = dependency.marker { parts.append("; \(marker)") }
      return (parts + dependency.hashes).joined(separator: " ")
    }
    lines += options.map { "\(place($0.location)) option \($0.kind.rawValue) \($0.value)" }
    lines += includes.map { "\(place($0.location)) include \($0.kind) \($0.path)" }
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
