import SourceText

/// Finds what is run in a document of any system: every text in it, but those under keys that only
/// describe.
///
/// Systems are many and their keys more, and anchors and wrappers put commands anywhere. A text that
/// installs nothing costs a look.
struct YAMLCommandWalk {
  let file: SourceFile
  private(set) var commands: [CommandText] = []
  /// What variables of the environment tell installers.
  private(set) var options: [IndexOption] = []
  /// Where texts begin that were found already: aliases lead to the same text again.
  private var seen: Set<Int> = []
  private var seenLists: Set<Int> = []

  init(_ file: SourceFile) { self.file = file }

  /// The keys of any system under which nothing is run.
  private static let describingKeys: Set<String> = [
    "name", "displayName", "description", "label", "title", "summary", "if", "uses", "image", "key",
    "id", "shell",
  ]

  /// The keys whose lists are the words of one command.
  private static let wordsKeys: Set<String> = ["command", "entrypoint", "args", "cmd", "argv"]

  /// The keys that name the shell of their text.
  private static let shellKeys: Set<String> = [
    "pwsh", "powershell", "ps", "cmd", "batch", "bash", "sh",
  ]

  /// `shell` is nil where a script is no shell script.
  mutating func visit(_ node: YAMLNode, key: String? = nil, shell: CommandText.Shell? = .posix) {
    switch node.content {
    case .scalar: visitText(node, key: key, shell: shell)
    case .sequence(let nodes): visitList(nodes, of: node, key: key, shell: shell)
    case .mapping(let entries): visitMapping(entries, of: node, shell: shell)
    }
  }

  private mutating func visitText(_ node: YAMLNode, key: String?, shell: CommandText.Shell?) {
    if let key, Self.describingKeys.contains(key) { return }
    guard let shell, let text = unseen(node) else { return }
    if let key { options += IndexVariables.options(key, text) }
    let form: CommandText.Form = key == "dockerfile_inline" ? .dockerfile(text) : .script(text)
    commands.append(CommandText(form: form, shell: shell))
  }

  private mutating func visitList(
    _ nodes: [YAMLNode], of list: YAMLNode, key: String?, shell: CommandText.Shell?
  ) {
    // GitLab's `!reference [job, script]` names what stands elsewhere.
    if list.tag == "!reference" { return }
    if let key, Self.describingKeys.contains(key), nodes.allSatisfy({ $0.text != nil }) { return }
    let isWords = key.map { Self.wordsKeys.contains($0) } ?? false
    let texts = nodes.compactMap(\.text)
    if texts.count == nodes.count, texts.count > 1, isWords || !texts.contains(where: Self.isSplit)
    {
      takeWords(nodes, at: list.range.lowerBound)
      if isWords { return }
    }
    for node in nodes { visit(node, key: key, shell: shell) }
  }

  private mutating func visitMapping(
    _ entries: [YAMLEntry], of mapping: YAMLNode, shell: CommandText.Shell?
  ) {
    let own =
      mapping.values(of: "shell").last
      ?? mapping.values(of: "defaults").last?.values(of: "run").last?.values(of: "shell").last
    let shell = own?.text.map { CommandText.Shell($0) } ?? shell
    takeProgram(of: mapping)
    for entry in entries {
      let named = Self.shellKeys.contains(entry.name) && entry.value.entries == nil
      visit(entry.value, key: entry.name, shell: named ? CommandText.Shell(entry.name) : shell)
    }
  }

  /// Joins the program and its arguments that stand under two keys.
  private mutating func takeProgram(of mapping: YAMLNode) {
    guard let arguments = mapping.values(of: "args").last ?? mapping.values(of: "command").last,
      let program = mapping.values(of: "entrypoint").last ?? mapping.values(of: "command").last,
      program != arguments
    else { return }
    takeWords(
      (program.elements ?? [program]) + (arguments.elements ?? [arguments]),
      at: mapping.range.lowerBound)
  }

  private mutating func takeWords(_ nodes: [YAMLNode], at place: Int) {
    guard seenLists.insert(place).inserted else { return }
    let words = nodes.compactMap { $0.mappedText(in: file) }.filter { !$0.isEmpty }
      .map(ExpressionText.neutralized)
    guard words.count > 1 else { return }
    commands.append(CommandText(form: .words(words), shell: .posix))
  }

  private mutating func unseen(_ node: YAMLNode) -> MappedText? {
    guard !node.range.isEmpty, seen.insert(node.range.lowerBound).inserted else { return nil }
    return node.mappedText(in: file).map(ExpressionText.neutralized)
  }

  private static func isSplit(_ text: String) -> Bool {
    text.utf8.contains { $0 == 0x20 || $0 == 0x0a || $0 == 0x09 }
  }
}
