/// When text is coloured: `--color`.
package enum ColorChoice: String, Hashable, Sendable, CaseIterable {
  case auto, always, never

  /// Whether to colour. `auto` asks the environment first, by the conventions of `NO_COLOR` and
  /// `CLICOLOR_FORCE`, then whether anybody watches.
  package func usesColor(isTerminal: Bool, environment: (String) -> String?) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    func isSet(_ name: String) -> Bool { !(environment(name) ?? "").isEmpty }
    if isSet("NO_COLOR") { return false }
    if isSet("CLICOLOR_FORCE"), environment("CLICOLOR_FORCE") != "0" { return true }
    if environment("CLICOLOR") == "0" || !isSet("TERM") || environment("TERM") == "dumb" {
      return false
    }
    return isTerminal
  }
}
