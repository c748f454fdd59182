/// The here-documents that were begun on a line and whose bodies follow it.
// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_07_04
struct ShellHereDocuments {
  private struct Document {
    let delimiter: [UInt8]
    /// Whether the delimiter is quoted, so that the body is what it is, continued lines included.
    let isQuoted: Bool
    let stripsTabs: Bool
    /// Whether what it began in ended before its body could begin.
    var isForgotten = false
    var body: MappedText?
  }

  private var documents: [Document] = []
  /// The first whose body was not yet read.
  private var firstOpen = 0
  private var failures = 0

  private static let maximumFailures = 16

  var count: Int { documents.count }

  /// Remembers `<<delimiter`; the number stands for it.
  mutating func begin(_ delimiter: ShellWord, stripsTabs: Bool) -> Int {
    documents.append(
      Document(
        delimiter: Array(delimiter.text.content), isQuoted: delimiter.isQuoted,
        stripsTabs: stripsTabs))
    return documents.count - 1
  }

  /// The body of a document, once it was read.
  func body(of number: Int) -> MappedText? {
    documents.indices.contains(number) ? documents[number].body : nil
  }

  mutating func truncate(to count: Int) {
    documents.removeLast(max(0, documents.count - count))
    firstOpen = min(firstOpen, documents.count)
  }

  /// Gives up those from a number on whose bodies were not read.
  mutating func forgetOpen(from number: Int) {
    for index in documents.indices.dropFirst(max(number, firstOpen)) {
      documents[index].isForgotten = true
    }
  }

  /// Reads the bodies that are due at the start of a line. One that nothing ends is no here-document
  /// to the gate, nor is one behind it: what follows may be commands, and is read as such.
  ///
  /// Returns those in which a shell looks for expansions.
  mutating func readBodies(
    of text: MappedText, from index: inout Int, upTo end: Int
  ) -> [Range<Int>] {
    var expanded: [Range<Int>] = []
    while firstOpen < documents.count, failures < Self.maximumFailures {
      let document = documents[firstOpen]
      if document.isForgotten {
        firstOpen += 1
        continue
      }
      guard let (body, next) = body(of: document, in: text, range: index..<end) else {
        // To a shell the first of these takes up all of the rest.
        if failures == 0, !document.isQuoted { expanded.append(index..<end) }
        failures += 1
        break
      }
      documents[firstOpen].body = body
      if !document.isQuoted { expanded.append(body.range) }
      index = next
      firstOpen += 1
    }
    firstOpen = documents.count
    return expanded
  }

  private func body(
    of document: Document, in text: MappedText, range: Range<Int>
  ) -> (MappedText, next: Int)? {
    var line = range.lowerBound
    while line < range.upperBound {
      let (next, content) = Self.line(of: document, in: text.bytes[line..<range.upperBound])
      if content.elementsEqual(document.delimiter) {
        return (text.part(range.lowerBound..<line), next)
      }
      line = next
    }
    return nil
  }

  /// The first line of a rest as it is compared with the delimiter, and where the next one begins.
  /// A line that goes on in the next one is one with it.
  private static func line(
    of document: Document, in rest: ArraySlice<UInt8>
  ) -> (next: Int, content: ArraySlice<UInt8>) {
    var start = rest.startIndex
    var joined: [UInt8] = []
    while true {
      let stop = rest[start...].firstIndex(of: 0x0a) ?? rest.endIndex
      let next = min(stop + 1, rest.endIndex)
      var content = rest[start..<stop]
      if !document.isQuoted, next < rest.endIndex, goesOn(content) {
        joined += content.dropLast()
        start = next
        continue
      }
      if !joined.isEmpty || start > rest.startIndex { content = (joined + content)[...] }
      if content.last == 0x0d { content = content.dropLast() }
      if document.stripsTabs { content = content.drop { $0 == 0x09 } }
      return (next, content)
    }
  }

  private static func goesOn(_ line: ArraySlice<UInt8>) -> Bool {
    line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }
}
