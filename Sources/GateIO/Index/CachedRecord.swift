import Gate
import PythonPackaging

/// A record with the tag by which the index recognises the answer it came from.
struct CachedRecord: Hashable, Sendable {
  let record: ProjectRecord
  let etag: String?

  /// A tag that could not stand in a header line is dropped.
  init(record: ProjectRecord, etag: String?) {
    self.record = record
    let isUsable = etag.map { tag in
      (1...256).contains(tag.utf8.count) && tag.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    }
    self.etag = isUsable == true ? etag : nil
  }
}

/// The form on disk: a magic number, a checksum of the rest, then the distilled facts. Numbers are
/// little-endian, texts carry their length, each version stands once.
extension CachedRecord {
  private static let magic = Array("PGINDEX1".utf8)
  private static let none = UInt32.max
  private static let neverUploaded = Int64.min

  private enum Flag {
    static let isYanked: UInt8 = 1
    static let isSourceDistribution: UInt8 = 2
    static let hasSHA256: UInt8 = 4
  }

  /// `source` is what the record answers for; a record for anything else is not read back.
  func encoded(source: String) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(source)
    writer.append(record.fetched.seconds)
    writer.append(etag)
    writer.append(record.status?.text)
    // By text and not by equality: a cold and a warm run are to show the same spelling.
    var places: [String: UInt32] = [:]
    var versions: [String] = []
    func place(_ version: Version) -> UInt32 {
      let text = "\(version)"
      if let place = places[text] { return place }
      let place = UInt32(versions.count)
      places[text] = place
      versions.append(text)
      return place
    }
    for version in record.versions { _ = place(version) }
    let named = versions.count
    let filePlaces = record.files.map { $0.version.map(place) ?? Self.none }
    writer.append(UInt32(versions.count))
    for text in versions { writer.append(text) }
    // What the index names leads the table.
    writer.append(UInt32(named))
    writer.append(UInt32(record.files.count))
    for (file, place) in zip(record.files, filePlaces) {
      let sha256 = file.sha256.flatMap(Self.bytes)
      var flags: UInt8 = 0
      if file.yank != nil { flags |= Flag.isYanked }
      if file.isSourceDistribution { flags |= Flag.isSourceDistribution }
      if sha256 != nil { flags |= Flag.hasSHA256 }
      writer.append(flags)
      writer.append(file.filename)
      writer.append(place)
      writer.append(file.uploaded?.seconds ?? Self.neverUploaded)
      if let yank = file.yank { writer.append(yank.reason) }
      if let sha256 { writer.bytes += sha256 }
    }
    var checksum = Checksum()
    checksum.add(writer.bytes)
    var head = ByteWriter()
    head.bytes = Self.magic
    head.append(Int64(bitPattern: checksum.value))
    return head.bytes + writer.bytes
  }

  /// Nil for anything but what `encoded` wrote for this source.
  init?(_ bytes: [UInt8], about name: ProjectName, source: String) {
    let decoded = bytes.withUnsafeBytes { buffer -> CachedRecord? in
      var reader = ByteReader(buffer)
      guard reader.skip(Self.magic), let sum = reader.int64() else { return nil }
      var checksum = Checksum()
      checksum.add(reader.rest)
      guard checksum.value == UInt64(bitPattern: sum), reader.text() == source else { return nil }
      return Self.decode(&reader, about: name)
    }
    guard let decoded else { return nil }
    self = decoded
  }

  private static func decode(_ reader: inout ByteReader, about name: ProjectName) -> CachedRecord? {
    guard let fetched = reader.int64(), let etag = reader.optionalText(),
      let status = reader.optionalText(), let tableCount = reader.count()
    else { return nil }
    var table: [Version] = []
    table.reserveCapacity(min(tableCount, reader.rest.count / 5))
    for _ in 0..<tableCount {
      guard let text = reader.text(), let version = Version(text) else { return nil }
      table.append(version)
    }
    guard let versionCount = reader.count(), versionCount <= tableCount,
      let fileCount = reader.count()
    else { return nil }
    var files: [ReleaseFile] = []
    // No file takes fewer bytes on disk.
    files.reserveCapacity(min(fileCount, reader.rest.count / 17))
    for _ in 0..<fileCount {
      guard let file = decodeFile(&reader, table) else { return nil }
      files.append(file)
    }
    guard reader.rest.isEmpty else { return nil }
    return CachedRecord(
      record: ProjectRecord(
        name: name, status: status.value.map { ProjectStatus($0) }, files: files,
        versions: Array(table[..<versionCount]), fetched: Timestamp(seconds: fetched)),
      etag: etag.value)
  }

  private static func decodeFile(_ reader: inout ByteReader, _ table: [Version]) -> ReleaseFile? {
    guard let flags = reader.byte(), let filename = reader.text(), let place = reader.uint32(),
      let uploaded = reader.int64()
    else { return nil }
    guard place == none || Int(place) < table.count else { return nil }
    var yank: Yank?
    if flags & Flag.isYanked != 0 {
      guard let reason = reader.optionalText() else { return nil }
      yank = Yank(reason: reason.value)
    }
    var sha256: String?
    if flags & Flag.hasSHA256 != 0 {
      guard let text = reader.hexadecimal(32) else { return nil }
      sha256 = text
    }
    return ReleaseFile(
      filename: filename, version: place == none ? nil : table[Int(place)],
      uploaded: uploaded == neverUploaded ? nil : Timestamp(seconds: uploaded), yank: yank,
      isSourceDistribution: flags & Flag.isSourceDistribution != 0, sha256: sha256)
  }

  /// The bytes that 64 hexadecimal digits stand for.
  private static func bytes(_ sha256: String) -> [UInt8]? {
    let digits = sha256.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case 0x30...0x39: byte - 0x30
      case 0x61...0x66: byte - 0x61 + 10
      default: nil
      }
    }
    guard digits.count == 64, sha256.utf8.count == 64 else { return nil }
    return (0..<32).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] }
  }
}
