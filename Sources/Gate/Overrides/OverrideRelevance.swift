import PythonPackaging
import SourceText

/// Tells by its bytes alone whether an override can matter to a change, so that no signature is verified
/// in vain, and none is needed before anything is parsed.
///
/// A document names its project and its paths in full. One that holds none of the words that count
/// speaks of something else, unless an escape hides them.
struct OverrideRelevance {
  private let words: Set<ArraySlice<UInt8>>
  private let changed: Set<RepositoryPath>

  init(projects: some Sequence<ProjectName>, changed: Set<RepositoryPath>) {
    self.changed = changed
    words = Set(projects.map { Array($0.normalized.utf8)[...] })
      .union(changed.map { $0.bytes[...] })
  }

  func mayConcern(_ file: OverrideFile) -> Bool {
    if changed.contains(file.file.path) { return true }
    if file.signatures.contains(where: { changed.contains($0.path) }) { return true }
    let bytes = file.file.bytes
    if bytes.contains(UInt8(ascii: "\\")) { return true }
    return bytes.split(whereSeparator: Self.isBetweenWords).contains(where: words.contains)
  }

  /// Whether a byte can stand beside a name in YAML and never in one.
  private static func isBetweenWords(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      true
    default: false
    }
  }
}

extension Introduction {
  /// The project that a dependency names.
  package var projectName: ProjectName? {
    guard case .dependency(let dependency, _) = self else { return nil }
    return dependency.name
  }
}
