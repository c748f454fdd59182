import PythonPackaging
import SourceText

/// What a match spec says of a package beside its name.
struct CondaConstraint {
  var channel: String?
  private var specifiers = SpecifierSet()
  private var address: String?
  private var hashes: [String] = []

  /// Takes one `key=value` from the brackets.
  mutating func take(_ key: ArraySlice<UInt8>, _ value: MappedText) {
    switch String(decoding: key, as: UTF8.self) {
    case "version": specifiers = CondaVersion.specifiers(in: value.content, hasBuild: false)
    case "channel": channel = value.text
    case "url": address = value.text
    case "sha256": hashes = ["sha256:" + value.text.lowercased()]
    default: break
    }
  }

  /// Takes what follows the name: `=1.26=py311_0`, `>=1,<2`, `1.8 py27_0`.
  mutating func takeVersionAndBuild(_ text: ArraySlice<UInt8>) {
    let (version, hasBuild) = CondaVersion.withoutBuild(text)
    specifiers = CondaVersion.specifiers(in: version, hasBuild: hasBuild)
  }

  func dependency(
    _ name: ProjectName, at nameLocation: Location, of location: Location, role: DependencyRole
  ) -> Dependency {
    var dependency = Dependency(
      name: name, specifiers: specifiers,
      reference: address.map { DirectReference(kind: .archive, text: $0) }, hashes: hashes,
      index: channel, role: role, location: location, nameLocation: nameLocation)
    dependency.ecosystem = .conda
    return dependency
  }
}

/// The `key=value` pairs between the brackets of a match spec; values may be quoted.
enum CondaBrackets {
  static func pairs(in text: MappedText) -> [(ArraySlice<UInt8>, MappedText)] {
    var pairs: [(ArraySlice<UInt8>, MappedText)] = []
    var index = text.range.lowerBound
    let end = text.range.upperBound
    while index < end {
      let rest = text.bytes[index..<end]
      if isSeparator(rest[index]) {
        index += 1
        continue
      }
      guard let equal = rest.firstIndex(of: UInt8(ascii: "=")) else { return pairs }
      let key = text.part(index..<equal).trimmed.content
      var start = equal + 1
      while start < end, text.bytes[start] == 0x20 { start += 1 }
      let stop: Int
      if start < end, text.bytes[start] == UInt8(ascii: "'") || text.bytes[start] == 0x22 {
        let quote = text.bytes[start]
        start += 1
        stop = text.bytes[start..<end].firstIndex(of: quote) ?? end
        index = min(stop + 1, end)
      } else {
        stop = text.bytes[min(start, end)..<end].firstIndex(where: isSeparator) ?? end
        index = stop
      }
      pairs.append((key, text.part(min(start, stop)..<stop)))
    }
    return pairs
  }

  private static func isSeparator(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x2c }
}
