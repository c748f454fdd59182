import PythonPackaging
import SourceText

/// The versions of Python that a file says its project runs on.
package struct PythonDeclaration: Hashable, Sendable {
  package let path: RepositoryPath
  /// As written.
  package let text: String
  /// A version meets the declaration when it meets one of these.
  private let alternatives: [SpecifierSet]

  init?(path: RepositoryPath, text: String, alternatives: [SpecifierSet]) {
    guard !alternatives.isEmpty else { return nil }
    self.path = path
    self.text = text
    self.alternatives = alternatives
  }

  /// The lowest version that is declared, among those where a marker holds; nil when there is none.
  ///
  /// It alone is looked at: nobody knows which versions are still to come.
  package func lowest(where marker: Marker?) -> Version? {
    let named = alternatives.flatMap { $0.specifiers.compactMap(\.version) }
    let candidates = (Self.minors + named.filter { !Self.minors.contains($0) }).sorted()
    return candidates.first { version in
      alternatives.contains { $0.contains(version, prereleases: false) }
        && marker.map { $0.evaluate(in: .python(version)) } ?? true
    }
  }

  private static let minors: [Version] =
    [Version("2.7")].compactMap { $0 } + (0...40).compactMap { Version("3.\($0)") }
}

extension MarkerEnvironment {
  /// CPython of a version on Linux.
  fileprivate static func python(_ version: Version) -> MarkerEnvironment {
    let numbers = "\(version)".split(separator: ".").map(String.init) + ["0", "0"]
    var environment = MarkerEnvironment.cPythonOnLinux
    environment[.pythonVersion] = numbers.prefix(2).joined(separator: ".")
    environment[.pythonFullVersion] = numbers.prefix(3).joined(separator: ".")
    environment[.implementationVersion] = numbers.prefix(3).joined(separator: ".")
    return environment
  }
}
