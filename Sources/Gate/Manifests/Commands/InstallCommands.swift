import SourceText

/// Reads what the commands of a text install, through whatever starts them.
enum InstallCommands {
  /// Reads the text of a shell. Variables that the text sets once to a literal are put in;
  /// `constants` are those that are known before it begins.
  ///
  /// What an installer would only know when it runs (a variable, a pattern, another command's
  /// output) becomes an `Unreadable` for the reason `.undecided`. In prose, words that stand for
  /// something that the reader puts in (`<package>`, `[options]`, `…`, `PACKAGE_NAME`) are passed
  /// over: nobody can install them.
  static func read(
    _ text: MappedText, dialect: ShellDialect, kind: DependencyKind,
    constants: ShellConstants = ShellConstants(), into manifest: inout Manifest
  ) {
    guard InstallerNames.mayOccur(in: text.content) else { return }
    var reader = CommandReader(kind: kind, dialect: dialect)
    reader.read(text, dialect: dialect, constants: constants)
    manifest.append(reader.manifest, kind: kind, at: text.location)
  }

  /// Reads one command that is given as a list of words, without a shell.
  static func read(_ words: [MappedText], kind: DependencyKind, into manifest: inout Manifest) {
    guard words.contains(where: { InstallerNames.mayOccur(in: $0.content) }),
      let first = words.first
    else { return }
    var reader = CommandReader(kind: kind, dialect: .posix)
    reader.read(words.map { ShellWord($0, isQuoted: true) }[...])
    manifest.append(reader.manifest, kind: kind, at: first.location)
  }
}

extension Manifest {
  /// Takes over what one text installs, up to the limit of a file.
  fileprivate mutating func append(_ other: Manifest, kind: DependencyKind, at place: Location) {
    if isFull {
      if unreadable.last?.extent != .file {
        var problem = Unreadable.tooMany(at: place)
        problem.kind = kind
        unreadable.append(problem)
      }
      return
    }
    dependencies += other.dependencies
    options += other.options
    includes += other.includes
    unreadable += other.unreadable
  }
}

/// The names without which a text installs nothing.
enum InstallerNames {
  /// Whether any of them occurs, in either case; most texts hold none.
  static func mayOccur(in bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      for index in buffer.indices {
        let group =
          switch buffer[index] | 0x20 {
          case UInt8(ascii: "p"): p
          case UInt8(ascii: "u"): u
          case UInt8(ascii: "c"): c
          case UInt8(ascii: "m"): m
          case UInt8(ascii: "r"): r
          case UInt8(ascii: "e"): e
          default: [[UInt8]]()
          }
        for name in group where index + name.count <= buffer.count {
          if name.indices.allSatisfy({ buffer[index + $0] | 0x20 == name[$0] | 0x20 }) {
            return true
          }
        }
      }
      return false
    }
  }

  private static let p = ["pip", "poetry", "pdm", "pixi"].map { Array($0.utf8) }
  private static let u = [Array("uv".utf8)]
  private static let c = [Array("conda".utf8)]
  private static let m = [Array("mamba".utf8)]
  private static let r = [Array("rye".utf8)]
  private static let e = [Array("easy_install".utf8)]
}
