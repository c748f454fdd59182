import SourceText

/// An argument of a call.
struct ScriptArgument {
  /// Nil for a positional one.
  let name: String?
  let value: ScriptValue
}

/// A call that declares something.
struct ScriptCall {
  enum Target {
    case setup
    /// The method of a session.
    case session(String, method: String)
  }

  let target: Target
  let arguments: [ScriptArgument]
  /// What `**` gives it besides.
  let rest: [ScriptValue]
  let range: Range<Int>
}
