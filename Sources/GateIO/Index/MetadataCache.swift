import Gate

/// Metadata that was fetched before, each under the digest that its listing gives. A file is what it
/// is called or it is nothing, so that nobody can put another in its place.
struct MetadataCache {
  private let directory: PrivateDirectory

  private static let largest = 8 << 20

  /// Nil when no safe directory can be had; then there is no cache.
  init?(directory path: String) {
    guard let own = PrivateDirectory(path: path), let directory = own.directory("metadata-v1")
    else { return nil }
    self.directory = directory
  }

  func text(with digest: SHA256Digest) -> [UInt8]? {
    guard let bytes = directory.read(digest.description, limit: Self.largest),
      SHA256Digest(of: bytes) == digest
    else { return nil }
    return bytes
  }

  func keep(_ bytes: [UInt8], with digest: SHA256Digest) {
    guard bytes.count <= Self.largest else { return }
    directory.replace(digest.description, with: bytes)
  }
}
