/// Colours a report's own words, or leaves them alone. Strangers' text is escaped before it is
/// painted, so that no sequence but these reaches a terminal.
struct Paint {
  /// What a colour says, so that all forms agree on it.
  enum Tone: String {
    case plain = ""
    case strong = "1"
    case stop = "1;31"
    case caution = "1;33"
    case note = "1;36"
    case unsure = "1;35"
    case go = "1;32"
    case frame = "34"
  }

  let isOn: Bool

  func callAsFunction(_ text: String, _ tone: Tone) -> String {
    isOn && tone != .plain && !text.isEmpty ? "\u{1b}[\(tone.rawValue)m\(text)\u{1b}[0m" : text
  }
}
