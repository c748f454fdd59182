// https://packaging.python.org/en/latest/specifications/version-specifiers/#summary-of-permitted-suffixes-and-relative-ordering
extension Version: Hashable, Comparable {
  package static func == (a: Self, b: Self) -> Bool {
    a.others == b.others && a.hasRelease(of: b)
  }

  /// Whether the release segments are the same, whatever zeros they end in.
  private func hasRelease(of other: Version) -> Bool {
    let shared = min(release.count, other.release.count)
    for index in 0..<shared where release[index] != other.release[index] { return false }
    return release[shared...].allSatisfy(\.isZero) && other.release[shared...].allSatisfy(\.isZero)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(significantRelease)
    hasher.combine(others)
  }

  package static func < (a: Self, b: Self) -> Bool {
    if a.epoch != b.epoch { return a.epoch < b.epoch }
    if !a.hasRelease(of: b) {
      return a.significantRelease.lexicographicallyPrecedes(b.significantRelease)
    }
    if a.others == nil, b.others == nil { return false }
    let (phaseA, phaseB) = (a.phase, b.phase)
    if phaseA != phaseB { return phaseA < phaseB }
    if let (numberA, numberB) = both(a.prerelease?.number, b.prerelease?.number),
      numberA != numberB
    {
      return numberA < numberB
    }
    if a.postrelease != b.postrelease {
      // No post-release comes before the first one.
      guard let (numberA, numberB) = both(a.postrelease, b.postrelease) else {
        return a.postrelease == nil
      }
      return numberA < numberB
    }
    if a.development != b.development {
      // A development release comes before what it develops.
      guard let (numberA, numberB) = both(a.development, b.development) else {
        return a.development != nil
      }
      return numberA < numberB
    }
    return a.localSegments.lexicographicallyPrecedes(b.localSegments)
  }

  /// Orders `1.0.dev1` before `1.0a1` before `1.0b1` before `1.0rc1` before `1.0`.
  private var phase: Int {
    switch prerelease?.kind {
    case .alpha: 1
    case .beta: 2
    case .releaseCandidate: 3
    case nil: postrelease == nil && development != nil ? 0 : 4
    }
  }
}

extension Version.LocalSegment: Comparable {
  static func < (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.word(let a), .word(let b)): a < b
    case (.word, .number): true
    case (.number, .word): false
    case (.number(let a), .number(let b)): a < b
    }
  }
}

private func both<Value>(_ a: Value?, _ b: Value?) -> (Value, Value)? {
  guard let a, let b else { return nil }
  return (a, b)
}
