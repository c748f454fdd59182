import PythonPackaging

/// A distribution that an index offers for download.
package struct ReleaseFile: Hashable, Sendable {
  package let filename: String
  /// Nil when the file's name does not tell its version.
  package let version: Version?
  /// Nil when the file's name does not tell it.
  package let kind: DistributionFilename.Kind?
  /// Nil when the index does not say; never to be read as old.
  package private(set) var uploaded: Timestamp?
  package let yank: Yank?
  package let sha256: SHA256Digest?
  /// In bytes; nil when the index does not say.
  package let size: Int64?
  /// The versions of Python that the file is for, as its metadata writes them: hostile text. Nil for
  /// any version.
  package let requiresPython: String?
  /// Whether the index offers attestations of where the file was built (PEP 740).
  package let hasProvenance: Bool
  /// Nil when the index does not offer the file's metadata by itself.
  package let metadata: FileMetadata?

  package init(
    filename: String, version: Version?, kind: DistributionFilename.Kind?, uploaded: Timestamp?,
    yank: Yank? = nil, sha256: SHA256Digest? = nil, size: Int64? = nil,
    requiresPython: String? = nil,
    hasProvenance: Bool = false, metadata: FileMetadata? = nil
  ) {
    self.filename = filename
    self.version = version
    self.kind = kind
    self.uploaded = uploaded
    self.yank = yank
    self.sha256 = sha256
    self.size = size
    self.requiresPython = requiresPython
    self.hasProvenance = hasProvenance
    self.metadata = metadata
  }

  /// The same file with a time that came from elsewhere.
  package func uploaded(at moment: Timestamp) -> ReleaseFile {
    var file = self
    file.uploaded = moment
    return file
  }
}

/// Metadata that an index offers beside a file, PEP 658 and PEP 714.
package struct FileMetadata: Hashable, Sendable {
  /// The address of the file as the listing writes it, which may be relative to the listing: hostile
  /// text.
  package let address: String
  /// Nil when the index gives no digest that could be checked.
  package let digest: SHA256Digest?

  package init(address: String, digest: SHA256Digest?) {
    self.address = address
    self.digest = digest
  }
}

/// The withdrawal of a file, PEP 592.
package struct Yank: Hashable, Sendable {
  /// What the publisher wrote; hostile text.
  package let reason: String?

  package init(reason: String?) { self.reason = reason }
}
