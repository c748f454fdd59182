/// One `git cat-file --batch` that answers for object after object.
///
/// A class because it owns a running program. It is ended with the last reference to it.
final class ObjectStream {
  /// An object as git stores it.
  enum Answer {
    case object(type: [UInt8], content: [UInt8])
    case tooLarge(Int)
    case missing
  }

  private let command: GitCommand
  private var child: ChildProcess?
  private let limits = ProgramLimits(outputBytes: 1 << 30, seconds: 60)

  init(_ command: GitCommand) { self.command = command }

  /// Reads the object of an id, or of what `suffix` (such as `^{tree}`) makes of it.
  func read(
    _ id: ObjectID, suffix: String = "", limit: Int, for operation: String
  ) throws(GitError) -> Answer {
    do throws(ProgramError) {
      let child = try running()
      // Whatever goes wrong now leaves the stream in an unknown place, so the next object gets a new
      // one.
      self.child = nil
      let answer = try exchange(id.hex + suffix, with: child, limit: limit)
      if case .tooLarge = answer { return answer }
      self.child = child
      return answer
    } catch {
      throw GitError(error, operation)
    }
  }

  private func running() throws(ProgramError) -> ChildProcess {
    if let child { return child }
    return try ChildProcess(
      command.program, arguments: command.options + ["cat-file", "--batch"],
      environment: command.environment)
  }

  private func exchange(
    _ request: String, with child: ChildProcess, limit: Int
  ) throws(ProgramError) -> Answer {
    let deadline = Deadline(seconds: limits.seconds)
    var header: [UInt8]?
    var size = 0
    try child.send(
      Array(request.utf8)[...] + [newline], thenClose: false, limits: limits, deadline: deadline
    ) { (child) throws(ProgramError) in
      if header == nil {
        guard let end = child.output.firstIndex(of: newline) else { return false }
        header = Array(child.output[..<end])
        size = header.flatMap(contentSize) ?? -1
      }
      guard let header else { return false }
      // "<id> <type> <size>", then the content, then a line feed.
      return size < 0 || size > limit || child.output.count >= header.count &+ size &+ 2
    }
    guard let header else { throw .endedEarly(errorText: "") }
    let output = child.takeOutput()
    if size > limit { return .tooLarge(size) }
    if size < 0 {
      if header.ends(with: " missing") { return .missing }
      throw .endedEarly(errorText: String(decoding: header, as: UTF8.self))
    }
    guard output.count == header.count + size + 2, output.last == newline else {
      throw .endedEarly(errorText: "git answered more than was asked")
    }
    let words = header.split(separator: UInt8(ascii: " "))
    return .object(
      type: words.count == 3 ? Array(words[1]) : [],
      content: Array(output[(header.count + 1)..<(output.count - 1)]))
  }
}

private let newline = UInt8(ascii: "\n")

/// The size in a header line, or nil when it announces no content.
private func contentSize(_ header: [UInt8]) -> Int? {
  let words = header.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
  guard words.count == 3, let size = Int(String(decoding: words[2], as: UTF8.self)), size >= 0
  else { return nil }
  return size
}

extension [UInt8] {
  fileprivate func ends(with text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
