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
/// little-endian, texts carry their length.
extension CachedRecord {
  /// The last digit is the form's version; records of any other are as good as none.
  private static let magic = Array("PGINDEX3".utf8)

  /// `source` is what the record answers for; a record for anything else is not read back.
  func encoded(source: String) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(source)
    writer.append(record.fetched.seconds)
    writer.append(etag)
    writer.append(record.status?.text)
    writer.append(record.statusReason)
    CachedFiles(files: record.files, versions: record.versions).append(to: &writer)
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
      let status = reader.optionalText(), let reason = reader.optionalText(),
      let listed = CachedFiles(&reader), reader.rest.isEmpty
    else { return nil }
    return CachedRecord(
      record: ProjectRecord(
        name: name, status: status.value.map { ProjectStatus($0) }, statusReason: reason.value,
        files: listed.files, versions: listed.versions, fetched: Timestamp(seconds: fetched)),
      etag: etag.value)
  }
}
