/// Where this user's caches are.
package enum CacheDirectory {
  /// Nil where the environment names no home. Relative paths do not count, as the XDG base
  /// directory specification says.
  package static func standard(environment: (String) -> String?) -> String? {
    if let cache = environment("XDG_CACHE_HOME"), cache.hasPrefix("/") { return cache + "/pipgate" }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.cache/pipgate"
  }
}
