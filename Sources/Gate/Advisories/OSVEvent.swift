import PythonPackaging
import SourceText

/// A place in the order of versions at which an advisory begins or ends to hold.
struct OSVEvent: Hashable, Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case introduced, fixed
    case lastAffected = "last_affected"
    case limit
  }

  let kind: Kind
  /// Nil for what lies before every version (`introduced: "0"`) or after (`limit: "*"`).
  let version: Version?

  /// Reads an object with exactly one of the four members.
  // https://ossf.github.io/osv-schema/#affectedrangesevents-fields
  init(_ value: JSONValue) throws(OSVError) {
    guard let members = value.object, members.count == 1, let member = members.first,
      let kind = Kind(rawValue: member.name), let text = member.value.string
    else { throw OSVError("an event of a range is malformed") }
    self.kind = kind
    if (kind == .introduced && text == "0") || (kind == .limit && text == "*") {
      version = nil
    } else {
      guard let version = Version(text) else {
        throw OSVError("an event of a range names '\(text.prefix(80))', which is no version")
      }
      self.version = version
    }
  }

  /// Only what is introduced before every version has none here.
  static func isBefore(_ a: OSVEvent, _ b: OSVEvent) -> Bool {
    switch (a.version, b.version) {
    case (nil, nil), (_?, nil): false
    case (nil, _?): true
    case (let a?, let b?): a < b
    }
  }
}
