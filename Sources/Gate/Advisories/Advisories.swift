import PythonPackaging

/// What is known of the projects that a run asks about, from a local database of advisories.
package struct Advisories: Sendable {
  /// The moment of the database's newest record; nil when there is no database.
  package let date: Timestamp?
  /// Why projects about which nothing is known may have advisories all the same; nil where they have
  /// none.
  package let lack: Unavailability?
  private let projects: [ProjectName: [Advisory]]

  package init(date: Timestamp, projects: [ProjectName: [Advisory]]) {
    self.init(date: date, projects: projects, lack: nil)
  }

  private init(date: Timestamp?, projects: [ProjectName: [Advisory]], lack: Unavailability?) {
    self.date = date
    self.projects = projects
    self.lack = lack
  }

  /// No database: nothing is known of any project.
  package static let none = Advisories(date: nil, projects: [:], lack: nil)

  /// The same, for a reader to whom they are too few.
  func lacking(_ lack: Unavailability) -> Advisories {
    Advisories(date: date, projects: projects, lack: lack)
  }

  package subscript(name: ProjectName) -> [Advisory] { projects[name] ?? [] }
}

extension [Advisory] {
  /// The worst first, and of those that are other names of one thing the first alone.
  package var distinct: [Advisory] {
    let sorted = sorted { a, b in a.severity != b.severity ? a.severity > b.severity : a.id < b.id }
    var seen: Set<String> = []
    return sorted.filter { advisory in
      let isNew = seen.isDisjoint(with: advisory.names)
      seen.formUnion(advisory.names)
      return isNew
    }
  }

  /// The first version after `version` that none of them is about; nil when none is named.
  package func fix(for version: Version) -> Version? {
    var candidate = version
    // Each step goes up; real chains have a handful of steps.
    for _ in 0..<100 {
      let affecting = filter { $0.affects(candidate) }
      if affecting.isEmpty { return candidate == version ? nil : candidate }
      var next = candidate
      for advisory in affecting {
        guard let fix = advisory.fix(for: candidate) else { return nil }
        next = Swift.max(next, fix)
      }
      guard next > candidate else { return nil }
      candidate = next
    }
    return nil
  }
}
