import PythonPackaging

/// What an index answered about one project.
package enum ProjectLookup: Hashable, Sendable {
  case found(ProjectRecord)
  /// The index answered that it has no such project.
  case absent
  /// The question was not answered; the project may be anything, so it is never safe.
  case unavailable(Unavailability)

  /// What the index lists, where it answered with a project.
  package var record: ProjectRecord? {
    guard case .found(let record) = self else { return nil }
    return record
  }

  /// The same as the answer of an index that the policy calls so.
  package func from(_ index: String) -> ProjectLookup {
    guard case .found(var record) = self else { return self }
    record.index = index
    return .found(record)
  }
}

/// Why a fact could not be had.
package struct Unavailability: Hashable, Sendable {
  package enum Cause: String, Hashable, Sendable {
    /// The network or the index failed, or the run is offline: a later run may know. A commit hook
    /// defers to continuous integration.
    case network
    /// An answer came and cannot be trusted or does not say: never deferred.
    case answer
    /// The policy wants nobody asked. What it keeps private it knows, so this never stops a run.
    case policy
  }

  package let cause: Cause
  /// What happened, in lower case and without a final stop. May quote the index: hostile text.
  package let reason: String

  package init(_ cause: Cause, _ reason: String) {
    self.cause = cause
    self.reason = reason
  }
}

/// A project as an index lists it.
package struct ProjectRecord: Hashable, Sendable {
  package let name: ProjectName
  /// PEP 792; nil when the index does not say.
  package let status: ProjectStatus?
  /// Why the status is what it is, in the publisher's or the index's words: hostile text.
  package let statusReason: String?
  /// Every file, in no particular order.
  package let files: [ReleaseFile]
  /// Every version that is named or has a file, withdrawn ones included, each once. Those that cannot
  /// be parsed are left out.
  package let versions: [Version]
  /// When the index gave this answer (not when a cache handed it out).
  package let fetched: Timestamp
  /// What the policy calls the index that lists it; nil for that of the run.
  package fileprivate(set) var index: String?

  package init(
    name: ProjectName, status: ProjectStatus?, statusReason: String? = nil, files: [ReleaseFile],
    versions: [Version], fetched: Timestamp
  ) {
    self.name = name
    self.status = status
    self.statusReason = statusReason
    self.files = files
    self.versions = versions
    self.fetched = fetched
  }
}
