import Foundation
import SourceText
import Testing

@testable import Gate

/// Every fixture of every format, cut and changed at many places: no trap, and no place outside.
@Suite struct MutatedFixtureTests {
  /// How many places of a file are changed, at most.
  private static let count = 100

  @Test(arguments: ManifestFixtureTests.fixtures)
  func keepsEveryPlaceInsideTheFile(path: String) throws {
    let whole = TestFiles.source("Tests/GateTests/Fixtures/manifests/" + path).bytes
    let format = try #require(ManifestFormats.format(named: String(path.prefix { $0 != "/" })))
    for index in stride(from: 0, to: whole.count, by: whole.count / Self.count + 1) {
      var swapped = whole
      swapped[index] = whole[(index * 31 + 17) % whole.count]
      var quoted = whole
      quoted[index] = UInt8(ascii: "\"")
      let dropped = Array(whole[..<index] + whole[min(index + 3, whole.count)...])
      let repeated = Array(whole[..<index] + whole[(index / 2)...])
      for bytes in [
        Array(whole[..<index]), Array(whole[index...]), swapped, quoted, dropped, repeated,
      ] {
        let file = SourceFile(path: RepositoryPath("a/" + path), bytes: bytes)
        for location in format.manifest(of: file, as: .runtime).places {
          #expect(location.range.lowerBound >= 0 && location.range.upperBound <= bytes.count)
        }
      }
    }
  }
}

extension Manifest {
  /// Every place that it tells.
  fileprivate var places: [Location] {
    dependencies.flatMap { [$0.location, $0.nameLocation] } + imports.map(\.location)
      + options.map(\.location) + includes.map(\.location)
      + unreadable.map(\.diagnostic.location)
  }
}
