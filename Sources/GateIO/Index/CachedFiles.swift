import Gate
import PythonPackaging

/// The files and versions of a record as they stand on disk. What many files share, a version or a
/// requirement on Python, stands once.
struct CachedFiles {
  let files: [ReleaseFile]
  let versions: [Version]

  init(files: [ReleaseFile], versions: [Version]) {
    self.files = files
    self.versions = versions
  }

  private static let none = UInt32.max
  private static let neverUploaded = Int64.min
  private static let unknownSize: Int64 = -1

  private enum Flag {
    static let isYanked: UInt8 = 1
    static let hasSHA256: UInt8 = 2
    static let hasProvenance: UInt8 = 4
    static let hasMetadata: UInt8 = 8
    static let hasMetadataDigest: UInt8 = 16
  }

  func append(to writer: inout ByteWriter) {
    // By text and not by equality: a cold and a warm run are to show the same spelling.
    var table = TextTable()
    for version in versions { _ = table.place(of: "\(version)") }
    let named = table.texts.count
    let places = files.map { $0.version.map { table.place(of: "\($0)") } ?? Self.none }
    var pythons = TextTable()
    let pythonPlaces = files.map { $0.requiresPython.map { pythons.place(of: $0) } ?? Self.none }
    table.append(to: &writer)
    // What the index names leads the table.
    writer.append(UInt32(named))
    pythons.append(to: &writer)
    writer.append(UInt32(files.count))
    for (index, file) in files.enumerated() {
      append(file, version: places[index], python: pythonPlaces[index], to: &writer)
    }
  }

  private func append(
    _ file: ReleaseFile, version: UInt32, python: UInt32, to writer: inout ByteWriter
  ) {
    var flags: UInt8 = 0
    if file.yank != nil { flags |= Flag.isYanked }
    if file.sha256 != nil { flags |= Flag.hasSHA256 }
    if file.hasProvenance { flags |= Flag.hasProvenance }
    if file.metadata != nil { flags |= Flag.hasMetadata }
    if file.metadata?.digest != nil { flags |= Flag.hasMetadataDigest }
    writer.append(flags)
    writer.append(Self.code(file.kind))
    writer.append(file.filename)
    writer.append(version)
    writer.append(python)
    writer.append(file.uploaded?.seconds ?? Self.neverUploaded)
    writer.append(file.size ?? Self.unknownSize)
    if let yank = file.yank { writer.append(yank.reason) }
    if let sha256 = file.sha256 { writer.append(sha256) }
    if let metadata = file.metadata { writer.append(metadata.address) }
    if let digest = file.metadata?.digest { writer.append(digest) }
  }

  /// Nil for anything but what `append` wrote.
  init?(_ reader: inout ByteReader) {
    guard
      let versions = reader.list(
        ofAtLeast: 4, { $0.rawText().flatMap { Version(utf8: Array($0)) } }),
      let named = reader.uint32(), Int(named) <= versions.count,
      let pythons = reader.list(ofAtLeast: 4, { $0.text() }),
      let files = reader.list(ofAtLeast: 34, { Self.file(&$0, versions, pythons) })
    else { return nil }
    self.files = files
    self.versions = Array(versions[..<Int(named)])
  }

  private static func file(
    _ reader: inout ByteReader, _ versions: [Version], _ pythons: [String]
  ) -> ReleaseFile? {
    guard let flags = reader.byte(), let code = reader.byte(), let filename = reader.text(),
      let version = reader.uint32(), version == none || Int(version) < versions.count,
      let python = reader.uint32(), python == none || Int(python) < pythons.count,
      let uploaded = reader.int64(), let size = reader.int64()
    else { return nil }
    var yank: Yank?
    if flags & Flag.isYanked != 0 {
      guard let reason = reader.optionalText() else { return nil }
      yank = Yank(reason: reason.value)
    }
    var sha256: SHA256Digest?
    if flags & Flag.hasSHA256 != 0 {
      guard let digest = reader.digest() else { return nil }
      sha256 = digest
    }
    var metadata: FileMetadata?
    if flags & Flag.hasMetadata != 0 {
      guard let address = reader.text() else { return nil }
      var digest: SHA256Digest?
      if flags & Flag.hasMetadataDigest != 0 {
        guard let words = reader.digest() else { return nil }
        digest = words
      }
      metadata = FileMetadata(address: address, digest: digest)
    }
    return ReleaseFile(
      filename: filename, version: version == none ? nil : versions[Int(version)],
      kind: kind(code), uploaded: uploaded == neverUploaded ? nil : Timestamp(seconds: uploaded),
      yank: yank, sha256: sha256, size: size == unknownSize ? nil : size,
      requiresPython: python == none ? nil : pythons[Int(python)],
      hasProvenance: flags & Flag.hasProvenance != 0, metadata: metadata)
  }

  private static func kind(_ code: UInt8) -> DistributionFilename.Kind? {
    switch code {
    case 1: .wheel
    case 2: .sourceDistribution
    case 3: .egg
    case 4: .installer
    case 5: .rpm
    case 6: .dumb
    default: nil
    }
  }

  private static func code(_ kind: DistributionFilename.Kind?) -> UInt8 {
    switch kind {
    case nil: 0
    case .wheel: 1
    case .sourceDistribution: 2
    case .egg: 3
    case .installer: 4
    case .rpm: 5
    case .dumb: 6
    }
  }
}

/// Texts that are named by their place, as they are written.
private struct TextTable {
  private(set) var texts: [String] = []
  /// By bytes: texts that only look alike are not the same.
  private var places: [[UInt8]: UInt32] = [:]

  mutating func place(of text: String) -> UInt32 {
    let bytes = Array(text.utf8)
    if let place = places[bytes] { return place }
    let place = UInt32(texts.count)
    places[bytes] = place
    texts.append(text)
    return place
  }

  func append(to writer: inout ByteWriter) {
    writer.append(UInt32(texts.count))
    for text in texts { writer.append(text) }
  }
}

extension ByteWriter {
  fileprivate mutating func append(_ digest: SHA256Digest) {
    for index in 0..<4 { append(Int64(bitPattern: digest.words[index].byteSwapped)) }
  }
}

extension ByteReader {
  fileprivate mutating func digest() -> SHA256Digest? {
    var words = SIMD4<UInt64>()
    for index in 0..<4 {
      guard let word = int64() else { return nil }
      words[index] = UInt64(bitPattern: word).byteSwapped
    }
    return SHA256Digest(words: words)
  }
}
