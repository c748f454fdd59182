import PythonPackaging
import SourceText

/// Reads the list of all projects that an index has: its root page, or a file with a name a line.
///
/// Such a list has hundreds of thousands of names, so it is walked once, and nothing is built of it
/// but the names.
// https://packaging.python.org/en/latest/specifications/simple-repository-api/#project-list
enum RootListing {
  /// What an index sent.
  static func read(
    _ body: [UInt8], mediaType: String?
  ) throws(UnusableAnswer) -> NameCollection {
    switch ListingFormat(mediaType) {
    case .json: return try json(body)
    case .html: return try html(body)
    case nil:
      let type = mediaType.map { "of the type '\($0)'" } ?? "of no type"
      throw UnusableAnswer("the index's answer is \(type), which is no list of projects")
    }
  }

  /// What lies in a file, whose form shows in its first character.
  static func read(file body: [UInt8]) throws(UnusableAnswer) -> NameCollection {
    switch body.first(where: { $0 > 0x20 }) {
    case UInt8(ascii: "{"): return try json(body)
    case UInt8(ascii: "<"): return try html(body)
    default: return try lines(body)
    }
  }

  private static func json(_ body: [UInt8]) throws(UnusableAnswer) -> NameCollection {
    var reader = JSONRoot(body)
    do throws(JSONError) {
      try reader.read()
    } catch {
      throw UnusableAnswer("the list of projects is not valid JSON: \(error.message)")
    }
    if let problem = reader.problem { throw UnusableAnswer(problem) }
    return try checked(reader.names)
  }

  private static func html(_ body: [UInt8]) throws(UnusableAnswer) -> NameCollection {
    var tokenizer = HTMLTokenizer(body)
    var names = NameCollection()
    var strangers = 0
    var anchor: (address: String, text: String)?
    while let token = tokenizer.next() {
      switch token {
      case .startTag("a", let attributes): anchor = (attributes["href"] ?? "", "")
      case .text(let text): anchor?.text += text
      case .endTag("a"):
        guard let (address, text) = anchor else { continue }
        anchor = nil
        // A page to log in at has links too: here each leads to what it says.
        if let name = projectName(text), leads(address, to: name) {
          names.add(name.normalized.utf8)
        } else {
          strangers += 1
        }
      case .startTag("meta", let attributes):
        if attributes["name"]?.lowercased() == "pypi:repository-version",
          let version = attributes["content"], !SimpleVersion.isKnown(version)
        {
          throw UnusableAnswer("the index speaks version '\(version)', of which nothing is known")
        }
      case .startTag, .endTag: break
      }
    }
    guard !tokenizer.isCutShort, anchor == nil else {
      throw UnusableAnswer("the list of projects was cut short")
    }
    guard strangers <= names.count / 100 else {
      throw UnusableAnswer("the page is no list of projects")
    }
    return try checked(names)
  }

  private static func lines(_ body: [UInt8]) throws(UnusableAnswer) -> NameCollection {
    var names = NameCollection()
    for line in body.split(separator: UInt8(ascii: "\n")) {
      let line = line.last == 0x0d ? line.dropLast() : line
      if !line.isEmpty { names.add(line) }
    }
    guard names.unreadable <= names.count / 100 else {
      throw UnusableAnswer("it is no list of names of projects, one a line")
    }
    return try checked(names)
  }

  private static func checked(_ names: NameCollection) throws(UnusableAnswer) -> NameCollection {
    guard names.count > 0 else { throw UnusableAnswer("the list names no project") }
    guard !names.isFull else { throw UnusableAnswer("the list names too many projects") }
    return names
  }

  private static func projectName(_ text: String) -> ProjectName? {
    let words = text.utf8.split { $0 == 0x20 || (0x09...0x0d).contains($0) }
    return words.count == 1 ? ProjectName(words[0]) : nil
  }

  /// Whether the last part of an address, before a query, is the name.
  private static func leads(_ address: String, to name: ProjectName) -> Bool {
    let path = address.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    return path.split(separator: UInt8(ascii: "/")).last.flatMap { ProjectName($0) } == name
  }
}

/// The walk through `{"meta": …, "projects": [{"name": …}, …]}`.
private struct JSONRoot {
  private let bytes: [UInt8]
  private var text: JSONSkimmer
  private(set) var names = NameCollection()
  /// What is wrong with a text that is JSON.
  private(set) var problem: String?
  private var hasMeta = false
  private var hasProjects = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    text = JSONSkimmer(bytes)
  }

  mutating func read() throws(JSONError) {
    guard try text.kind() == .object else { return refuse() }
    text.enter()
    while let member = try text.nextMember() {
      switch bytes[member.dropFirst().dropLast()] {
      case let name where name.elementsEqual("meta".utf8):
        guard !hasMeta else { return refuse() }
        hasMeta = true
        try readMeta()
      case let name where name.elementsEqual("projects".utf8):
        guard !hasProjects, try text.kind() == .array else { return refuse() }
        hasProjects = true
        text.enter()
        while problem == nil, try text.nextElement() { try readProject() }
      default: try text.skip()
      }
      if problem != nil { return }
    }
    let isAtEnd = bytes[text.offset...].allSatisfy { $0 <= 0x20 }
    if !hasMeta || !hasProjects || !isAtEnd { refuse() }
  }

  private mutating func refuse() { problem = problem ?? "the answer is no list of projects" }

  private mutating func readMeta() throws(JSONError) {
    let start = text.offset
    try text.skip()
    let meta = try JSON.parse(Array(bytes[start..<text.offset]))
    guard let version = meta["api-version"]?.string, SimpleVersion.isKnown(version) else {
      problem = "the list of projects is of no known version of the interface"
      return
    }
    names.serial = meta["_last-serial"]?.integer.flatMap { $0 < 0 ? nil : $0 }
  }

  private mutating func readProject() throws(JSONError) {
    guard try text.kind() == .object else { return refuse() }
    text.enter()
    var isNamed = false
    while let member = try text.nextMember() {
      guard bytes[member.dropFirst().dropLast()].elementsEqual("name".utf8) else {
        try text.skip()
        continue
      }
      guard !isNamed, try text.kind() == .string else { return refuse() }
      isNamed = true
      let range = try text.string()
      let name = bytes[range.dropFirst().dropLast()]
      // No name needs an escape, and one that is written with some is the same name all the same.
      if name.contains(UInt8(ascii: "\\")) {
        names.add((try JSON.parse(Array(bytes[range])).string ?? "").utf8)
      } else {
        names.add(name)
      }
    }
    if !isNamed { refuse() }
  }
}
