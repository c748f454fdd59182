import ArgumentParser
import Gate
import GateIO
import Glibc

/// A word that stands where a command should and is none.
///
/// `check` is the default command and takes files, so a slip in the name of a command would be taken
/// for a file to judge.
struct UnknownCommand {
  private let word: String
  /// The commands that could stand there.
  private let known: [String]
  /// The command whose subcommand it should be; empty for the program itself.
  private let parent: [String]

  /// Nil when every word that should be a command is one, or may be meant as a file.
  init?(_ arguments: [String]) {
    let asksForHelp = arguments.first == "help"
    var words = arguments.dropFirst(asksForHelp ? 1 : 0)
    var subcommands = Pipgate.configuration.subcommands
    var path: [String] = []
    while !subcommands.isEmpty, let word = words.first, !word.hasPrefix("-") {
      guard let next = subcommands.first(where: { $0.configuration.commandName == word }) else {
        let mayBeFile = path.isEmpty && !asksForHelp
        if mayBeFile, Self.isFile(word) || words.contains(where: Self.changesFolder) { return nil }
        self.word = word
        known = subcommands.compactMap { $0.configuration.commandName }
        parent = path
        return
      }
      path.append(word)
      words = words.dropFirst()
      subcommands = next.configuration.subcommands
    }
    return nil
  }

  var failure: RunFailure {
    let nearest = NearestWord.nearest(to: word, among: known)
    let program = (["pipgate"] + parent).joined(separator: " ")
    let place =
      parent.isEmpty ? "neither a command nor a file here" : "not a command of '\(program)'"
    return RunFailure(
      "'\(word)' is \(place)" + (nearest.map { "; did you mean '\(program) \($0)'?" } ?? ""),
      help: nearest == nil ? "use one of \(known.joined(separator: ", "))" : nil, exitStatus: 2)
  }

  /// A path with a separator, or of something that is there, is no slip.
  private static func isFile(_ word: String) -> Bool {
    word.contains("/") || word.contains(".") || access(word, F_OK) == 0
  }

  /// Whether files are meant from another folder.
  private static func changesFolder(_ word: String) -> Bool {
    word.hasPrefix("-C") || word.hasPrefix("--directory")
  }
}
