import PythonPackaging

/// What the names of modules stand for: the standard library, and the projects that provide them.
package struct PythonModules: Sendable {
  private let standardLibrary: SortedLines
  private let projects: SortedLines

  /// No module of the lists has more components; what lies deeper is not looked at.
  private static let maximumDepth = 8

  /// Takes the two texts that the binary embeds: lines `module versions…` and `module projects…`,
  /// each sorted by the bytes of the module, which never spells a project of its own name only.
  package init(standardLibrary: [UInt8], projects: [UInt8]) {
    self.standardLibrary = SortedLines(standardLibrary)
    self.projects = SortedLines(projects)
  }

  /// Whether the module belongs to the standard library of Python 2.7 or any Python 3. Old names
  /// count, since code imports `urllib2` where `urllib.request` is not there.
  package func isStandard(_ module: String) -> Bool {
    standardLibrary.words(after: module.utf8.prefix { $0 != UInt8(ascii: ".") }) != nil
  }

  /// The projects that provide a module, the most downloaded first.
  ///
  /// The longest part of the dotted name that is known decides. What is not known is most likely
  /// provided by the project of the same name. Nothing provides a mere namespace (`google.cloud`), a
  /// module that comes with a program, or one whose name no project can have (`_speedups`).
  package func projects(for module: String) -> [ProjectName] {
    if let known = known(module) { return known.compactMap { ProjectName($0) } }
    return Self.namesake(of: module).map { [$0] } ?? []
  }

  /// Whether what `projects` says is a fact, and not a guess from the module's own name.
  package func isKnown(_ module: String) -> Bool { known(module) != nil }

  /// The names that projects would have that are called like a module of the standard library.
  package var standardNames: [ProjectName] {
    standardLibrary.lines.compactMap { ProjectName($0.key) }
  }

  /// What a project would be called like a module that only projects of other names provide, and the
  /// likeliest of those: `cv2` and `opencv-python`.
  package var renamed: [(module: ProjectName, project: ProjectName)] {
    projects.lines.compactMap { module, words in
      let providers = words.compactMap { ProjectName($0) }
      guard !module.contains(UInt8(ascii: ".")), let name = ProjectName(module),
        let project = providers.first, !providers.contains(name)
      else { return nil }
      return (name, project)
    }
  }

  /// The project that is called like the first component of a module.
  package static func namesake(of module: String) -> ProjectName? {
    ProjectName(module.utf8.prefix { $0 != UInt8(ascii: ".") })
  }

  private func known(_ module: String) -> [ArraySlice<UInt8>]? {
    let bytes = Array(module.utf8)
    var ends: [Int] = []
    for (position, byte) in bytes.enumerated() where byte == UInt8(ascii: ".") {
      ends.append(position)
      if ends.count == Self.maximumDepth { break }
    }
    if ends.count < Self.maximumDepth { ends.append(bytes.count) }
    for end in ends.reversed() {
      if let words = projects.words(after: bytes[..<end]) { return words }
    }
    return nil
  }
}
