import SourceText

/// The settings of an INI file by section and name, for references from one to the other.
struct ToxSettings {
  /// A setting that may be referred to.
  struct Key: Hashable {
    let section: String
    let name: String
  }

  private let options: [Key: INIOption]
  /// The names of all that the file sets in the environment of the programs that tox runs.
  private let variables: Set<String>
  /// Whether it sets more than the names tell, by a reference or from a file.
  private let setsOthers: Bool

  /// Settings of a file that knows no references.
  init() {
    options = [:]
    variables = []
    setsOthers = false
  }

  init(_ document: INIDocument) {
    var options: [Key: INIOption] = [:]
    for section in document.sections {
      for option in section.options {
        options[Key(section: section.name, name: option.key)] = option
      }
    }
    self.options = options
    let assignments = document.sections.flatMap(\.options)
      .filter { $0.key == "setenv" || $0.key == "set_env" }.flatMap(ToxLines.lines)
      .map { line in line.part(line.content.prefix { $0 != UInt8(ascii: "=") }.indices).trimmed }
    variables = Set(assignments.map(\.text))
    setsOthers = assignments.contains { name in
      if name.content.contains(UInt8(ascii: "|")) { return true }
      // What the variables of another section are is known, wherever they are referred to.
      return name.content.first == UInt8(ascii: "{")
        && !["]setenv}", "]set_env}"].contains {
          name.content.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
    }
  }

  /// The setting, inherited from `[DEFAULT]` where the section itself does not have it.
  subscript(key: Key) -> INIOption? {
    options[key] ?? options[Key(section: INIDocument.defaultName, name: key.name)]
  }

  /// Whether the file itself may set a variable of the environment.
  func mayDefine(variable: String) -> Bool { setsOthers || variables.contains(variable) }
}
