import Gate

/// What a push does to one ref, as git tells a pre-receive hook.
package struct PushedRef: Hashable, Sendable {
  /// Full ids in hexadecimal, or zeros where the ref is made or deleted.
  package let old: String
  package let new: String
  /// As the pusher calls it: hostile text.
  package let name: String

  /// Reads the lines `<old> <new> <ref>` that git writes to the hook's standard input.
  package static func read(_ input: [UInt8]) throws(RunFailure) -> [PushedRef] {
    var refs: [PushedRef] = []
    for line in input.split(separator: UInt8(ascii: "\n")) {
      let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
      guard words.count == 3, words[0].count == words[1].count, isID(words[0]), isID(words[1])
      else {
        throw RunFailure(
          "'\(SafeText.line(String(decoding: line, as: UTF8.self), limit: 200))' is not what git tells a pre-receive hook",
          help: "run this as a pre-receive hook, or give lines '<old> <new> <ref>'", exitStatus: 2)
      }
      refs.append(
        PushedRef(
          old: String(decoding: words[0], as: UTF8.self),
          new: String(decoding: words[1], as: UTF8.self),
          name: String(decoding: words[2], as: UTF8.self)))
    }
    guard !refs.isEmpty else {
      throw RunFailure(
        "standard input names no ref that is pushed",
        help: "run this as a pre-receive hook, or give lines '<old> <new> <ref>'", exitStatus: 2)
    }
    return refs
  }

  private static func isID(_ word: ArraySlice<UInt8>) -> Bool {
    [40, 64].contains(word.count)
      && word.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
