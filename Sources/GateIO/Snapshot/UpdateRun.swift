import Gate
import Glibc

/// One update of the local snapshot of advisories: from records to a file that runs can search.
package struct UpdateRun {
  package enum Source {
    /// A zip archive, or a folder of records.
    case path(String)
    case url(String)
  }

  private let source: Source
  private let environment: [String: String]
  private let version: String
  private let now: Timestamp
  /// For the download, in seconds.
  private let timeout: Int
  /// Whether what is older than the present snapshot may replace it.
  private let allowsOlder: Bool

  /// The most that an archive may weigh.
  private static let largestArchive = 512 << 20

  package init(
    source: Source, environment: [String: String], version: String, now: Timestamp,
    timeout: Int = 300, allowsOlder: Bool = false
  ) {
    self.source = source
    self.environment = environment
    self.version = version
    self.now = now
    self.timeout = timeout
    self.allowsOlder = allowsOlder
  }

  /// What an update has done.
  package struct Result {
    package let counts: AdvisoryCollection.Counts
    /// The first few records that could not be read.
    package let unread: [AdvisoryCollection.Unread]
    package let projects: Int
    package let date: Timestamp
    /// Of the snapshot that was replaced; nil when there was none.
    package let earlierDate: Timestamp?
  }

  /// Gathers the records, and replaces the snapshot once all of them are there.
  package func run() throws(RunFailure) -> Result {
    guard let cache = CacheDirectory.standard(environment: { environment[$0] }) else {
      throw RunFailure(
        "there is no place for a snapshot", help: "set HOME or XDG_CACHE_HOME", exitStatus: 2)
    }
    let store = SnapshotStore(cache: cache)
    var collection = AdvisoryCollection(now: now)
    let shown = try gather(into: &collection)
    guard collection.counts.read > 0, let date = collection.date else {
      throw RunFailure(
        "'\(shown)' holds no record about a project of \(OSVRecord.ecosystem) that can be read",
        help: "name the archive of all records in the OSV format", exitStatus: 3)
    }
    // A damaged snapshot has no date that could be held against a new one.
    let earlier = (try? store.advisories())?.date
    if let earlier, date < earlier, !allowsOlder {
      throw RunFailure(
        "the newest record in '\(shown)' is of \(date), and the present snapshot has one of \(earlier)",
        help: "find out why it is older, or add '--allow-older'", exitStatus: 3)
    }
    guard let bytes = SnapshotLayout.encoded(collection, date: date, made: now) else {
      throw RunFailure("'\(shown)' holds too much for a snapshot", exitStatus: 3)
    }
    guard store.replaceAdvisories(with: bytes) else {
      throw RunFailure(
        "cannot write the snapshot below '\(cache)'",
        help: "see that the folder is yours and that nobody else can write to it", exitStatus: 3)
    }
    return Result(
      counts: collection.counts, unread: collection.unread, projects: collection.projectCount,
      date: date, earlierDate: earlier)
  }

  /// Takes in every record, and says where they came from.
  private func gather(into collection: inout AdvisoryCollection) throws(RunFailure) -> String {
    switch source {
    case .url(let url):
      let download = try Download(
        url, budget: .seconds(timeout), environment: { environment[$0] },
        userAgent: "pipgate/\(version)")
      try gather(archive: try download.bytes(), named: download.shown, into: &collection)
      return download.shown
    case .path(let path):
      var status = stat()
      guard stat(path, &status) == 0 else {
        throw .cannotRead(path, reason: String(cString: strerror(errno)))
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        for file in try RecordFolder(path).paths {
          do throws(RunFailure) {
            collection.add(try FileReading.bytes(at: file), named: file)
          } catch {
            collection.skip(file, because: error.message)
          }
        }
      } else {
        let bytes = try FileReading.bytes(at: path, limit: Self.largestArchive)
        try gather(archive: bytes, named: path, into: &collection)
      }
      return path
    }
  }

  private func gather(
    archive bytes: [UInt8], named name: String, into collection: inout AdvisoryCollection
  ) throws(RunFailure) {
    let archive: ZipArchive
    do {
      archive = try ZipArchive(bytes)
    } catch {
      throw RunFailure("cannot read '\(name)': \(error.reason)", exitStatus: 3)
    }
    for entry in archive.entries where entry.name.hasSuffix(".json") {
      do throws(ZipArchive.Failure) {
        collection.add(try archive.content(of: entry), named: entry.name)
      } catch {
        collection.skip(entry.name, because: error.reason)
      }
    }
  }
}
