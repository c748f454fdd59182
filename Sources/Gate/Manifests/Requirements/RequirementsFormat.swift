import SourceText

/// The requirements files of pip, constraints and the inputs of `pip-compile` included.
// https://pip.pypa.io/en/stable/reference/requirements-file-format/
package enum RequirementsFormat: ManifestFormat {
  package static let id = "requirements"
  package static let family = ManifestFamily.pip
  package static let fileNames =
    "`*requirements*.txt`, `*constraints*.txt`, `requirements/*.txt`, the same with `.in`, and "
    + "every file that one of them includes"

  package static let patterns = [".txt", ".in"].flatMap { suffix in
    ["*requirement*", "*constraint*"].map { $0 + suffix }
      + ["requirements", "requirement", "constraints"].map { "**/\($0)/**/*\(suffix)" }
  }

  package static func reads(_ path: RepositoryPath) -> Bool {
    let name = path.name.map(lowercased)
    return !proseNames.contains { name.elementsEqual($0.utf8) }
  }

  /// What a file that is not included by another declares, as its name has it.
  package static func role(of path: RepositoryPath) -> DependencyRole {
    let name = path.name.map(lowercased)
    if name.contains("requirement") { return .runtime }
    if name.contains("constraint") { return .constraint }
    return path.components.dropLast().last?.map(lowercased).elementsEqual("constraints".utf8)
      == true
      ? .constraint : .runtime
  }

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    var manifest = lines(of: file, as: role)
    let use: HashUse = manifest.dependencies.contains { !$0.hashes.isEmpty } ? .usual : .unused
    for index in manifest.dependencies.indices { manifest.dependencies[index].hashUse = use }
    return manifest
  }

  private static func lines(of file: SourceFile, as role: DependencyRole) -> Manifest {
    var manifest = Manifest()
    if let problem = ReadableText.problem(in: file, commentDeclaresEncoding: true) {
      manifest.unreadable.append(problem)
      return manifest
    }
    var lines = LogicalLines(of: file)
    while let line = lines.next() {
      if manifest.isFull {
        manifest.unreadable.append(.tooMany(at: line.location))
        return manifest
      }
      do {
        try RequirementLine(line, role: role).read(into: &manifest)
      } catch {
        manifest.unreadable.append(error)
      }
    }
    if let place = lines.tooLong {
      manifest.unreadable.append(
        Unreadable(Diagnostic("the line is longer than 1 MiB", at: place), extent: .file))
    }
    return manifest
  }

  /// The includes alone, at the cost of looking at the first byte of every other line.
  static func includes(of file: SourceFile) -> [Include] {
    if ReadableText.problem(in: file, commentDeclaresEncoding: true) != nil { return [] }
    var manifest = Manifest()
    var lines = LogicalLines(of: file)
    while let line = lines.next() {
      guard line.content.first == UInt8(ascii: "-") else { continue }
      // What cannot be read here includes nothing, and is reported where the file is read.
      do { try RequirementLine(line, role: .runtime).read(into: &manifest) } catch { continue }
    }
    return manifest.includes
  }

  private static let proseNames = ["readme.txt", "license.txt", "manifest.in"]

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
  }
}

extension [UInt8] {
  fileprivate func contains(_ word: String) -> Bool {
    let word = Array(word.utf8)
    return indices.contains { self[$0...].starts(with: word) }
  }
}
