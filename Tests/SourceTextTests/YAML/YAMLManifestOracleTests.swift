import Testing

@testable import SourceText

/// PyYAML's own reader is asked about every text, so that other people's files mean the same here.
struct YAMLManifestOracleTests {
  private static let seeds = [
    "a: &x b\nc: *x\nd: [*x, 'e''f', \"g\\n\\u00e9\"]\n",
    "base: &base\n  run: a\n  with: b\njob:\n  <<: *base\n  run: c\n",
    "x: &x {a: 1}\ny: &y {b: 2}\nz:\n  <<: [*x, *y]\n  b: 3\n", "a: 1\na: 2\n1: b\non: c\n~: d\n",
    "---\na: b\n---\n- c\n...\n---\nd\n", "a: !reference [.b, c]\nd: !!str 1\ne: !x {f: g}\n",
    "- |\n  x\n\n  y\n- >-\n  folded\n  text\n\n   more\n  z\n- |2+\n   q\n\n", "? [a, b]\n: c\n",
    "a: plain text\n  over lines\n\n  and more\nb: 'q\n\n  r'\n",
    "%TAG !e! tag:e,1:\n---\n!e!x a\n",
    "a: \"x\\\n  y \\\n\n  z\"\n", "\u{FEFF}k: v\r\nl: |\r\n  m\r\n  n\r\n", "{{ a }}: b\n",
  ]

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func readsGeneratedScalarsAsPyYAMLDoes(seed: UInt64) throws {
    var soup = YAMLScalarSoup(seed: seed)
    let compared = try Self.compare((0..<2500).map { _ in soup.document() })
    #expect(compared > 1000)
  }

  @Test(arguments: 1...2 as ClosedRange<UInt64>)
  func readsMutatedTextsAsPyYAMLDoes(seed: UInt64) throws {
    var mutations = Mutations(
      seeds: Self.seeds,
      tokens: [
        "\n", "\r\n", " ", "  ", "\t", ":", ": ", "- ", "'", "\"", "[", "]", "{", "}", ",", "#",
        " #", "|", ">", "|+", ">-", "|1", "&x ", "*x", "!t ", "<<: ", "---\n", "\\", "\\\n", "é",
        "😀", "? ", "%", "@",
      ], seed: seed)
    let compared = try Self.compare(mutations.texts(count: 6000))
    #expect(compared > 1000)
  }

  /// How many of the texts both readers accept.
  private static func compare(_ texts: [[UInt8]]) throws -> Int {
    let answers = try PythonOracle.answers(of: "yaml_manifest_oracle.py", to: texts)
    var compared = 0
    for (text, answer) in zip(texts, answers) {
      let file = SourceFile(path: "a.yaml", bytes: text)
      let document = YAMLDocument(file, as: .manifest)
      for root in document.roots { checkPlaces(root, in: file) }
      guard document.diagnostics.isEmpty, let expected = answer.array else { continue }
      compared += 1
      let found = document.roots.map(outline)
      #expect(
        found == expected.map(outline), "\(file.text(0..<text.count).debugDescription)")
    }
    return compared
  }

  /// Every byte of a text that stands in the file leads to itself, and all of them in order.
  private static func checkPlaces(_ node: YAMLNode, in file: SourceFile) {
    switch node.content {
    case .sequence(let nodes): for node in nodes { checkPlaces(node, in: file) }
    case .mapping(let entries): for entry in entries { checkPlaces(entry.value, in: file) }
    case .scalar(let text, _):
      guard let mapped = node.mappedText(in: file) else {
        Issue.record("a scalar without text")
        return
      }
      #expect(mapped.text == text)
      var last = -1
      for index in mapped.range {
        let place = mapped.source(of: index)
        let byte = file.bytes[place]
        let isMade = "\\\r\n".utf8.contains(byte)
        let isInOrder = isMade ? place >= last : place > last
        #expect(
          isInOrder && (isMade || byte == mapped.bytes[index]),
          "byte \(index) of '\(text)' in \(file.text(0..<file.bytes.count).debugDescription)")
        last = place
      }
    }
  }

  private static func outline(_ node: YAMLNode) -> String {
    switch node.content {
    // Where nothing stands is nowhere.
    case .scalar(let text, _): text.isEmpty ? "<>" : "<\(text)>@\(node.range.lowerBound)"
    case .sequence(let nodes): "[\(nodes.map(outline).joined(separator: " "))]"
    case .mapping(let entries):
      "{\(entries.map { "<\($0.name)>: \(outline($0.value))" }.joined(separator: " "))}"
    }
  }

  private static func outline(_ answer: JSONValue) -> String {
    if let text = answer["text"]?.string, let start = answer["start"]?.integer {
      return text.isEmpty ? "<>" : "<\(text)>@\(start)"
    }
    if let list = answer["list"]?.array {
      return "[\(list.map(outline).joined(separator: " "))]"
    }
    let pairs = (answer["mapping"]?.array ?? []).compactMap(\.array)
    return "{\(pairs.map { "<\($0[0].string ?? "")>: \(outline($0[1]))" }.joined(separator: " "))}"
  }
}
