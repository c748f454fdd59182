import SourceText

/// What the names of a script stand for, those of the function that runs in front.
struct ScriptBindings {
  private var frames: [[String: ScriptValue]] = [[:]]

  subscript(name: String) -> ScriptValue? {
    if let value = frames[frames.count - 1][name] { return value }
    return frames.count > 1 ? frames[0][name] : nil
  }

  /// Binds a name where the code stands that does it.
  mutating func bind(_ name: String, to value: ScriptValue) {
    frames[frames.count - 1][name] = value
  }

  /// Changes what a name stands for, wherever it is bound, without a copy of it.
  mutating func update(_ name: String, _ change: (inout ScriptValue) -> Void) -> Bool {
    for index in Set([frames.count - 1, 0]).sorted(by: >) {
      guard var value = frames[index].removeValue(forKey: name) else { continue }
      change(&value)
      frames[index][name] = value
      return true
    }
    return false
  }

  /// How many functions run.
  var depth: Int { frames.count - 1 }

  mutating func enter(_ parameters: [String: ScriptValue]) { frames.append(parameters) }

  mutating func leave() { if frames.count > 1 { frames.removeLast() } }

  /// Binds names for a comprehension and gives back what they stood for.
  mutating func exchange(_ values: [String: ScriptValue?]) -> [String: ScriptValue?] {
    var old: [String: ScriptValue?] = [:]
    for (name, value) in values {
      old[name] = .some(frames[frames.count - 1][name])
      frames[frames.count - 1][name] = value
    }
    return old
  }
}
