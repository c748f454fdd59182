import Gate

/// Keeps the cache below a size, by taking what was written longest ago.
///
/// What is used is written anew whenever the index confirms it, so what was written longest ago was
/// used longest ago. Only a run that has written looks, and of those one an hour, so that no run with
/// warm facts pays for it. Files vanish whole, one at a time: whoever reads one still has it, and two
/// processes that prune at once do no more than one.
struct CachePruning {
  private let cache: PrivateDirectory
  private let limit: Int
  private let now: Int64

  static let usualLimit = 256 << 20

  /// After how many seconds it is time to look again, and how old a half-written file is that nobody
  /// writes any more.
  private static let pause: Int64 = 3600
  private static let marker = "pruned"
  /// What is not kept for being asked again.
  private static let snapshots = "snapshot-"
  private static let deepest = 3

  /// `now` is the time of the file system's clock, in seconds. Nil where there is no safe cache.
  init?(_ path: String, limit: Int, now: Int64) {
    guard let cache = PrivateDirectory(existing: path) else { return nil }
    self.cache = cache
    self.limit = limit
    self.now = now
  }

  /// Prunes, unless somebody has done so within the hour.
  func pruneIfDue() {
    if let last = cache.written(Self.marker), abs(now - last) < Self.pause { return }
    // First, so that others leave it to this process.
    guard cache.replace(Self.marker, with: []) else { return }
    prune()
  }

  func prune() {
    var files: [(file: PrivateDirectory.Entry, folder: PrivateDirectory)] = []
    var size = 0
    var folders = [(cache, depth: 0)]
    while let (folder, depth) = folders.popLast() {
      let contents = folder.contents()
      for file in contents.files where file.name != Self.marker {
        if PrivateDirectory.isDraft(file.name) {
          if now - file.written > Self.pause { folder.remove(file.name) }
          continue
        }
        size += file.size
        files.append((file, folder))
      }
      guard depth < Self.deepest else { continue }
      for name in contents.directories where depth > 0 || !name.hasPrefix(Self.snapshots) {
        if let inner = folder.existing(name) { folders.append((inner, depth + 1)) }
      }
    }
    guard size > limit else { return }
    files.sort { ($0.file.written, $0.file.name) < ($1.file.written, $1.file.name) }
    // A little further than needed, so that the next run need not begin again.
    let goal = limit - limit / 10
    for (file, folder) in files {
      if size <= goal { return }
      folder.remove(file.name)
      size -= file.size
    }
  }
}

extension CachePruning {
  /// The size that the operator allows: a number of MiB in `PIPGATE_CACHE_LIMIT`.
  static func limit(environment: (String) -> String?) -> Int {
    guard let mebibytes = environment("PIPGATE_CACHE_LIMIT").flatMap({ Int($0) }),
      (0...1 << 20).contains(mebibytes)
    else { return usualLimit }
    return mebibytes << 20
  }
}
