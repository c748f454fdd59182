import PythonPackaging
import SourceText

extension CommandReader {
  /// Reads the path of a file that the command installs from. Prose includes nothing: the file is
  /// read for what it is itself.
  mutating func include(_ kind: Include.Kind, _ word: ShellWord, at location: Location) {
    if self.kind == .prose || manifest.isFull { return }
    if word.text.isEmpty || isReadByItself(word) { return }
    guard let paths = Self.candidates(for: word), let first = paths.first else {
      return refuse(
        "'\(word.text.text)' is no file of this repository that is known beforehand",
        at: word.text.location, help: "install from a file of this repository by its path")
    }
    manifest.includes.append(
      Include(kind: kind, path: first, location: location, guesses: Array(paths.dropFirst())))
  }

  /// Reads the name of a file that lists packages of conda.
  mutating func readCondaFile(_ word: ShellWord) {
    let isKnown = Self.candidates(for: word)?.contains { ManifestFormats.format(for: $0) != nil }
    if isKnown == true || kind == .prose { return }
    refuse(
      "'\(word.text.text)' lists packages of conda and is not read", at: word.text.location,
      help: "name the file 'environment.yml', or as the policy's manifests say")
  }

  /// Whether the file is read because of its own name, or holds code.
  private func isReadByItself(_ word: ShellWord) -> Bool {
    [".toml", ".cfg", ".py", ".lock", ".pylock"].contains {
      word.text.content.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
  }

  /// Where the file may stand: from the folder of the text, from the top level, and, when the path
  /// begins on another machine, by its last components. Nil when it cannot be told.
  private static func candidates(for word: ShellWord) -> [RepositoryPath]? {
    let bytes = word.text.content
    if ReferenceReader.scheme(of: bytes).map({ $0.utf8.count > 1 }) == true { return nil }
    if bytes.elementsEqual("-".utf8) || bytes.starts(with: "/dev/".utf8) { return nil }
    var start = bytes.startIndex
    // What the shell puts in must end before a slash.
    if let last = word.expansions.last {
      guard last.range.upperBound < bytes.endIndex,
        let slash = bytes[last.range.upperBound...].firstIndex(where: isSlash)
      else { return nil }
      guard slash == last.range.upperBound else { return nil }
      start = slash + 1
    } else if let end = CommandTemplate.end(in: bytes) {
      guard let slash = bytes[end...].firstIndex(where: isSlash) else { return nil }
      start = slash + 1
    }
    var isElsewhere = start > bytes.startIndex || bytes.first.map(isSlash) == true
    if bytes.first == UInt8(ascii: "~") {
      isElsewhere = true
      start = bytes.firstIndex(where: isSlash) ?? start
    }
    var parts: [ArraySlice<UInt8>] = []
    for part in bytes[start...].split(whereSeparator: isSlash) {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) {
        // The folder of the text or above it: what follows is looked for from the top level.
        if parts.popLast() == nil { isElsewhere = true }
      } else {
        parts.append(part)
      }
    }
    if parts.isEmpty { return nil }
    var paths: [RepositoryPath] = []
    func add(_ parts: ArraySlice<ArraySlice<UInt8>>) {
      let path = Array(parts.joined(separator: [UInt8(ascii: "/")]))
      for folder in [word.text.file.path.parent, nil] {
        if let resolved = RepositoryPath.resolve(path, in: folder), !paths.contains(resolved) {
          paths.append(resolved)
        }
      }
    }
    add(parts[...])
    if isElsewhere {
      for count in stride(from: min(parts.count - 1, 3), to: 0, by: -1) { add(parts.suffix(count)) }
    }
    return paths
  }

  private static func isSlash(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
  }
}
