/// The files of a zip archive in memory, read one at a time and never written anywhere.
///
/// Names are shown and nothing else. What an archive unpacks to is bounded by what its directory says
/// before anything is unpacked, however its entries overlap.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
struct ZipArchive {
  /// Why an archive, or one file of it, cannot be read.
  struct Failure: Error, Hashable {
    /// In lower case and without a final stop.
    let reason: String
  }

  struct Entry: Hashable {
    /// Hostile text.
    let name: String
    fileprivate let isEncrypted: Bool
    fileprivate let method: Int
    fileprivate let checksum: UInt32
    fileprivate let packedSize: Int
    let size: Int
    fileprivate let headerOffset: Int
  }

  /// The most that an archive may unpack to, one file and all of them, and how many may be in it.
  struct Limits {
    var entrySize = 16 << 20
    var totalSize = 4 << 30
    var entries = 1_000_000
  }

  /// In the order of the archive's directory.
  let entries: [Entry]
  private let bytes: [UInt8]
  private let limits: Limits
  private let inflater = Inflater()

  init(_ bytes: [UInt8], limits: Limits = Limits()) throws(Failure) {
    self.bytes = bytes
    self.limits = limits
    guard let directory = Self.directory(of: bytes) else {
      throw Failure(reason: "it is not a whole zip archive")
    }
    guard directory.count <= limits.entries else {
      throw Failure(reason: "it holds more than \(limits.entries) files")
    }
    var entries: [Entry] = []
    var offset = directory.start
    var total = 0
    for _ in 0..<directory.count {
      guard let (entry, next) = Self.entry(at: offset, of: bytes), next <= directory.end else {
        throw Failure(reason: "its directory is damaged")
      }
      total += entry.size
      guard total <= limits.totalSize else {
        throw Failure(reason: "it unpacks to more than \(limits.totalSize >> 20) MiB")
      }
      entries.append(entry)
      offset = next
    }
    self.entries = entries
  }

  /// The content of a file, whole and with the right checksum.
  func content(of entry: Entry) throws(Failure) -> [UInt8] {
    guard entry.size <= limits.entrySize else {
      throw Failure(reason: "it is larger than \(limits.entrySize >> 20) MiB")
    }
    guard !entry.isEncrypted else { throw Failure(reason: "it is encrypted") }
    let header = entry.headerOffset
    guard Self.number(4, at: header, of: bytes) == 0x0403_4b50,
      let nameSize = Self.number(2, at: header + 26, of: bytes),
      let extraSize = Self.number(2, at: header + 28, of: bytes)
    else { throw Failure(reason: "it is not where the archive says") }
    let start = header + 30 + nameSize + extraSize
    guard entry.packedSize <= bytes.count - start else {
      throw Failure(reason: "it goes beyond the end of the archive")
    }
    let packed = bytes[start..<start + entry.packedSize]
    let content: [UInt8]?
    switch entry.method {
    case 0: content = entry.size == entry.packedSize ? Array(packed) : nil
    case 8: content = inflater.inflate(packed, to: entry.size)
    default: throw Failure(reason: "it is packed in a way that is not known here")
    }
    guard let content, Inflater.checksum(of: content) == entry.checksum else {
      throw Failure(reason: "it is damaged")
    }
    return content
  }

  /// Where the directory lies, as the record at the end of the archive says.
  private static func directory(of bytes: [UInt8]) -> (count: Int, start: Int, end: Int)? {
    let last = bytes.count - 22
    guard last >= 0 else { return nil }
    // A comment of at most 65,535 bytes may follow it.
    for end in stride(from: last, through: max(0, last - 0xffff), by: -1)
    where bytes[end] == 0x50 && number(4, at: end, of: bytes) == 0x0605_4b50
      && number(2, at: end + 20, of: bytes) == last - end
    {
      guard let count = number(2, at: end + 10, of: bytes),
        let size = number(4, at: end + 12, of: bytes),
        let start = number(4, at: end + 16, of: bytes)
      else { return nil }
      if count == 0xffff || size == 0xffff_ffff || start == 0xffff_ffff {
        return largeDirectory(before: end, of: bytes)
      }
      return start <= end && size <= end - start ? (count, start, start + size) : nil
    }
    return nil
  }

  /// The same for an archive with more files than sixteen bits can count (ZIP64).
  private static func largeDirectory(
    before end: Int, of bytes: [UInt8]
  ) -> (count: Int, start: Int, end: Int)? {
    guard number(4, at: end - 20, of: bytes) == 0x0706_4b50,
      let record = number(8, at: end - 12, of: bytes),
      number(4, at: record, of: bytes) == 0x0606_4b50,
      let count = number(8, at: record + 32, of: bytes),
      let size = number(8, at: record + 40, of: bytes),
      let start = number(8, at: record + 48, of: bytes), start <= end, size <= end - start
    else { return nil }
    return (count, start, start + size)
  }

  private static func entry(at offset: Int, of bytes: [UInt8]) -> (entry: Entry, next: Int)? {
    guard number(4, at: offset, of: bytes) == 0x0201_4b50,
      let flags = number(2, at: offset + 8, of: bytes),
      let method = number(2, at: offset + 10, of: bytes),
      let checksum = number(4, at: offset + 16, of: bytes),
      let packedSize = number(4, at: offset + 20, of: bytes),
      let size = number(4, at: offset + 24, of: bytes),
      let nameSize = number(2, at: offset + 28, of: bytes),
      let extraSize = number(2, at: offset + 30, of: bytes),
      let commentSize = number(2, at: offset + 32, of: bytes),
      let headerOffset = number(4, at: offset + 42, of: bytes),
      offset + 46 + nameSize + extraSize + commentSize <= bytes.count
    else { return nil }
    let name = bytes[offset + 46..<offset + 46 + nameSize]
    let entry = Entry(
      name: String(decoding: name, as: UTF8.self), isEncrypted: flags & 1 != 0, method: method,
      checksum: UInt32(truncatingIfNeeded: checksum), packedSize: packedSize, size: size,
      headerOffset: headerOffset)
    return (entry, offset + 46 + nameSize + extraSize + commentSize)
  }

  /// A little-endian number of so many bytes; nil where there are none, or when it is too large to
  /// be a place in memory.
  private static func number(_ size: Int, at offset: Int, of bytes: [UInt8]) -> Int? {
    guard offset >= 0, offset <= bytes.count - size else { return nil }
    var value: UInt64 = 0
    for index in (0..<size).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
    return value <= UInt64(Int32.max) * 1024 ? Int(value) : nil
  }
}
