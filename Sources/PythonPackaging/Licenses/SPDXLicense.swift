/// One licence of an SPDX expression, with its exception if it has one.
package struct SPDXLicense: Sendable {
  /// As the SPDX list spells it, a `+` included; `LicenseRef-…` as written.
  package let identifier: String
  /// The exception as written after `WITH`, in the list's spelling.
  package let exception: String?
  /// What identifiers of one licence have in common: `gpl-2.0` for `GPL-2.0`, `GPL-2.0-only`,
  /// `GPL-2.0+` and `GPL-2.0-or-later`.
  private let family: String
  private let allowsLater: Bool
  /// The exception that is meant, also where an old identifier has it within.
  private let meantException: String?

  /// Nil when the list has no such identifier and it is no `LicenseRef-`.
  init?(_ text: some StringProtocol, exception: String? = nil) {
    let bytes = Array(text.utf8)
    self.exception = exception
    if let reference = Self.reference(bytes) {
      identifier = reference
      family = reference.lowercased()
      allowsLater = false
      meantException = exception?.lowercased()
      return
    }
    let isPlus = bytes.last == UInt8(ascii: "+")
    guard let id = SPDXList.license(isPlus ? text.dropLast() : text[...]) else { return nil }
    identifier = isPlus ? id + "+" : id
    let folded = id.lowercased()
    if let meaning = Self.meanings[folded] {
      family = meaning.family
      allowsLater = meaning.allowsLater || isPlus
      meantException = exception ?? meaning.exception?.lowercased()
    } else {
      let isOrLater = folded.hasSuffix("-or-later")
      family =
        folded.hasSuffix("-only")
        ? String(folded.dropLast(5)) : isOrLater ? String(folded.dropLast(9)) : folded
      allowsLater = isOrLater || isPlus
      meantException = exception?.lowercased()
    }
  }

  /// Reads a licence as a list of a policy names it: `MIT`, `GPL-2.0-only WITH
  /// Classpath-exception-2.0`.
  package init?(entry text: String) {
    guard case .license(let license) = SPDXExpression(text) else { return nil }
    self = license
  }

  /// Whether an entry of a list of accepted licences accepts this one: the entry names it, with or
  /// without its exception, which only permits more. Who accepts one version can choose it from
  /// "this version or later".
  package func isAccepted(by entry: SPDXLicense) -> Bool {
    family == entry.family && (allowsLater || !entry.allowsLater)
      && (entry.meantException == nil || entry.meantException == meantException)
  }

  /// Whether an entry of a list of refused licences refuses this one: whatever it says of later
  /// versions, and with any exception unless the entry names one.
  package func isRefused(by entry: SPDXLicense) -> Bool {
    family == entry.family
      && (entry.meantException == nil || entry.meantException == meantException)
  }

  /// Old identifiers that say in their own way what newer ones compose.
  private static let meanings: [String: (family: String, allowsLater: Bool, exception: String?)] = [
    "bsd-2-clause-freebsd": ("bsd-2-clause-views", false, nil),
    "bsd-2-clause-netbsd": ("bsd-2-clause", false, nil),
    "bzip2-1.0.5": ("bzip2-1.0.6", false, nil),
    "ecos-2.0": ("gpl-2.0", true, "eCos-exception-2.0"),
    "gpl-2.0-with-autoconf-exception": ("gpl-2.0", false, "Autoconf-exception-2.0"),
    "gpl-2.0-with-bison-exception": ("gpl-2.0", false, "Bison-exception-2.2"),
    "gpl-2.0-with-classpath-exception": ("gpl-2.0", false, "Classpath-exception-2.0"),
    "gpl-2.0-with-font-exception": ("gpl-2.0", false, "Font-exception-2.0"),
    "gpl-2.0-with-gcc-exception": ("gpl-2.0", false, "GCC-exception-2.0"),
    "gpl-3.0-with-autoconf-exception": ("gpl-3.0", false, "Autoconf-exception-3.0"),
    "gpl-3.0-with-gcc-exception": ("gpl-3.0", false, "GCC-exception-3.1"),
    "standardml-nj": ("smlnj", false, nil),
    "wxwindows": ("lgpl-2.0", true, "WxWindows-exception-3.1"),
  ]

  private static func reference(_ bytes: [UInt8]) -> String? {
    let prefix = Array("licenseref-".utf8)
    guard bytes.count > prefix.count,
      bytes.prefix(prefix.count).map(ByteCursor.lowercased) == prefix,
      bytes.allSatisfy({
        ByteCursor.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      })
    else { return nil }
    return "LicenseRef-" + String(decoding: bytes[prefix.count...], as: UTF8.self)
  }
}

extension SPDXLicense: Hashable, CustomStringConvertible {
  package var description: String { identifier + (exception.map { " WITH \($0)" } ?? "") }

  package static func == (a: Self, b: Self) -> Bool { a.description == b.description }
  package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension SPDXLicense {
  /// Every licence that the list has today, for suggestions.
  package static var knownIdentifiers: [String] { SPDXList.current }
}
