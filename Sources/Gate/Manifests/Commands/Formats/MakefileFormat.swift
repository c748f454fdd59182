import SourceText

/// Files of make.
// https://www.gnu.org/software/make/manual/make.html#Makefile-Contents
package enum MakefileFormat: ManifestFormat {
  package static let id = "makefile"
  package static let family = ManifestFamily.command
  package static let fileNames =
    "`Makefile`, `makefile`, `GNUmakefile`, `Makefile.*`, `*.mk`, `*.mak`"
  package static let patterns = ["makefile", "gnumakefile", "makefile.*", "*.mk", "*.mak"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    CommandFile.manifest(of: file, kind: .command) { text, manifest in
      var lines = CommandLines(text)
      var recipes: [MappedText] = []
      var constants = ShellConstants()
      while let line = lines.next() {
        var last = line
        while last.content.last == UInt8(ascii: "\\"), let next = lines.next() { last = next }
        let whole = line.through(last)
        if line.content.first == 0x09 {
          recipes.append(whole.unindented)
        } else if let variable = MakeVariable(whole) {
          variable.assign(to: &constants)
        } else if let recipe = inlineRecipe(of: whole) {
          recipes.append(recipe)
        }
      }
      for recipe in recipes {
        InstallCommands.read(
          recipe, dialect: .make, kind: .command, constants: constants, into: &manifest)
      }
    }
  }

  /// What follows the semicolon of `target: prerequisites; recipe`.
  private static func inlineRecipe(of line: MappedText) -> MappedText? {
    guard line.content.first != UInt8(ascii: "#"),
      let colon = line.content.firstIndex(of: UInt8(ascii: ":")),
      let semicolon = line.content[colon...].firstIndex(of: UInt8(ascii: ";"))
    else { return nil }
    return line.part((semicolon + 1)..<line.range.upperBound)
  }
}

/// A variable that a Makefile sets, `NAME := value`.
private struct MakeVariable {
  private let name: String
  private let value: MappedText
  private let isAddition: Bool

  init?(_ line: MappedText) {
    guard let equal = line.content.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    var end = equal
    while end > line.range.lowerBound, ":?+!".utf8.contains(line.bytes[end - 1]) { end -= 1 }
    isAddition = line.content[end..<equal].contains(UInt8(ascii: "+"))
    var words = line.part(line.range.lowerBound..<end).trimmed.content
      .split { $0 == 0x20 || $0 == 0x09 }[...]
    while let first = words.first,
      ["export", "override", "private"].contains(where: { first.elementsEqual($0.utf8) })
    {
      words.removeFirst()
    }
    guard words.count == 1, let name = words.first,
      name.allSatisfy({ ShellVariableName.contains($0) || $0 == UInt8(ascii: "-") })
    else { return nil }
    self.name = String(decoding: name, as: UTF8.self)
    let rest = line.part((equal + 1)..<line.range.upperBound)
    let comment = rest.content.firstRange(of: Array(" #".utf8))?.lowerBound
    value = rest.part(rest.range.lowerBound..<(comment ?? rest.range.upperBound)).trimmed
  }

  func assign(to constants: inout ShellConstants) {
    // Plain words are no shell's: `name==1` is a value here, not an assignment within one.
    if !isAddition, !value.content.contains(where: { "$\"'\\`".utf8.contains($0) }) {
      return constants.assign(name, value)
    }
    constants.assign(
      ShellAssignment(name: name, value: value, isComputed: isAddition, dialect: .make))
  }
}
