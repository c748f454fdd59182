import Gate
import LookAlikes

/// One update of the list of the most downloaded projects.
package struct PopularityUpdate {
  private let source: UpdateSource
  private let setting: UpdateSetting

  package init(source: UpdateSource, _ setting: UpdateSetting) {
    self.source = source
    self.setting = setting
  }

  /// What an update has done.
  package struct Result {
    package let count: Int
    package let date: Timestamp
    /// Of the snapshot that was replaced; nil when there was none.
    package let earlierDate: Timestamp?
    /// Whether the list that the program carries is as new, so that it stays in use.
    package let isBehindBuiltIn: Bool
  }

  /// Reads the ranks, and replaces the snapshot once all of them are there.
  package func run() throws(RunFailure) -> Result {
    if case .path(let path) = source { try FileReading.checkExists(path) }
    let (store, workplace) = try setting.store()
    let (bytes, written, shown) = try gather(workplace)
    let list: PopularityList
    do throws(UnusableAnswer) {
      list = try PopularityList(bytes)
    } catch {
      throw .unusable(shown, error)
    }
    let date = min(list.date ?? written, setting.now)
    let earlier = ((try? store.popularity()) ?? nil)?.date
    try setting.check(date, of: shown, against: earlier)
    let names = ProtectedNames(lines: list.lines)
    let snapshot = PopularitySnapshot.encoded(names, date: date, made: setting.now)
    try setting.replace(with: snapshot, from: shown) { store.replacePopularity(with: $0) }
    return Result(
      count: list.count, date: date, earlierDate: earlier,
      isBehindBuiltIn: date.day <= EmbeddedFiles.popularProjectsDate)
  }

  private func gather(
    _ workplace: PrivateDirectory
  ) throws(RunFailure) -> ([UInt8], Timestamp, shown: String) {
    switch source {
    case .path(let path):
      let bytes = try FileReading.bytes(at: path, limit: PopularityList.largest)
      return (bytes, FileReading.written(path, now: setting.now), path)
    case .url(let url):
      let download = try Download(
        url,
        .init(
          title: "list of downloads", accepted: "application/json, text/csv;q=0.9, */*;q=0.1",
          mayBePacked: true, largest: PopularityList.largest,
          help: "try again later, or name a file that you have with '--popularity'"), setting)
      let content = try download.content(in: workplace)
      return (content.bytes, content.date, download.shown)
    }
  }
}
