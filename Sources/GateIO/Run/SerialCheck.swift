import Gate

/// Holds the serial of a repository's policy against the highest that was seen here before, and
/// remembers it.
///
/// Only where somebody works: what continuous integration and a server judge by is the tip of the base,
/// and they keep nothing. Without a serial nothing is written.
struct SerialCheck {
  /// That an older policy than before has come back.
  private(set) var rollback: PolicyRollback?
  private(set) var notices: [String] = []

  init(of policy: Policy?, for proposal: Proposal, _ request: RunRequest) {
    guard request.policyFile == nil, let policy, let gitDirectory = proposal.gitDirectory,
      !Automation.isAtWork({ request.environment[$0] })
    else { return }
    guard let folder = StateFolder.path({ request.environment[$0] }) else {
      if policy.serial == nil { return }
      notices = [Self.unnoticed + "nothing names a folder of your own, as HOME does"]
      return
    }
    let record = SerialRecord(of: policy.repository, in: gitDirectory, below: folder)
    guard let serial = policy.serial else {
      if case .highest(let known) = record.entry() {
        tell(PolicyRollback(serial: nil, highest: known.serial), known, gitDirectory, record)
      }
      return
    }
    let seen = SerialRecord.Sighting(
      serial: serial, gitDirectory: gitDirectory, moment: Environment.now)
    switch record.entry() {
    case .unusable:
      notices = [
        Self.unnoticed
          + "'\(record.path)' is no record of your own; remove it, or make its folders yours alone"
      ]
    case .highest(let known) where known.serial < serial: keep(seen, in: record)
    case .highest(let known):
      tell(PolicyRollback(serial: serial, highest: known.serial), known, gitDirectory, record)
    case .nothing: keep(seen, in: record)
    }
  }

  private mutating func tell(
    _ found: PolicyRollback?, _ known: SerialRecord.Sighting, _ gitDirectory: String,
    _ record: SerialRecord
  ) {
    guard let found else { return }
    rollback = found
    let place = known.gitDirectory == gitDirectory ? "" : " in '\(known.gitDirectory)'"
    notices = [
      "the policy is rolled back: \(found.fact)\(place); its rules hold, and no override counts; "
        + "fetch the newer one, or give this one a serial above \(found.highest); "
        + "the record is '\(record.path)'"
    ]
  }

  private mutating func keep(_ seen: SerialRecord.Sighting, in record: SerialRecord) {
    if record.keep(seen) { return }
    notices = [Self.unnoticed + "'\(record.path)' cannot be written"]
  }

  private static let unnoticed = "an older policy than this would not be noticed here: "
}
