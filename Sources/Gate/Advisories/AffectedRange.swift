import PythonPackaging

/// An unbroken run of versions that an advisory is about.
package struct AffectedRange: Hashable, Sendable {
  /// Where the run ends.
  package enum End: Hashable, Sendable {
    /// It goes on with every later version.
    case never
    /// Before this version, which mends it.
    case fixed(Version)
    /// Before this version, of which nothing is said.
    case limit(Version)
    /// With this version.
    case last(Version)
  }

  /// The first version of the run; nil when there is none before it that is not affected.
  package let start: Version?
  package let end: End

  package init(from start: Version?, to end: End) {
    self.start = start
    self.end = end
  }

  package func contains(_ version: Version) -> Bool {
    if let start, version < start { return false }
    switch end {
    case .never: return true
    case .fixed(let bound), .limit(let bound): return version < bound
    case .last(let last): return version <= last
    }
  }

  package var isEverything: Bool { start == nil && end == .never }
}

extension AffectedRange {
  /// The runs that a list of events describes.
  // https://ossf.github.io/osv-schema/#evaluation
  static func ranges(of events: [OSVEvent]) -> [AffectedRange] {
    let limits = events.filter { $0.kind == .limit }
    // One limit without a version means that there is none.
    let limit = limits.contains { $0.version == nil } ? nil : limits.compactMap(\.version).max()
    // Events at the same version keep their order.
    let sorted = events.enumerated().filter { $0.element.kind != .limit }.sorted { a, b in
      if OSVEvent.isBefore(a.element, b.element) { return true }
      return !OSVEvent.isBefore(b.element, a.element) && a.offset < b.offset
    }
    var ranges: [AffectedRange] = []
    var start: Version??
    for (_, event) in sorted {
      switch event.kind {
      case .introduced: start = start ?? .some(event.version)
      case .fixed, .lastAffected:
        guard let version = event.version else { continue }
        let end: End = event.kind == .fixed ? .fixed(version) : .last(version)
        if event.kind == .fixed, let before = ranges.last, before.end == .last(version) {
          // Nonsense, which the schema decides all the same: the last version is the mended one.
          ranges[ranges.count - 1] = AffectedRange(from: before.start, to: end)
        }
        guard let first = start else { continue }
        ranges.append(AffectedRange(from: first, to: end))
        start = nil
      case .limit: continue
      }
    }
    if let first = start { ranges.append(AffectedRange(from: first, to: .never)) }
    guard let limit else { return ranges }
    return ranges.compactMap { $0.cut(at: limit) }
  }

  private func cut(at limit: Version) -> AffectedRange? {
    if let start, start >= limit { return nil }
    switch end {
    case .fixed(let bound) where bound <= limit: return self
    case .last(let last) where last < limit: return self
    default: return AffectedRange(from: start, to: .limit(limit))
    }
  }
}
