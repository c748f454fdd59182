import Gate

/// What a push does to one ref, as git tells a hook.
package struct PushedRef: Hashable, Sendable {
  /// Full ids in hexadecimal, or zeros where the ref is made or deleted.
  package let old: String
  package let new: String
  /// As the pusher calls it: hostile text.
  package let name: String

  /// Which end of a push a hook runs at.
  package enum Side: Sendable {
    /// `pre-receive`, where the ref is.
    case server
    /// `pre-push`, where the commits are.
    case client

    private var hook: String { self == .server ? "pre-receive" : "pre-push" }
    private var form: String {
      self == .server ? "<old> <new> <ref>" : "<local ref> <new> <remote ref> <old>"
    }
    fileprivate var help: String { "run this as a \(hook) hook, or give lines '\(form)'" }
    fileprivate func refusal(of line: String) -> String {
      "'\(SafeText.line(line, limit: 200))' is not what git tells a \(hook) hook"
    }
  }

  /// Reads the lines that git writes to the hook's standard input, one for each ref. A server is never
  /// told of none; a client is, where everything is there already.
  package static func read(_ input: [UInt8], on side: Side) throws(RunFailure) -> [PushedRef] {
    var refs: [PushedRef] = []
    for line in input.split(separator: UInt8(ascii: "\n")) {
      guard let ref = PushedRef(line, on: side) else {
        throw RunFailure(
          side.refusal(of: String(decoding: line, as: UTF8.self)), help: side.help, exitStatus: 2)
      }
      refs.append(ref)
    }
    guard !refs.isEmpty || side == .client else {
      throw RunFailure(
        "standard input names no ref that is pushed", help: side.help, exitStatus: 2)
    }
    return refs
  }

  private init?(_ line: ArraySlice<UInt8>, on side: Side) {
    var words = line.split(
      separator: UInt8(ascii: " "), maxSplits: side == .server ? 2 : .max,
      omittingEmptySubsequences: false)
    if side == .client {
      // What is pushed may be any revision, with spaces in it.
      guard words.count > 3 else { return nil }
      words = words.suffix(3)
      words = [words[words.startIndex + 2], words[words.startIndex], words[words.startIndex + 1]]
    }
    guard words.count == 3, words[0].count == words[1].count, Self.isID(words[0]),
      Self.isID(words[1])
    else { return nil }
    old = String(decoding: words[0], as: UTF8.self)
    new = String(decoding: words[1], as: UTF8.self)
    name = String(decoding: words[2], as: UTF8.self)
  }

  private static func isID(_ word: ArraySlice<UInt8>) -> Bool {
    [40, 64].contains(word.count)
      && word.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
