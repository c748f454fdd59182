import Gate

/// What all updates of a run have in common.
package struct UpdateSetting {
  package let environment: Environment
  let version: String
  let now: Timestamp
  /// For each download.
  let budget: Duration
  /// Whether what is older than the present snapshot may replace it.
  let allowsOlder: Bool
  let progress: UpdateProgress

  /// `timeout` is for each download, in seconds.
  package init(
    environment: Environment, version: String, now: Timestamp, timeout: Int = 300,
    allowsOlder: Bool = false, progress: UpdateProgress = .silent
  ) {
    self.environment = environment
    self.version = version
    self.now = now
    budget = .seconds(timeout)
    self.allowsOlder = allowsOlder
    self.progress = progress
  }

  func store() throws(RunFailure) -> (store: SnapshotStore, workplace: PrivateDirectory) {
    guard let cache = CacheDirectory.standard(environment: { environment[$0] }) else {
      throw RunFailure(
        "there is no place for a snapshot", help: "set HOME or XDG_CACHE_HOME", exitStatus: 2)
    }
    let store = SnapshotStore(cache: cache)
    guard let workplace = store.workplace() else { throw .noSnapshot(below: cache) }
    workplace.removeLeftovers(now: now)
    return (store, workplace)
  }

  /// Refuses what is older than the present snapshot.
  func check(
    _ date: Timestamp, of source: String, against present: Timestamp?
  ) throws(RunFailure) {
    guard let present, date < present, !allowsOlder else { return }
    throw RunFailure(
      "'\(source)' is of \(date), and the present snapshot of \(present)",
      help: "find out why it is older, or add '--allow-older'", exitStatus: 3)
  }

  /// Sees to it that a snapshot was made and has arrived.
  func replace(
    with bytes: [UInt8]?, from source: String, _ replace: ([UInt8]) -> Bool
  ) throws(RunFailure) {
    guard let bytes else {
      throw RunFailure("'\(source)' holds too much for a snapshot", exitStatus: 3)
    }
    guard replace(bytes) else {
      throw .noSnapshot(below: CacheDirectory.standard { environment[$0] } ?? "")
    }
  }
}

/// Where the data of a snapshot come from.
package enum UpdateSource {
  /// A file or folder that is here.
  case path(String)
  case url(String)
}

/// Hears how an update comes along.
package struct UpdateProgress: Sendable {
  /// How many bytes of how many are there of what is fetched.
  package let received: @Sendable (_ title: String, _ bytes: Int, _ expected: Int?) -> Void
  /// Called again and again while nothing arrives.
  package let wait: @Sendable () -> Void

  package init(
    received: @escaping @Sendable (_ title: String, _ bytes: Int, _ expected: Int?) -> Void,
    wait: @escaping @Sendable () -> Void
  ) {
    self.received = received
    self.wait = wait
  }

  package static let silent = UpdateProgress(received: { _, _, _ in }, wait: {})
}

extension PrivateDirectory {
  /// What interrupted updates have left: drafts at once, parts of downloads once nobody goes on.
  fileprivate func removeLeftovers(now: Timestamp) {
    for file in contents().files {
      let age = now.seconds - file.written
      let isOld =
        Self.isDraft(file.name) ? age > 3600 : PartialFile.isOne(file.name) && age > 7 * 86_400
      if isOld { remove(file.name) }
    }
  }
}

extension RunFailure {
  fileprivate static func noSnapshot(below cache: String) -> RunFailure {
    RunFailure(
      "cannot write the snapshot below '\(cache)'",
      help: "see that the folder is yours and that nobody else can write to it", exitStatus: 3)
  }

  /// `error` says what is wrong with what came from the source.
  static func unusable(_ source: String, _ error: UnusableAnswer) -> RunFailure {
    RunFailure("cannot use '\(source)': \(error.reason)", exitStatus: 3)
  }
}
