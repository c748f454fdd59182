/// A value of a policy that one place says.
package enum PolicyKey: Hashable, Sendable {
  case repository, serial, expires, tier, mode, inconclusive
  case role(String)
  case overrides(Level)
  case privateName(NamePattern)
}
