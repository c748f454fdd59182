import SourceText

/// Files of just.
// https://just.systems/man/en/
package enum JustfileFormat: ManifestFormat {
  package static let id = "justfile"
  package static let family = ManifestFamily.command
  package static let fileNames = "`justfile`, `.justfile`, `*.just`"
  package static let patterns = ["justfile", ".justfile", "*.just"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    CommandFile.manifest(of: file, kind: .command) { text, manifest in
      var recipe: MappedText?
      func read(_ recipe: MappedText?) {
        if let recipe { readRecipe(recipe, into: &manifest) }
      }
      for line in CommandLines(text) {
        if line.indentation > 0 {
          recipe = recipe.map { $0.through(line) } ?? line
        } else if !line.isEmpty {
          read(recipe)
          recipe = nil
        }
      }
      read(recipe)
    }
  }

  /// A recipe that begins with `#!` is a script; of any other, every line is a command.
  private static func readRecipe(_ recipe: MappedText, into manifest: inout Manifest) {
    if recipe.unindented.begins(with: "#!") {
      return InstallCommands.read(recipe, dialect: .posix, kind: .command, into: &manifest)
    }
    var lines = CommandLines(recipe)
    while let line = lines.next() {
      var last = line
      while last.content.last == UInt8(ascii: "\\"), let next = lines.next() { last = next }
      let whole = line.through(last).unindented
      let signs = whole.content.prefix { "@-".utf8.contains($0) }
      InstallCommands.read(
        whole.part(signs.endIndex..<whole.range.upperBound), dialect: .posix, kind: .command,
        into: &manifest)
    }
  }
}
