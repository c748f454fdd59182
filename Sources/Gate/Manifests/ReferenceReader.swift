import PythonPackaging
import SourceText

/// Reads what a declaration gives instead of a name: a URL, a repository or a path, and the name
/// that it tells of the project.
enum ReferenceReader {
  /// Reads a URL or a path that stands alone, `git+https://…#egg=name` or `./folder[extra]`.
  ///
  /// A path is taken relative to the folder of the file, although pip takes it relative to wherever
  /// it is started.
  static func dependency(
    in text: MappedText, marker: String?, isEditable: Bool, role: DependencyRole,
    location: Location
  ) throws(Unreadable) -> Dependency {
    let isURL = scheme(of: text.content) != nil
    var target = text
    var extras: [ProjectName] = []
    if !isURL, let bracket = extrasStart(in: text) {
      extras = try RequirementReader.extras(in: text.part(bracket..<text.range.upperBound))
      target = text.part(text.range.lowerBound..<bracket).trimmed
    }
    if target.isEmpty { throw .declaration("a path or a URL is missing here", at: location) }
    let identity = try identity(in: target, isURL: isURL)
    return Dependency(
      name: identity?.name, extras: Array(Set(extras + (identity?.extras ?? []))).sorted(),
      specifiers: identity?.specifiers ?? SpecifierSet(), marker: marker ?? identity?.marker,
      reference: DirectReference(
        kind: kind(of: target.content, in: text.file.path.parent), text: target.text,
        isEditable: isEditable),
      role: role, location: location, nameLocation: identity?.place ?? target.location)
  }

  /// What sort of place an address names. Paths are resolved against the folder.
  static func kind(
    of address: ArraySlice<UInt8>, in folder: RepositoryPath?
  ) -> DirectReference.Kind {
    guard let scheme = scheme(of: address) else { return path(address, in: folder) }
    if scheme == "file" {
      return path(address.dropFirst("file:".utf8.count).prefix { $0 != fragmentMark }, in: folder)
    }
    if scheme.utf8.count == 1 { return .path(nil) }
    return isVersionControl(scheme) ? .versionControl : .archive
  }

  /// The scheme in lower case; nil when the text does not begin like a URL.
  static func scheme(of address: ArraySlice<UInt8>) -> String? {
    guard let colon = address.firstIndex(of: UInt8(ascii: ":")), colon > address.startIndex else {
      return nil
    }
    let scheme = address[..<colon]
    for (index, byte) in zip(scheme.indices, scheme) {
      switch byte {
      case 0x41...0x5a, 0x61...0x7a: continue
      case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if index == scheme.startIndex { return nil }
      default: return nil
      }
    }
    return String(decoding: scheme, as: UTF8.self).lowercased()
  }

  // The schemes of pip's `vcs.all_schemes`.
  static func isVersionControl(_ scheme: String) -> Bool {
    if ["ssh", "git", "hg", "bzr", "sftp", "svn"].contains(scheme) { return true }
    return ["git+", "hg+", "svn+", "bzr+"].contains { scheme.utf8.starts(with: $0.utf8) }
  }

  /// Whether the name of a file ends as archives do that pip installs.
  static func isArchive(_ name: ArraySlice<UInt8>) -> Bool {
    let name = name.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
    return archiveSuffixes.contains { suffix in
      name.count > suffix.utf8.count && name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }
  }

  private static let archiveSuffixes = [
    ".whl", ".zip", ".tar.gz", ".tgz", ".tar", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tlz",
    ".tar.lz", ".tar.lzma",
  ]
  private static let fragmentMark = UInt8(ascii: "#")

  /// Where `[extras]` begin at the end of a path.
  static func extrasStart(in text: MappedText) -> Int? {
    guard text.content.last == UInt8(ascii: "]"),
      let bracket = text.content.lastIndex(of: UInt8(ascii: "[")),
      bracket > text.range.lowerBound, bracket + 2 < text.range.upperBound,
      !text.bytes[(bracket + 1)..<(text.range.upperBound - 1)].contains(UInt8(ascii: "]"))
    else { return nil }
    return bracket
  }

  private static func path(
    _ address: ArraySlice<UInt8>, in folder: RepositoryPath?
  ) -> DirectReference.Kind {
    let slashed = address.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
    // A home folder, a variable of a build tool: not a place in the repository.
    let isElsewhere =
      slashed.first == UInt8(ascii: "~") || slashed.contains(UInt8(ascii: "{"))
      || slashed.contains(UInt8(ascii: "$"))
    return .path(isElsewhere ? nil : RepositoryPath.resolve(slashed, in: folder))
  }

  private struct Identity {
    let name: ProjectName
    var extras: [ProjectName] = []
    var specifiers = SpecifierSet()
    var marker: String?
    let place: Location
  }

  /// The project that the address itself names, in the order in which pip looks for it.
  private static func identity(
    in text: MappedText, isURL: Bool
  ) throws(Unreadable) -> Identity? {
    let name = fileName(in: text, isURL: isURL)
    let isWheel = name.content.count > 4 && name.content.suffix(4).elementsEqual(".whl".utf8)
    if isWheel {
      guard let identity = wheel(name) else {
        throw .declaration(
          "'\(name.text)' is not the name of a wheel", at: name.location,
          help: "name the wheel as it was built")
      }
      return identity
    }
    if isURL, let egg = egg(in: text) {
      let requirement = try RequirementReader.requirement(in: egg)
      return Identity(
        name: requirement.name, extras: requirement.extras, specifiers: requirement.specifiers,
        marker: requirement.marker?.description, place: egg.location(of: requirement.nameRange))
    }
    return sourceArchive(name)
  }

  private static func egg(in text: MappedText) -> MappedText? {
    let key = Array("egg=".utf8)
    for index in text.content.indices
    where text.bytes[index] == fragmentMark || text.bytes[index] == UInt8(ascii: "&") {
      guard text.content[(index + 1)...].starts(with: key) else { continue }
      let value = text.content[(index + 1 + key.count)...].prefix { $0 != UInt8(ascii: "&") }
      return text.part(value.indices)
    }
    return nil
  }

  /// The last component of the address, without query and fragment, percent escapes resolved.
  private static func fileName(in text: MappedText, isURL: Bool) -> MappedText {
    var path = text.content
    if isURL { path = path.prefix { $0 != fragmentMark && $0 != UInt8(ascii: "?") } }
    while path.last == UInt8(ascii: "/") { path = path.dropLast() }
    let start = path.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    let name = path[(start.map { $0 + 1 } ?? path.startIndex)...]
    guard isURL, name.contains(UInt8(ascii: "%")) else { return text.part(name.indices) }
    var decoded: [UInt8] = []
    var index = name.startIndex
    while index < name.endIndex {
      if name[index] == UInt8(ascii: "%"), index + 2 < name.endIndex,
        let high = hexadecimal(name[index + 1]), let low = hexadecimal(name[index + 2])
      {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(name[index])
        index += 1
      }
    }
    return MappedText(decoded: decoded, at: text.location(of: name.indices))
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  /// Reads `name-1.0-py3-none-any.whl`; the name holds no dash.
  private static func wheel(_ file: MappedText) -> Identity? {
    let stem = file.content.prefix { $0 != UInt8(ascii: "-") }
    guard let name = ProjectName(stem),
      let filename = DistributionFilename(file.text, project: name), filename.kind == .wheel
    else { return nil }
    return Identity(
      name: name, specifiers: SpecifierSet("==\(filename.version)") ?? SpecifierSet(),
      place: file.location(of: stem.indices))
  }

  /// Reads `name-1.0.tar.gz`; the version follows the last dash. Other names tell nothing.
  private static func sourceArchive(_ file: MappedText) -> Identity? {
    guard isArchive(file.content), let dash = file.content.lastIndex(of: UInt8(ascii: "-")),
      let name = ProjectName(file.bytes[file.range.lowerBound..<dash]),
      let filename = DistributionFilename(file.text, project: name)
    else { return nil }
    return Identity(
      name: name, specifiers: SpecifierSet("==\(filename.version)") ?? SpecifierSet(),
      place: file.location(of: file.range.lowerBound..<dash))
  }
}
