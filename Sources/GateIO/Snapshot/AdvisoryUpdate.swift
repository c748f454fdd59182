import Gate
import Glibc

/// One update of the local snapshot of advisories: from records to a file that runs can search.
package struct AdvisoryUpdate {
  private let source: UpdateSource
  private let setting: UpdateSetting

  /// The most that an archive may weigh.
  private static let largestArchive = 512 << 20

  /// `source` is a zip archive, or a folder of records.
  package init(source: UpdateSource, _ setting: UpdateSetting) {
    self.source = source
    self.setting = setting
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
    let download = try download()
    if case .path(let path) = source { try FileReading.checkExists(path) }
    let (store, workplace) = try setting.store()
    var collection = AdvisoryCollection(now: setting.now)
    let shown = try gather(into: &collection, download, workplace)
    guard collection.counts.read > 0, let date = collection.date else {
      throw RunFailure(
        "'\(shown)' holds no record about a project of \(OSVRecord.ecosystem) that can be read",
        help: "name the archive of all records in the OSV format", exitStatus: 3)
    }
    // A damaged snapshot has no date that could be held against a new one.
    let earlier = (try? store.advisories())?.date
    try setting.check(date, of: shown, against: earlier)
    let bytes = AdvisorySnapshot.encoded(collection, date: date, made: setting.now)
    try setting.replace(with: bytes, from: shown) { store.replaceAdvisories(with: $0) }
    return Result(
      counts: collection.counts, unread: collection.unread, projects: collection.projectCount,
      date: date, earlierDate: earlier)
  }

  private func download() throws(RunFailure) -> Download? {
    guard case .url(let url) = source else { return nil }
    return try Download(
      url,
      .init(
        title: "advisories", accepted: "application/zip, */*", largest: Self.largestArchive,
        help: "try again later, or name a file that you have with '--osv'"), setting)
  }

  /// Takes in every record, and says where they came from.
  private func gather(
    into collection: inout AdvisoryCollection, _ download: Download?, _ workplace: PrivateDirectory
  ) throws(RunFailure) -> String {
    if let download {
      let bytes = try download.content(in: workplace).bytes
      try gather(archive: bytes, named: download.shown, into: &collection)
      return download.shown
    }
    guard case .path(let path) = source else { return "" }
    if FileReading.isFolder(path) {
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
