import Gate
import LookAlikes
import PythonPackaging
import SourceText

/// A list of projects by their downloads, as it is published or as an operator makes one.
struct PopularityList {
  /// By rank, one a line.
  let lines: [UInt8]
  let count: Int
  /// The day that the list names itself; nil where it names none.
  let date: Timestamp?

  /// What comes behind these is not worth its place: hardly anybody downloads it.
  private static let most = 50_000
  /// How large a list may be.
  static let largest = 64 << 20

  /// Reads `rank,name` or a name a line, or JSON with `rows` of `project` and `download_count`.
  init(_ bytes: [UInt8]) throws(UnusableAnswer) {
    let isJSON = bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
    let (ranked, date) = isJSON ? try Self.json(bytes) : (try Self.csv(bytes), nil)
    self.date = date
    var seen: Set<String> = []
    var lines: [UInt8] = []
    for name in ranked where seen.count < Self.most && seen.insert(name.normalized).inserted {
      lines += name.normalized.utf8
      lines.append(UInt8(ascii: "\n"))
    }
    guard !seen.isEmpty else { throw UnusableAnswer("the list ranks no project") }
    count = seen.count
    self.lines = lines
  }

  private static func csv(_ bytes: [UInt8]) throws(UnusableAnswer) -> [ProjectName] {
    var ranked: [(rank: Int, name: ProjectName)] = []
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let line = line.last == 0x0d ? line.dropLast() : line
      if line.isEmpty { continue }
      let comma = line.firstIndex(of: UInt8(ascii: ","))
      let rank = comma.map { Int(String(decoding: line[..<$0], as: UTF8.self)) } ?? number
      let written = comma.map { line[($0 + 1)...] } ?? line
      let isHeading = number == 1 && (rank == nil || comma == nil)
      if isHeading, written.elementsEqual("name".utf8) { continue }
      guard let rank, let name = ProjectName(written) else {
        throw UnusableAnswer("line \(number) is neither the name of a project nor 'rank,name'")
      }
      ranked.append((rank, name))
    }
    return ordered(ranked) { $0.rank < $1.rank }.map(\.name)
  }

  private static func json(
    _ bytes: [UInt8]
  ) throws(UnusableAnswer) -> ([ProjectName], Timestamp?) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSON.parse(bytes)
    } catch {
      throw UnusableAnswer("the list of downloads is not valid JSON: \(error.message)")
    }
    guard let rows = value["rows"]?.array else {
      throw UnusableAnswer("the list of downloads has no 'rows'")
    }
    var counted: [(count: Int64, name: ProjectName)] = []
    for row in rows {
      guard let name = row["project"]?.string.flatMap({ ProjectName($0) }),
        let count = row["download_count"]?.integer
      else {
        throw UnusableAnswer("row \(counted.count + 1) has no 'project' or no 'download_count'")
      }
      counted.append((count, name))
    }
    let names = ordered(counted) { $0.count > $1.count }.map(\.name)
    // `2026-06-01 06:12:00`: the day is enough.
    let date = value["last_update"]?.string.flatMap { Timestamp($0.prefix(10)) }
    return (names, date)
  }

  /// Sorted; what is equal stays in the order in which it came.
  private static func ordered<Entry>(
    _ entries: [Entry], _ isBefore: (Entry, Entry) -> Bool
  ) -> [Entry] {
    if zip(entries, entries.dropFirst()).allSatisfy({ !isBefore($1, $0) }) { return entries }
    return entries.enumerated().sorted { a, b in
      isBefore(a.element, b.element) || !isBefore(b.element, a.element) && a.offset < b.offset
    }
    .map(\.element)
  }
}
