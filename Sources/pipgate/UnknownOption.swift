import Gate

/// An option that the command does not have.
enum UnknownOption {
  /// What the parser says of it, with the nearest option: of `--help` and `--version`, which all
  /// commands have, the parser knows nothing.
  static func told(_ text: String) -> String {
    let start = "Error: Unknown option "
    let first = text.prefix { $0 != "\n" }
    guard first.hasPrefix(start) else { return text }
    // The option, and the one that is suggested, if any.
    let quoted = first.split(separator: "'", omittingEmptySubsequences: false)
      .enumerated().filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    guard let option = quoted.first,
      let nearest = NearestWord.nearest(
        to: option, among: quoted.dropFirst() + ["--help", "--version"])
    else { return text }
    return "\(start)'\(option)'. Did you mean '\(nearest)'?\(text.dropFirst(first.count))"
  }
}
