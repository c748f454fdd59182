/// A version, PEP 440.
///
/// It accepts what Python's `packaging` accepts and writes itself in the same canonical form.
/// Versions are equal as PEP 440 compares them: `1.0` equals `1` and `v1.0.0`.
package struct Version: Sendable {
  package enum PrereleaseKind: String, Hashable, Comparable, Sendable {
    case alpha = "a"
    case beta = "b"
    case releaseCandidate = "rc"

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  package struct Prerelease: Hashable, Sendable {
    package let kind: PrereleaseKind
    package let number: VersionNumber
  }

  /// A part of a local label. Words come before numbers.
  enum LocalSegment: Hashable, Sendable {
    case word(String)
    case number(VersionNumber)
  }

  /// The release segment as written, trailing zeros included; never empty.
  package let release: [VersionNumber]
  /// Nil for a release segment alone, as most versions are: they are copied by the thousand.
  let others: OtherSegments?

  /// What a version may have beside its release segment.
  final class OtherSegments: Hashable, Sendable {
    let epoch: VersionNumber
    let prerelease: Prerelease?
    let postrelease: VersionNumber?
    let development: VersionNumber?
    let local: [LocalSegment]

    init(
      epoch: VersionNumber, prerelease: Prerelease?, postrelease: VersionNumber?,
      development: VersionNumber?, local: [LocalSegment]
    ) {
      self.epoch = epoch
      self.prerelease = prerelease
      self.postrelease = postrelease
      self.development = development
      self.local = local
    }

    static func == (a: OtherSegments, b: OtherSegments) -> Bool {
      a.epoch == b.epoch && a.prerelease == b.prerelease && a.postrelease == b.postrelease
        && a.development == b.development && a.local == b.local
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(epoch)
      hasher.combine(prerelease)
      hasher.combine(postrelease)
      hasher.combine(development)
      hasher.combine(local)
    }
  }

  init(
    epoch: VersionNumber = 0, release: [VersionNumber], prerelease: Prerelease? = nil,
    postrelease: VersionNumber? = nil, development: VersionNumber? = nil,
    localSegments: [LocalSegment] = []
  ) {
    self.release = release
    let isReleaseAlone =
      epoch.isZero && prerelease == nil && postrelease == nil && development == nil
      && localSegments.isEmpty
    others =
      isReleaseAlone
      ? nil
      : OtherSegments(
        epoch: epoch, prerelease: prerelease, postrelease: postrelease, development: development,
        local: localSegments)
  }

  package var epoch: VersionNumber { others?.epoch ?? 0 }
  package var prerelease: Prerelease? { others?.prerelease }
  package var postrelease: VersionNumber? { others?.postrelease }
  package var development: VersionNumber? { others?.development }
  var localSegments: [LocalSegment] { others?.local ?? [] }

  /// Nil unless the whole text is a version, white space around it aside. Numbers may exceed 64
  /// bits, but not the 4300 digits that Python itself can read.
  package init?(_ text: some StringProtocol) { self.init(utf8: Array(text.utf8)) }

  /// The same for UTF-8, or for a part of it.
  package init?(utf8 bytes: [UInt8], in range: Range<Int>? = nil) {
    var cursor = ByteCursor(bytes, in: range)
    cursor.skipWhitespace()
    guard let version = Self.scan(&cursor, allowsLocalLabel: true) else { return nil }
    cursor.skipWhitespace()
    guard cursor.isAtEnd else { return nil }
    self = version
  }

  /// Whether it is a pre-release or a development release.
  package var isPrerelease: Bool { prerelease != nil || development != nil }
  package var isPostrelease: Bool { postrelease != nil }
  package var isDevelopment: Bool { development != nil }

  /// The local label in canonical form, as in `1.0+ubuntu.1`.
  package var local: String? {
    if localSegments.isEmpty { return nil }
    return localSegments.map(\.description).joined(separator: ".")
  }

  /// The version without its local label.
  package var `public`: Self {
    guard let others, !others.local.isEmpty else { return self }
    return Self(
      epoch: epoch, release: release, prerelease: prerelease, postrelease: postrelease,
      development: development)
  }

  /// The release segment without its trailing zeros.
  var significantRelease: ArraySlice<VersionNumber> {
    var end = release.count
    while end > 0, release[end - 1].isZero { end -= 1 }
    return release[..<end]
  }
}

extension Version: CustomStringConvertible {
  package var description: String { text(trimmed: false) }

  /// The canonical form, on request without trailing zeros, so that equal versions have equal text.
  func text(trimmed: Bool) -> String {
    let shown = trimmed ? release.prefix(max(1, significantRelease.count)) : release[...]
    var text = epoch.isZero ? "" : "\(epoch)!"
    text += shown.map(\.description).joined(separator: ".")
    if let prerelease { text += "\(prerelease.kind.rawValue)\(prerelease.number)" }
    if let postrelease { text += ".post\(postrelease)" }
    if let development { text += ".dev\(development)" }
    if let local { text += "+\(local)" }
    return text
  }
}

extension Version.LocalSegment: CustomStringConvertible {
  var description: String {
    switch self {
    case .word(let word): word
    case .number(let number): number.description
    }
  }
}
