/// What a snapshot is about; each kind is a file of its own and is made by itself.
enum SnapshotKind: Hashable, Sendable {
  case advisories
  /// The names that an index has.
  case names
  case popularity

  /// The first bytes of its files; the last three are the version of the form.
  var magic: [UInt8] {
    switch self {
    case .advisories: Array("PGOSV001".utf8)
    case .names: Array("PGNAM001".utf8)
    case .popularity: Array("PGPOP001".utf8)
    }
  }
}
