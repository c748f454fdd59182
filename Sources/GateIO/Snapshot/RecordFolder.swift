import Glibc

/// The records below a folder: its plain files whose names end in `.json`, at any depth.
struct RecordFolder {
  /// In the order of their paths.
  let paths: [String]

  private static let deepest = 16
  private static let most = 1_000_000

  init(_ top: String) throws(RunFailure) {
    var paths: [String] = []
    var folders = [(path: top, depth: 0)]
    while let (folder, depth) = folders.popLast() {
      guard let stream = opendir(folder) else {
        throw .cannotRead(folder, reason: String(cString: strerror(errno)))
      }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name.hasPrefix(".") { continue }
        let path = "\(folder)/\(name)"
        var status = stat()
        // A link is not followed: it may lead anywhere.
        guard lstat(path, &status) == 0 else { continue }
        switch status.st_mode & S_IFMT {
        case S_IFDIR where depth < Self.deepest: folders.append((path, depth + 1))
        case S_IFDIR: throw .cannotRead(path, reason: "the folders lie too deep")
        case S_IFREG where name.hasSuffix(".json"): paths.append(path)
        default: continue
        }
        guard paths.count <= Self.most else {
          throw .cannotRead(top, reason: "it holds more than \(Self.most) records")
        }
      }
    }
    self.paths = paths.sorted()
  }
}
