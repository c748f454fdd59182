import Foundation
import SourceText
import Testing

@testable import Gate

/// Fixtures that are cut, swapped and repeated: no trap, and no place outside of the file.
@Suite struct HostileScriptTests {
  private static let fixtures = [
    "setup-py/everything.py", "setup-py/malformed.py", "nox/everything.py", "nox/malformed.py",
    "setup-cfg/everything.cfg", "setup-cfg/malformed.cfg", "tox/everything.ini",
    "tox/malformed.ini", "tox/everything-native.toml", "pyproject/everything-tox.toml",
  ]

  @Test(arguments: fixtures)
  func keepsEveryPlaceInsideTheFileHoweverItIsCut(path: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/manifests")
    let whole = Array(try Data(contentsOf: folder.appendingPathComponent(path)))
    let format = try #require(
      ManifestFormats.format(named: String(path.prefix { $0 != "/" })))
    for index in stride(from: 0, to: whole.count, by: 5) {
      var swapped = whole
      swapped[index] = whole[(index * 31 + 17) % whole.count]
      let dropped = Array(whole[..<index] + whole[min(index + 3, whole.count)...])
      let repeated = Array(whole[..<index] + whole[(index / 2)...])
      for bytes in [Array(whole[..<index]), swapped, dropped, repeated] {
        let name = path.drop { $0 != "/" }.dropFirst()
        let file = SourceFile(path: RepositoryPath(String(name)), bytes: bytes)
        let manifest = format.manifest(of: file, as: .runtime)
        for location in manifest.dependencies.flatMap({ [$0.location, $0.nameLocation] })
          + manifest.unreadable.map(\.diagnostic.location) + manifest.includes.map(\.location)
          + manifest.options.map(\.location)
        {
          #expect(location.range.upperBound <= bytes.count)
        }
      }
    }
  }
}
