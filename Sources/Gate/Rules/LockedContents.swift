import PythonPackaging

/// The files and hashes of a locked release, for comparison.
struct LockedContents {
  enum Difference {
    /// The same file, or a file of the same name, with another hash.
    case hash(file: String, was: String, is: String, whose: String)
    case noneKnown(whose: String)
    case host(file: String, was: String, is: String)
    case foreignFile(String)
    case unlistedFile(String)
    /// A hash for which the index lists no file.
    case unlistedHash(String)
    case unlistedHost(file: String, host: String, known: String)
  }

  /// Every hash that an installer accepts for a file, under the file's name.
  private var hashes: [String: Set<String>] = [:]
  /// The files with addresses of their own, in the lock's order.
  private var addresses: [(file: String, host: [UInt8])] = []
  /// All hashes of SHA-256, with or without a file.
  private(set) var sha256: Set<String> = []

  /// What some declarations of the same release hold taken together.
  init(of dependencies: [Dependency]) {
    for dependency in dependencies {
      sha256.formUnion(dependency.hashes.filter(Self.isSHA256))
      for file in dependency.files where !file.name.isEmpty {
        // A name may be listed twice, and each of its hashes is accepted.
        hashes[file.name, default: []].formUnion(file.hashes)
        if let url = file.url { addresses.append((file.name, URLHost.host(of: url))) }
      }
    }
  }

  /// A file that by its name belongs to another project or version, where the lock itself says from
  /// where it is fetched. A name that says nothing is left alone.
  func foreignFile(in dependency: Dependency) -> Difference? {
    guard let project = dependency.name else { return nil }
    for (file, _) in addresses {
      if let parts = DistributionFilename(file, project: project) {
        if dependency.specifiers.contains(parts.version, prereleases: true) { continue }
        return .foreignFile(file)
      }
      let stem = file.utf8.prefix { $0 != UInt8(ascii: "-") }
      guard file.utf8.suffix(4).elementsEqual(".whl".utf8), let other = ProjectName(Array(stem)),
        other != project
      else { continue }
      return .foreignFile(file)
    }
    return nil
  }

  /// A file that has a hash which no former declaration has for a file of that name.
  func hashDifference(from former: LockedContents) -> Difference? {
    for name in hashes.keys.sorted() {
      guard let now = hashes[name], let before = former.hashes[name],
        let (new, old) = Self.conflict(now, before)
      else { continue }
      return .hash(file: name, was: old, is: new, whose: "the base")
    }
    return nil
  }

  /// A file that comes from a host from which no file of the release came before.
  func hostDifference(from former: LockedContents) -> Difference? {
    let known = Set(former.addresses.map(\.host))
    guard let old = former.addresses.first?.host,
      let (file, host) = addresses.first(where: { !known.contains($0.host) })
    else { return nil }
    return .host(
      file: file, was: String(decoding: old, as: UTF8.self),
      is: String(decoding: host, as: UTF8.self))
  }

  /// How the files differ from those that the index lists for the release, all with their hashes.
  func difference(from listed: [ReleaseFile]) -> Difference? {
    var known: [String: String] = [:]
    for file in listed { known[file.filename] = file.sha256.map { "sha256:\($0)" } }
    if known.isEmpty { return nil }
    for (name, hash) in known.sorted(by: { $0.key < $1.key }) {
      let locked = hashes[name]?.filter { Self.isSHA256($0) && $0 != hash }
      guard let other = locked?.min() else { continue }
      return .hash(file: name, was: hash, is: other, whose: "the index")
    }
    let digests = Set(known.values)
    if sha256.isDisjoint(with: digests) { return .noneKnown(whose: "the index") }
    if listed.allSatisfy({ $0.sha256 != nil }) {
      // The hashes of named files are told with the file.
      let unknown = sha256.subtracting(digests).subtracting(hashes.values.joined())
      if let hash = unknown.min() { return .unlistedHash(hash) }
    }
    let unlisted = addresses.first { file, _ in
      known[file] == nil && hashes[file]?.isDisjoint(with: digests) != false
    }
    return unlisted.map { .unlistedFile($0.file) }
  }

  /// A file that comes from a host from which the index serves none of the release. Nothing is said
  /// where the index tells of no file where it is.
  func hostDifference(from listed: [ReleaseFile], at index: IndexURL) -> Difference? {
    let own = Array(index.host.utf8)
    let known = listed.compactMap { file in
      file.metadata.map { metadata in
        let host = URLHost.host(of: metadata.address)
        return host.isEmpty ? own : host
      }
    }
    guard let first = known.min(by: { $0.lexicographicallyPrecedes($1) }),
      let (file, host) = addresses.first(where: { !known.contains($0.host) && $0.host != own })
    else { return nil }
    return .unlistedHost(
      file: file, host: String(decoding: host, as: UTF8.self),
      known: String(decoding: first, as: UTF8.self))
  }

  /// The first of some hashes that contradicts the former ones: another digest by the same
  /// algorithm, or one by a weaker algorithm where none is shared.
  private static func conflict(
    _ now: Set<String>, _ before: Set<String>
  ) -> (new: String, old: String)? {
    let (now, before) = (now.sorted(), before.sorted())
    for hash in now where !before.contains(hash) {
      if let old = before.first(where: { algorithm(of: $0) == algorithm(of: hash) }) {
        return (hash, old)
      }
    }
    guard let new = now.max(by: isWeaker), let old = before.max(by: isWeaker),
      !now.contains(where: before.contains), isWeaker(new, old)
    else { return nil }
    return (new, old)
  }

  private static func isSHA256(_ hash: String) -> Bool {
    hash.utf8.starts(with: "sha256:".utf8)
  }

  private static func algorithm(of hash: String) -> String {
    String(hash.prefix { $0 != ":" })
  }

  /// The longer the digest, the stronger the algorithm.
  private static func isWeaker(_ a: String, _ b: String) -> Bool {
    a.utf8.count - algorithm(of: a).utf8.count < b.utf8.count - algorithm(of: b).utf8.count
  }
}
