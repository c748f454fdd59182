/// The here-documents that were begun on a line and whose bodies follow it.
// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_07_04
struct ShellHereDocuments {
  private struct Document {
    let delimiter: [UInt8]
    let stripsTabs: Bool
    var owner: Int?
    var body: MappedText?
  }

  private var documents: [Document] = []
  /// The first whose body was not yet read.
  private var firstOpen = 0
  private var failures = 0

  var count: Int { documents.count }

  /// Remembers `<<delimiter`; the number stands for it.
  mutating func begin(_ delimiter: ArraySlice<UInt8>, stripsTabs: Bool) -> Int {
    documents.append(Document(delimiter: Array(delimiter), stripsTabs: stripsTabs))
    return documents.count - 1
  }

  mutating func own(_ number: Int, by command: Int) {
    if documents.indices.contains(number) { documents[number].owner = command }
  }

  mutating func truncate(to count: Int) {
    documents.removeLast(max(0, documents.count - count))
    firstOpen = min(firstOpen, documents.count)
  }

  /// Reads the bodies that are due at the start of a line. One that nothing ends is no here-document
  /// to the gate: what follows may be commands, and is read as such.
  mutating func readBodies(of text: MappedText, from index: inout Int) {
    while firstOpen < documents.count {
      let document = documents[firstOpen]
      if failures < 16, let (body, next) = body(of: document, in: text, from: index) {
        documents[firstOpen].body = body
        index = next
      } else {
        failures += 1
      }
      firstOpen += 1
    }
  }

  /// The bodies with the commands that read them.
  func inputs(of commandCount: Int) -> [(command: Int, body: MappedText)] {
    documents.compactMap { document in
      guard let owner = document.owner, owner < commandCount, let body = document.body else {
        return nil
      }
      return (owner, body)
    }
  }

  private func body(
    of document: Document, in text: MappedText, from start: Int
  ) -> (MappedText, next: Int)? {
    var line = start
    while line < text.range.upperBound {
      let stop = text.bytes[line..<text.range.upperBound].firstIndex(of: 0x0a)
      var content = text.bytes[line..<(stop ?? text.range.upperBound)]
      if content.last == 0x0d { content = content.dropLast() }
      if document.stripsTabs { content = content.drop { $0 == 0x09 } }
      if content.elementsEqual(document.delimiter) {
        return (text.part(start..<line), (stop ?? text.range.upperBound - 1) + 1)
      }
      guard let stop else { return nil }
      line = stop + 1
    }
    return nil
  }
}
