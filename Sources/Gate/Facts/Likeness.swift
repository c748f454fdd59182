import LookAlikes
import PythonPackaging

/// The familiar name that a project's can best be taken for, with what there is to say of both.
package struct Likeness: Hashable, Sendable {
  /// Normalized, as it was compared.
  package let name: String
  package let found: LookAlike
  package let strength: Strength
  /// What the familiar name is here, in words.
  package let standing: String
  /// How many projects are ranked, of which the name is none.
  package let ranked: Int

  package init(
    name: String, found: LookAlike, strength: Strength, standing: String, ranked: Int
  ) {
    self.name = name
    self.found = found
    self.strength = strength
    self.standing = standing
    self.ranked = ranked
  }

  /// What to type in place of the name; nil when nothing belongs there.
  package var replacement: String? {
    found.protection == .additional(.standardLibrary) ? nil : found.instead ?? found.name
  }

  /// Both names, with what differs marked.
  package var facts: [Finding.Fact] {
    let imitation = Finding.Fact(
      "'\(name)'", "not among the \(ranked.grouped) most downloaded",
      marks: found.distance == 0 ? [] : found.differences.map(\.imitation))
    if found.distance == 0 { return [imitation] }
    return [
      imitation, Finding.Fact("'\(found.name)'", standing, marks: found.differences.map(\.target)),
    ]
  }

  /// What to do, in one sentence.
  package var advice: String {
    guard let replacement else { return "remove it: '\(found.name)' comes with Python" }
    switch found.protection {
    case .additional(.module):
      return "write '\(replacement)', the project that provides the module '\(found.name)'"
    default: return "write '\(replacement)' if that is what was meant"
    }
  }
}

extension Int {
  /// With a comma before every three digits.
  var grouped: String {
    var text: [UInt8] = []
    for (index, digit) in "\(self)".utf8.reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(UInt8(ascii: ",")) }
      text.append(digit)
    }
    return String(decoding: text.reversed(), as: UTF8.self)
  }
}
