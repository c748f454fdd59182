import PythonPackaging

/// Advisories by project, as they are gathered from the records of a database.
package struct AdvisoryCollection: Sendable {
  /// How many records were what.
  package struct Counts: Hashable, Sendable {
    package var read = 0
    package var withdrawn = 0
    package var elsewhere = 0
    package var unreadable = 0

    package init() {}

    package var total: Int { read + withdrawn + elsewhere + unreadable }
  }

  /// A record that could not be read.
  package struct Unread: Hashable, Sendable {
    /// As the database calls it: hostile text.
    package let name: String
    package let reason: String
  }

  package private(set) var counts = Counts()
  /// The first few of what could not be read; the counts know of all.
  package private(set) var unread: [Unread] = []
  /// When the newest record was written; nil before there is one.
  package private(set) var date: Timestamp?

  package var projectCount: Int { projects.count }

  private var projects: [ProjectName: [String: Advisory]] = [:]
  private let now: Timestamp

  private static let mostNamed = 5
  /// By how much clocks differ. A date beyond that would make every later database look old.
  private static let clockTolerance: Int64 = 86_400

  package init(now: Timestamp) { self.now = now }

  /// Takes in a record; `name` is what it is called when it cannot be read.
  package mutating func add(_ bytes: [UInt8], named name: String) {
    let record: OSVRecord
    do throws(OSVError) {
      record = try OSVRecord.read(bytes)
    } catch {
      return skip(name, because: error.reason)
    }
    switch record {
    case .elsewhere: counts.elsewhere += 1
    case .withdrawn(let modified):
      counts.withdrawn += 1
      see(modified)
    case .advisories(let advisories, let modified):
      counts.read += 1
      see(modified)
      for (project, advisory) in advisories {
        let present = projects[project]?[advisory.id]
        if let present, present.modified > advisory.modified { continue }
        projects[project, default: [:]][advisory.id] = advisory
      }
    }
  }

  /// Takes in that there is a record which is not to be had.
  package mutating func skip(_ name: String, because reason: String) {
    counts.unreadable += 1
    if unread.count < Self.mostNamed { unread.append(Unread(name: name, reason: reason)) }
  }

  private mutating func see(_ modified: Timestamp) {
    guard modified.seconds <= now.seconds + Self.clockTolerance else { return }
    date = date.map { max($0, modified) } ?? modified
  }

  /// Every project with its advisories, each in the order of their names. What a database does not
  /// rate has the rating of what it is another name of.
  package func sorted() -> [(name: ProjectName, advisories: [Advisory])] {
    projects.keys.sorted().map { name in
      let advisories = (projects[name] ?? [:]).values.sorted { $0.id < $1.id }
      var ratings: [String: Severity] = [:]
      for advisory in advisories where advisory.severity != .unknown {
        for name in advisory.names {
          ratings[name] = max(ratings[name] ?? .low, advisory.severity)
        }
      }
      return (
        name,
        advisories.map { advisory in
          guard advisory.severity == .unknown,
            let rating = advisory.names.compactMap({ ratings[$0] }).max()
          else { return advisory }
          return advisory.rated(rating)
        }
      )
    }
  }
}
