import Gate
import PythonPackaging

/// The advisories about one project as a snapshot holds them: texts with their length, versions as
/// text, numbers little-endian.
enum SnapshotBlock {
  private enum End {
    static let never: UInt8 = 0
    static let fixed: UInt8 = 1
    static let limit: UInt8 = 2
    static let last: UInt8 = 3
  }

  static func encoded(_ advisories: [Advisory]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(UInt32(advisories.count))
    for advisory in advisories {
      writer.append(advisory.id)
      writer.append(UInt32(advisory.aliases.count))
      for alias in advisory.aliases { writer.append(alias) }
      writer.append(advisory.summary)
      writer.append(advisory.modified.seconds)
      writer.append(advisory.severity.rawValue)
      writer.append(UInt32(advisory.ranges.count))
      for range in advisory.ranges { append(range, to: &writer) }
      writer.append(UInt32(advisory.versions.count))
      for version in advisory.versions { writer.append(version.description) }
    }
    return writer.bytes
  }

  private static func append(_ range: AffectedRange, to writer: inout ByteWriter) {
    writer.append(range.start?.description)
    switch range.end {
    case .never: writer.append(End.never)
    case .fixed(let version):
      writer.append(End.fixed)
      writer.append(version.description)
    case .limit(let version):
      writer.append(End.limit)
      writer.append(version.description)
    case .last(let version):
      writer.append(End.last)
      writer.append(version.description)
    }
  }

  /// Nil for anything but what `encoded` wrote.
  static func decoded(_ bytes: [UInt8]) -> [Advisory]? {
    bytes.withUnsafeBytes { buffer in
      var reader = ByteReader(buffer)
      let advisories = list(&reader, decodeAdvisory)
      return reader.rest.isEmpty ? advisories : nil
    }
  }

  private static func decodeAdvisory(_ reader: inout ByteReader) -> Advisory? {
    guard let id = reader.text(), let aliases = list(&reader, { $0.text() }),
      let summary = reader.text(), let modified = reader.int64(),
      let severity = reader.byte().flatMap({ Severity(rawValue: $0) }),
      let ranges = list(&reader, decodeRange), let versions = list(&reader, decodeVersion)
    else { return nil }
    return Advisory(
      id: id, aliases: aliases, summary: summary, modified: Timestamp(seconds: modified),
      severity: severity, ranges: ranges, versions: versions)
  }

  private static func decodeRange(_ reader: inout ByteReader) -> AffectedRange? {
    guard let text = reader.optionalText() else { return nil }
    var start: Version?
    if let text = text.value {
      guard let version = Version(text) else { return nil }
      start = version
    }
    guard let kind = reader.byte() else { return nil }
    if kind == End.never { return AffectedRange(from: start, to: .never) }
    guard let version = decodeVersion(&reader) else { return nil }
    switch kind {
    case End.fixed: return AffectedRange(from: start, to: .fixed(version))
    case End.limit: return AffectedRange(from: start, to: .limit(version))
    case End.last: return AffectedRange(from: start, to: .last(version))
    default: return nil
    }
  }

  private static func decodeVersion(_ reader: inout ByteReader) -> Version? {
    reader.text().flatMap { Version($0) }
  }

  private static func list<Element>(
    _ reader: inout ByteReader, _ element: (inout ByteReader) -> Element?
  ) -> [Element]? {
    guard let count = reader.count() else { return nil }
    var elements: [Element] = []
    for _ in 0..<count {
      guard let element = element(&reader) else { return nil }
      elements.append(element)
    }
    return elements
  }
}
