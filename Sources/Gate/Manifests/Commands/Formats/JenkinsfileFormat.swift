import SourceText

/// Pipelines of Jenkins: the scripts that their steps run.
// https://www.jenkins.io/doc/pipeline/steps/workflow-durable-task-step/
package enum JenkinsfileFormat: ManifestFormat {
  package static let id = "jenkinsfile"
  package static let family = ManifestFamily.command
  package static let fileNames = "`Jenkinsfile`, `Jenkinsfile.*`, `*.jenkinsfile`"
  package static let patterns = ["jenkinsfile", "jenkinsfile.*", "*.jenkinsfile"]

  package static func manifest(of file: SourceFile, as role: DependencyRole) -> Manifest {
    CommandFile.manifest(of: file, kind: .command) { text, manifest in
      var reader = GroovyStrings(text)
      while let (word, string) = reader.next() {
        guard let dialect = dialects[word] else { continue }
        InstallCommands.read(string, dialect: dialect, kind: .command, into: &manifest)
      }
    }
  }

  /// The steps, and the name of their argument.
  private static let dialects: [String: ShellDialect] = [
    "sh": .posix, "bat": .cmd, "powershell": .powershell, "pwsh": .powershell, "script": .posix,
  ]
}

/// The strings of a text in Groovy, each with the word before it.
// https://groovy-lang.org/syntax.html#all-strings
private struct GroovyStrings {
  private let text: MappedText
  private var index: Int
  private var word = ""

  init(_ text: MappedText) {
    self.text = text
    index = text.range.lowerBound
  }

  mutating func next() -> (word: String, string: MappedText)? {
    let end = text.range.upperBound
    while index < end {
      let byte = text.bytes[index]
      switch byte {
      case UInt8(ascii: "/") where starts(with: "//"):
        index = text.bytes[index..<end].firstIndex(of: 0x0a) ?? end
      case UInt8(ascii: "/") where starts(with: "/*"):
        index += 2
        while index < end, !starts(with: "*/") { index += 1 }
        index = min(index + 2, end)
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let before = word
        word = ""
        return (before, string(quote: byte))
      case _ where ShellVariableName.contains(byte):
        let start = index
        while index < end, ShellVariableName.contains(text.bytes[index]) { index += 1 }
        word = String(decoding: text.bytes[start..<index], as: UTF8.self)
      case 0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: "("), UInt8(ascii: ":"): index += 1
      default:
        word = ""
        index += 1
      }
    }
    return nil
  }

  private func starts(with sign: String) -> Bool {
    text.bytes[index..<text.range.upperBound].starts(with: sign.utf8)
  }

  /// Reads a string from its quote, escapes resolved. One that is not closed ends with its line.
  private mutating func string(quote: UInt8) -> MappedText {
    let end = text.range.upperBound
    let isTriple = text.bytes[index..<end].starts(with: [quote, quote, quote])
    index += isTriple ? 3 : 1
    var builder = MappedTextBuilder(from: text)
    let start = index
    while index < end {
      let byte = text.bytes[index]
      if byte == quote, !isTriple || text.bytes[index..<end].starts(with: [quote, quote, quote]) {
        let content = builder.isEmpty ? text.part(start..<start) : builder.text
        index += isTriple ? 3 : 1
        return content
      }
      if byte == 0x0a, !isTriple { break }
      if byte == UInt8(ascii: "\\"), index + 1 < end {
        let escaped = text.bytes[index + 1]
        switch escaped {
        case UInt8(ascii: "n"): builder.append([0x0a], for: index)
        case UInt8(ascii: "t"): builder.append([0x09], for: index)
        case 0x0a: break
        default: builder.append((index + 1)..<(index + 2))
        }
        index += 2
      } else {
        builder.append(index..<(index + 1))
        index += 1
      }
    }
    return builder.isEmpty ? text.part(start..<start) : builder.text
  }
}
