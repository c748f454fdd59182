/// What the name of a file on an index says: the project, its version and the kind of file.
package struct DistributionFilename: Hashable, Sendable {
  package enum Kind: Hashable, Sendable, CaseIterable {
    case wheel
    case sourceDistribution
    /// The format of setuptools before wheels.
    case egg
    /// A Windows installer, `.exe` or `.msi`.
    case installer
    case rpm
    /// Built files packed as they are installed, `foo-1.0.linux-x86_64.tar.gz`.
    case dumb
  }

  package let project: ProjectName
  package let version: Version
  package let kind: Kind

  /// Nil unless the name is of a kind listed above, belongs to the project and carries a version.
  ///
  /// Older names separate project and version by a dash that either may contain, so only the
  /// project that an index lists the file under decides where the version begins.
  package init?(_ filename: String, project: ProjectName) {
    guard let (stem, suffix) = Suffix.split(Array(filename.utf8)),
      let version = Self.afterProject(project, in: stem)
    else { return nil }
    let parsed: (Version?, Kind) =
      switch suffix {
      case .wheel: (Self.wheelVersion(version), .wheel)
      case .egg: (Self.eggVersion(version), .egg)
      case .installer: (Self.platformVersion(version), .installer)
      case .rpm: (Self.rpmVersion(version), .rpm)
      case .archive:
        if let version = Version(utf8: Array(version)) {
          (version, .sourceDistribution)
        } else {
          (Self.platformVersion(version), .dumb)
        }
      }
    guard let version = parsed.0 else { return nil }
    self.project = project
    self.version = version
    kind = parsed.1
  }

  /// What follows the dash after the name of the project, in whatever spelling; nil if the stem
  /// begins otherwise.
  private static func afterProject(
    _ project: ProjectName, in stem: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8>? {
    var expected = Array(project.normalized.utf8)[...]
    var isAfterSeparator = false
    for (index, byte) in zip(stem.indices, stem) {
      if expected.isEmpty { return byte == dash ? stem[(index + 1)...] : nil }
      if ByteCursor.isAlphanumeric(byte) {
        guard expected.first == ByteCursor.lowercased(byte) else { return nil }
        expected = expected.dropFirst()
        isAfterSeparator = false
      } else if isAfterSeparator {
        guard isSeparator(byte) else { return nil }
      } else {
        guard isSeparator(byte), expected.first == dash else { return nil }
        expected = expected.dropFirst()
        isAfterSeparator = true
      }
    }
    return nil
  }

  /// Reads `1.0-1-py3-none-any`, the build number optional.
  // https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-name-convention
  private static func wheelVersion(_ text: ArraySlice<UInt8>) -> Version? {
    let parts = text.split(separator: dash, omittingEmptySubsequences: false)
    guard parts.count == 4 || parts.count == 5, parts.allSatisfy({ !$0.isEmpty }) else {
      return nil
    }
    if parts.count == 5, let digit = parts[1].first, !ByteCursor.isDigit(digit) { return nil }
    return unescapedVersion(parts[0])
  }

  /// Reads `1.0-py2.7-linux-x86_64`, all but the version optional.
  private static func eggVersion(_ text: ArraySlice<UInt8>) -> Version? {
    unescapedVersion(text.prefix { $0 != dash })
  }

  /// Reads `1.0-1.noarch`.
  private static func rpmVersion(_ text: ArraySlice<UInt8>) -> Version? {
    text.lastIndex(of: dash).flatMap { unescapedVersion(text[..<$0]) }
  }

  /// Reads `1.0.win32-py2.4`; the version ends where a platform begins.
  private static func platformVersion(_ text: ArraySlice<UInt8>) -> Version? {
    for (index, byte) in zip(text.indices, text)
    where byte == UInt8(ascii: ".") || byte == dash {
      let rest = text[(index + 1)...]
      if platforms.contains(where: { rest.starts(with: $0.utf8) }) {
        return Version(utf8: Array(text[..<index]))
      }
    }
    return nil
  }

  private static let platforms = [
    "win32", "win-", "linux-", "macosx-", "darwin-", "freebsd-", "cygwin-", "solaris-",
  ]

  /// Reads a version whose dashes may have been written as underscores.
  private static func unescapedVersion(_ text: ArraySlice<UInt8>) -> Version? {
    Version(utf8: Array(text))
      ?? Version(utf8: text.map { $0 == UInt8(ascii: "_") ? dash : $0 })
  }

  private static let dash = UInt8(ascii: "-")

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == dash || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }
}

/// What the end of a filename says about how to read the rest.
private enum Suffix {
  case wheel
  case egg
  case installer
  case rpm
  case archive

  private static let all: [(text: String, suffix: Suffix)] = [
    (".whl", .wheel), (".egg", .egg), (".exe", .installer), (".msi", .installer), (".rpm", .rpm),
    (".tar.gz", .archive), (".zip", .archive), (".tar.bz2", .archive), (".tgz", .archive),
    (".tar.xz", .archive), (".tar.Z", .archive), (".tbz", .archive), (".txz", .archive),
    (".tlz", .archive), (".tar.lz", .archive), (".tar.lzma", .archive), (".tar", .archive),
  ]

  /// Nil if no known suffix ends the name.
  static func split(_ filename: [UInt8]) -> (stem: ArraySlice<UInt8>, suffix: Suffix)? {
    for (text, suffix) in all where filename.reversed().starts(with: text.utf8.reversed()) {
      return (filename.dropLast(text.utf8.count), suffix)
    }
    return nil
  }
}
