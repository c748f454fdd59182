/// Where the records of this user are, which outlive every cache.
enum StateFolder {
  /// Nil where the environment names no home. Relative paths do not count, as the XDG base directory
  /// specification says.
  static func path(_ environment: (String) -> String?) -> String? {
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/pipgate" }
    if let home = environment("HOME"), home.hasPrefix("/") { return home + "/.local/state/pipgate" }
    return nil
  }
}
