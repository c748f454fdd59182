extension Specifier {
  /// Whether the version satisfies the clause, pre-releases like any other.
  ///
  /// `===` compares the canonical text of the version, ignoring case.
  package func contains(_ candidate: Version) -> Bool {
    if op == .arbitrary { return contains(arbitrary: candidate.description) }
    guard let version else { return false }
    switch op {
    case .compatible:
      return candidate.public >= version && candidate.begins(like: version, dropping: 1)
    case .equal: return isEqual(candidate, to: version)
    case .notEqual: return !isEqual(candidate, to: version)
    case .lessOrEqual: return candidate.public <= version
    case .greaterOrEqual: return candidate.public >= version
    case .less: return isLess(candidate, than: version)
    case .greater: return isGreater(candidate, than: version)
    case .arbitrary: return false
    }
  }

  /// Whether the text, which may be no version, satisfies the clause.
  func contains(text: String) -> Bool {
    if op == .arbitrary { return contains(arbitrary: text) }
    return Version(text).map(contains) ?? false
  }

  private func contains(arbitrary text: String) -> Bool {
    text.lowercased().utf8.elementsEqual(versionText.lowercased().utf8)
  }

  private func isEqual(_ candidate: Version, to version: Version) -> Bool {
    if isPrefix { return candidate.begins(like: version, dropping: 0) }
    // A clause without a local label ignores that of the candidate.
    return (version.localSegments.isEmpty ? candidate.public : candidate) == version
  }

  private func isLess(_ candidate: Version, than version: Version) -> Bool {
    guard candidate < version else { return false }
    // `<1.0` excludes the pre-releases of 1.0 itself.
    return version.isPrerelease || !candidate.isPrerelease
      || candidate < version.earliestPrerelease
  }

  private func isGreater(_ candidate: Version, than version: Version) -> Bool {
    guard candidate > version else { return false }
    // `>1.0` excludes the post-releases and the local labels of 1.0 itself.
    if !version.isPostrelease, candidate.isPostrelease, candidate.postreleaseBase == version {
      return false
    }
    return candidate.localSegments.isEmpty || candidate.public != version
  }
}

extension Version {
  /// Whether the release begins with that of the pattern, but for the last numbers that are
  /// dropped. Missing numbers are zeros.
  fileprivate func begins(like pattern: Version, dropping dropped: Int) -> Bool {
    guard epoch == pattern.epoch else { return false }
    for (index, number) in pattern.release.dropLast(dropped).enumerated()
    where number != (index < release.count ? release[index] : 0) {
      return false
    }
    return true
  }

  fileprivate var earliestPrerelease: Version {
    Version(
      epoch: epoch, release: release, prerelease: prerelease, postrelease: postrelease,
      development: 0)
  }

  fileprivate var postreleaseBase: Version {
    Version(epoch: epoch, release: release, prerelease: prerelease)
  }
}
