import PythonPackaging

/// A release of a project, as one index has it: another may have another under the same name.
package struct Release: Hashable, Sendable {
  package let project: ProjectName
  package let version: Version
  /// What the policy calls the index; nil for that of the run.
  package let index: String?

  package init(project: ProjectName, version: Version, on index: String? = nil) {
    self.project = project
    self.version = version
    self.index = index
  }
}

extension Release: Comparable, CustomStringConvertible {
  package static func < (a: Self, b: Self) -> Bool {
    a.project != b.project ? a.project < b.project : a.version < b.version
  }

  package var description: String { "'\(project)' \(version)" }
}

/// What is known of what a release says of itself.
package enum MetadataLookup: Hashable, Sendable {
  case found(CoreMetadata)
  /// The index offers no metadata by itself: only who downloads the release would know.
  case untold
  case unavailable(Unavailability)
}

extension Selection {
  /// The release that an installer chooses today.
  package var chosenRelease: Release? {
    chosen.map { Release(project: record.name, version: $0, on: record.index) }
  }

  /// The file of it whose metadata speaks for the release, with where the metadata stands: a wheel
  /// before a source distribution, one for every machine before others. Nil where the index offers
  /// none.
  package var describedFile: (file: ReleaseFile, metadata: FileMetadata)? {
    let described = chosenFiles.compactMap { file in file.metadata.map { (file, $0) } }
    return described.min { a, b in
      (a.0.metadataRank, a.0.filename) < (b.0.metadataRank, b.0.filename)
    }
  }
}

extension ReleaseFile {
  fileprivate var metadataRank: Int {
    guard kind == .wheel else { return 2 }
    return filename.utf8.suffix(13).elementsEqual("-none-any.whl".utf8) ? 0 : 1
  }
}
