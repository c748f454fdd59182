import Gate

/// One update of the list of names that an index has.
package struct NameUpdate {
  private let path: String?
  private let index: IndexURL
  private let setting: UpdateSetting

  /// The most that a list may weigh, unpacked.
  private static let largest = 256 << 20

  /// Asks the index for its root page, unless `path` names a file that has it.
  package init(of index: IndexURL, path: String? = nil, _ setting: UpdateSetting) {
    self.path = path
    self.index = index
    self.setting = setting
  }

  /// What an update has done.
  package struct Result {
    package let index: String
    package let count: Int
    /// Entries that are no names of projects.
    package let unreadable: Int
    package let date: Timestamp
    /// Of the snapshot that was replaced; nil when there was none.
    package let earlierDate: Timestamp?
  }

  /// Gathers the names, and replaces the snapshot once all of them are there.
  package func run() throws(RunFailure) -> Result {
    if let path { try FileReading.checkExists(path) }
    let (store, workplace) = try setting.store()
    let (names, date, shown) = try gather(workplace)
    let earlier = (try? store.names(of: index)) ?? nil
    if let earlier { try check(names, date, shown, against: earlier) }
    let bytes = NameSnapshot.encoded(names, of: index, date: date, made: setting.now)
    try setting.replace(with: bytes, from: shown) { store.replaceNames(of: index, with: $0) }
    return Result(
      index: index.description, count: names.count, unreadable: names.unreadable, date: date,
      earlierDate: earlier?.date)
  }

  private func gather(
    _ workplace: PrivateDirectory
  ) throws(RunFailure) -> (NameCollection, Timestamp, shown: String) {
    if let path {
      let bytes = try FileReading.bytes(at: path, limit: Self.largest)
      do throws(UnusableAnswer) {
        return (
          try RootListing.read(file: bytes), FileReading.written(path, now: setting.now), path
        )
      } catch {
        throw .unusable(path, error)
      }
    }
    let download = try Download(
      index.root,
      .init(
        title: "names", accepted: ListingFormat.accepted, mayBePacked: true,
        isPage: true, largest: Self.largest,
        help: "try again later, or name a file that you have with '--names'"), setting)
    let content = try download.content(in: workplace)
    do throws(UnusableAnswer) {
      let names = try RootListing.read(content.bytes, mediaType: content.mediaType)
      return (names, content.date, download.shown)
    } catch {
      throw .unusable(download.shown, error)
    }
  }

  /// Refuses an older list, told by the index's own count of changes where there is one, and one
  /// that is only a part: every name that is missing would look invented.
  private func check(
    _ names: NameCollection, _ date: Timestamp, _ shown: String, against earlier: NameSnapshot
  ) throws(RunFailure) {
    if let serial = names.serial, let before = earlier.serial {
      if serial < before, !setting.allowsOlder {
        throw RunFailure(
          "'\(shown)' is at change \(serial) of the index, and the present snapshot at \(before)",
          help: "find out why it is older, or add '--allow-older'", exitStatus: 3)
      }
    } else {
      try setting.check(date, of: shown, against: earlier.date)
    }
    if names.count < earlier.count / 2, !setting.allowsOlder {
      throw RunFailure(
        "'\(shown)' has \(names.count) names, and the present snapshot has \(earlier.count)",
        help: "find out where the others are, or add '--allow-older'", exitStatus: 3)
    }
  }
}
