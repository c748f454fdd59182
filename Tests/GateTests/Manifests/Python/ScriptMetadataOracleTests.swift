import SourceText
import Testing

@testable import Gate

/// Blocks of metadata are those of the specification's reference implementation.
@Suite struct ScriptMetadataOracleTests {
  @Test func readsRandomBlocksAsTheReferenceDoes() throws {
    var soup = BlockSoup(seed: 723)
    let texts = (0..<8000).map { _ in Array(soup.script().utf8) }
    let answers = try ScriptOracle.answers(
      of: "script_metadata.py", to: ScriptOracle.questions(texts), as: Answer.self)
    var counts: [String: Int] = [:]
    for (text, expected) in zip(texts, answers) {
      var manifest = Manifest()
      ScriptMetadata.read(MappedText(SourceFile(path: "a.py", bytes: text)), into: &manifest)
      let found: Answer =
        if !manifest.unreadable.isEmpty {
          .refused
        } else if manifest.dependencies.isEmpty {
          expected == .dependencies([]) ? .dependencies([]) : .none
        } else {
          .dependencies(manifest.dependencies.map(\.location.text))
        }
      #expect(found == expected, "\(String(decoding: text, as: UTF8.self).debugDescription)")
      counts[expected.kind, default: 0] += 1
      #expect(manifest.dependencies.allSatisfy { $0.kind == .script })
      #expect(manifest.unreadable.allSatisfy { $0.kind == .script })
    }
    for kind in ["none", "refused", "dependencies"] { #expect(counts[kind, default: 0] > 300) }
  }

  private enum Answer: Equatable, Decodable {
    case none, refused
    case dependencies([String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .none
      } else if let list = try? container.decode([String].self) {
        self = .dependencies(list)
      } else {
        self = .refused
      }
    }

    var kind: String {
      switch self {
      case .none: "none"
      case .refused: "refused"
      case .dependencies: "dependencies"
      }
    }
  }
}

/// Scripts put together at random from lines that mean something in them.
private struct BlockSoup {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func script() -> String {
    let end = ["\n", "\n", "\n", "\r\n", "\r"][pick(5)]
    let lines = (0..<pick(12)).map { _ in Self.lines[pick(Self.lines.count)] }
    // Many have a block that is right, with anything around it.
    let block = pick(2) == 0 ? ["# /// script", Self.lists[pick(3)], "# ///"] : []
    return (lines.prefix(pick(4)) + block + lines).joined(separator: end)
      + (pick(3) == 0 ? "" : end)
  }

  private static let lists = [
    "# dependencies = ['a', \"b>=1\"]", "# dependencies = []", "#  dependencies = ['c']",
  ]

  private static let lines = [
    "# /// script", "# /// script", "# ///", "# ///", "# /// other", "# /// script ",
    " # /// script",
    "#/// script", "# ///  script", "# /// scr_ipt", "#", "# ", "# x = 1", "#x = 1", "", "import a",
    "# dependencies = ['d']", "# '''", "# ///x", "# /// a-1", "# # note", "'''", "# [tool.a]",
  ]

  private mutating func pick(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }
}
