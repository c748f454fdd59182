import SourceText

/// The options that a program knows: which of them take a value, and what they mean to a gate.
struct CommandOptions: Sendable {
  enum Effect: Sendable {
    /// It changes neither what is installed nor where from.
    case ignored
    case requirement
    /// Requirements with commas between them.
    case requirements
    case editable
    case include(Include.Kind)
    case index(IndexOption.Kind)
    /// An index of several, of which the first that has a project decides.
    case orderedIndex
    /// The group, or the extra, that the requirements are added to.
    case group
    case extra
    /// The group that a switch stands for.
    case namedGroup(String)
    /// The project that a tool comes from, whatever the command is called.
    case source
    /// Names of the index follow instead of those of a channel.
    case pythonIndex
    /// Options for pip in one word.
    case pipOptions
    /// Packages of conda are listed in a file.
    case condaFile
    /// A repository or a folder that the one project comes from.
    case address
  }

  private let valued: [String: Effect]
  private let switches: [String: Effect]
  /// Whether the beginning of a long option's name is enough.
  private let allowsAbbreviation: Bool
  let allowsEqualAfterLetter: Bool
  let hasLongOptionsWithOneDash: Bool

  /// Names stand in one text with blanks between them.
  init(
    _ effects: [String: Effect] = [:], ignoring ignored: String = "",
    switches: [String: Effect] = [:], ignoringSwitches: String = "", abbreviated: Bool = false,
    allowsEqualAfterLetter: Bool = false, hasLongOptionsWithOneDash: Bool = false
  ) {
    valued = Self.table(effects, ignoring: ignored)
    self.switches = Self.table(switches, ignoring: ignoringSwitches)
    allowsAbbreviation = abbreviated
    self.allowsEqualAfterLetter = allowsEqualAfterLetter
    self.hasLongOptionsWithOneDash = hasLongOptionsWithOneDash
  }

  private init(
    valued: [String: Effect], switches: [String: Effect], like other: CommandOptions
  ) {
    self.valued = valued
    self.switches = switches
    allowsAbbreviation = other.allowsAbbreviation
    allowsEqualAfterLetter = other.allowsEqualAfterLetter
    hasLongOptionsWithOneDash = other.hasLongOptionsWithOneDash
  }

  /// These options and others, which win where both have a name.
  func adding(
    _ effects: [String: Effect] = [:], ignoring ignored: String = "",
    switches: [String: Effect] = [:]
  ) -> CommandOptions {
    CommandOptions(
      valued: valued.merging(Self.table(effects, ignoring: ignored)) { $1 },
      switches: self.switches.merging(Self.table(switches, ignoring: "")) { $1 }, like: self)
  }

  private static func table(_ effects: [String: Effect], ignoring ignored: String) -> [String:
    Effect]
  {
    var table: [String: Effect] = [:]
    for name in ignored.split(separator: " ") { table[String(name)] = .ignored }
    for (names, effect) in effects {
      for name in names.split(separator: " ") { table[String(name)] = effect }
    }
    return table
  }

  /// An option that is not known takes no value but one after `=`.
  func long(_ name: String) -> (Effect, takesValue: Bool) {
    if let effect = valued[name] { return (effect, true) }
    if let effect = switches[name] { return (effect, false) }
    if allowsAbbreviation, name.utf8.count > 2 {
      let candidates = valued.keys.filter { $0.utf8.starts(with: name.utf8) }
      let others = switches.keys.filter { $0.utf8.starts(with: name.utf8) }
      if candidates.count == 1, others.isEmpty, let effect = valued[candidates[0]] {
        return (effect, true)
      }
      if others.count == 1, candidates.isEmpty, let effect = switches[others[0]] {
        return (effect, false)
      }
    }
    return (.ignored, false)
  }

  func short(_ letter: UInt8) -> (Effect, takesValue: Bool) {
    let name = "-" + String(decoding: CollectionOfOne(letter), as: UTF8.self)
    if let effect = valued[name] { return (effect, true) }
    return (switches[name] ?? .ignored, false)
  }
}
