import Gate
import PythonPackaging

/// What a run knows from the snapshots on this machine, and what it has to say of them.
struct SnapshotFacts {
  let advisories: Advisories
  /// One sentence each, for the report.
  let notices: [String]

  /// From this age on a report says how old the advisories are.
  private static let stale = Age.days(7)

  /// Looks up all names; without any there is nothing to know and nothing to say.
  static func about(_ names: [ProjectName], cache: String?, now: Timestamp) -> SnapshotFacts {
    guard !names.isEmpty else { return SnapshotFacts(advisories: .none, notices: []) }
    do throws(AdvisorySnapshot.Failure) {
      guard let cache, let snapshot = try SnapshotStore(cache: cache).advisories() else {
        return without("there is no snapshot of advisories")
      }
      return SnapshotFacts(
        advisories: Advisories(
          date: snapshot.date, projects: try snapshot.advisories(about: names)),
        notices: [sentence(about: snapshot, now: now)])
    } catch {
      switch error {
      case .damaged: return without("the snapshot of advisories is damaged")
      case .otherFormat:
        return without("the snapshot of advisories was made by another version of pipgate")
      }
    }
  }

  private static func without(_ reason: String) -> SnapshotFacts {
    SnapshotFacts(
      advisories: .none,
      notices: [
        "\(reason), so 'malware' and 'vulnerable' found nothing; 'pipgate update' makes a new one"
      ])
  }

  private static func sentence(about snapshot: AdvisorySnapshot, now: Timestamp) -> String {
    var text = "the newest advisory of the snapshot is of \(snapshot.date.day)"
    let age = Age(since: snapshot.date, now: now)
    if age >= stale { text += ", \(age) ago; run 'pipgate update'" }
    if snapshot.unreadable > 0 {
      let count = snapshot.unreadable
      text += "; \(count == 1 ? "one record" : "\(count) records") could not be read"
    }
    return text
  }
}
