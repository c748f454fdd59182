import SourceText

/// What there is to say of a policy that is in order.
package enum PolicySummary {
  package static func text(of policy: Policy) -> String {
    var lines = ["'\(policy.ownOrigin)' is in order"]
    let own = policy.files.filter { !(policy.floor?.files.contains($0) ?? false) }
    if own.count > 1 {
      lines.append("  extends  " + own.dropFirst().map { "\($0.path)" }.joined(separator: ", "))
    }
    if let floor = policy.floor { lines.append("  above    \(floor.origin)") }
    if let serial = policy.serial { lines.append("  serial   \(serial)") }
    if let expires = policy.expires { lines.append("  expires  \(expires)") }
    let tiers = Set(policy.judgingTiers.map(\.name)).sorted()
    lines.append(
      "  judges   "
        + (policy.scopes.isEmpty ? "every path" : policy.scopes.count.counted("path"))
        + " by \(tiers.map { "'\($0)'" }.joined(separator: ", "))")
    let (allowed, denied) = (policy.written(policy.allowed), policy.written(policy.denied))
    lines.append(
      "  lists    \(allowed) allowed, \(denied) denied, \(policy.privateNames.count) private, "
        + policy.indexes.count.counted("index", "indexes"))
    let raised = tiers.filter { $0.utf8.contains(UInt8(ascii: "+")) }
    if !raised.isEmpty {
      lines.append(
        "notice: the floor is stricter in places; 'pipgate policy show' tells where, under "
          + raised.map { "'\($0)'" }.joined(separator: ", "))
    }
    return lines.map { SafeText.line($0) + "\n" }.joined()
  }
}

extension Policy {
  /// How many entries of a list are not built in.
  fileprivate func written(_ entries: [ListEntry]) -> Int {
    entries.count { files.contains($0.location.file) }
  }
}

extension Int {
  fileprivate func counted(_ word: String, _ plural: String? = nil) -> String {
    "\(self) \(self == 1 ? word : plural ?? word + "s")"
  }
}
