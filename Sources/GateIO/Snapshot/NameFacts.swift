import Gate
import PythonPackaging

/// What the list of names says of projects about which the index did not answer, and what a run has
/// to say of the list.
struct NameFacts {
  let existing: ExistingNames
  /// One sentence each, for the report.
  let notices: [String]

  private static let none = NameFacts(existing: .none, notices: [])

  /// The list is not even opened while the index answers.
  static func about(
    _ answers: [ProjectName: ProjectLookup], at index: IndexConfiguration, policy: Policy,
    decides: Bool, now: Timestamp
  ) -> NameFacts {
    let unanswered = answers.compactMap { name, lookup -> ProjectName? in
      guard case .unavailable(let why) = lookup, why.cause == .network else { return nil }
      return name
    }
    guard !unanswered.isEmpty, let cache = index.cacheDirectory else { return none }
    do throws(SnapshotFile.Failure) {
      guard let snapshot = try SnapshotStore(cache: cache).names(of: index.index) else {
        return none
      }
      let age = Age(since: snapshot.date, now: now)
      guard age <= policy.oldestFacts else {
        let reason = "the list of names is of \(snapshot.date.day), \(age) ago, and is too old"
        return NameFacts(existing: .none, notices: [reason + "; run 'pipgate update'"])
      }
      var listed: [ProjectName: Bool] = [:]
      for name in unanswered { listed[name] = try snapshot.contains(name) }
      let count = unanswered.count
      let projects = count == 1 ? "a project exists" : "\(count) projects exist"
      return NameFacts(
        existing: ExistingNames(date: snapshot.date, decides: decides, answers: listed),
        notices: [
          "whether \(projects) is answered by the list of names of \(snapshot.date.day), \(age) ago"
        ])
    } catch {
      let reason =
        switch error {
        case .damaged: "is damaged"
        case .otherFormat: "was made by another version of pipgate"
        }
      return NameFacts(
        existing: .none,
        notices: ["the list of names \(reason); 'pipgate update' makes a new one"])
    }
  }
}
