/// The options between a person and a key, `namespaces="…",valid-before="…"`.
struct SignerOptions {
  private(set) var namespaces: [String]?
  private(set) var validAfter: Int64?
  private(set) var validBefore: Int64?
  /// What is wrong with the line once it is ours.
  private var problem: LineProblem?
  private let range: Range<Int>

  /// Nothing but the namespaces is held against a line that is not ours.
  init(
    _ range: Range<Int>, of words: LineWords, moment: (String) -> Int64?
  ) throws(LineProblem) {
    self.range = range
    var seen: Set<String> = []
    for part in Self.parts(of: words.bytes, range) {
      let text = words.text(part)
      let name = String(text.prefix { $0 != "=" })
      let value = Self.value(words.bytes[part].dropFirst(name.utf8.count))
      if !seen.insert(name).inserted {
        throw LineProblem("the option '\(name)' stands here twice", at: part)
      }
      switch (name, value) {
      case ("namespaces", let value?): try readNamespaces(value, at: part)
      case ("valid-after", let value?): validAfter = time(value, at: part, moment)
      case ("valid-before", let value?): validBefore = time(value, at: part, moment)
      case ("cert-authority", _):
        add("certificates are not accepted", part, help: "name the keys of people")
      case ("namespaces", nil), ("valid-after", nil), ("valid-before", nil):
        throw LineProblem(
          "the option '\(name)' takes text in quotes", at: part, help: "write '\(name)=\"…\"'")
      default:
        add(
          "'\(name.prefix(64))' is not a known option", part,
          help: "use namespaces, valid-after and valid-before")
      }
    }
  }

  func checkOurs() throws(LineProblem) {
    if let problem { throw problem }
    if let validAfter, let validBefore, validBefore <= validAfter {
      throw LineProblem(
        "the key is never valid: 'valid-before' is not after 'valid-after'", at: range,
        help: "mend the two times")
    }
  }

  private mutating func add(_ message: String, _ range: Range<Int>, help: String) {
    problem = problem ?? LineProblem(message, at: range, help: help)
  }

  private mutating func readNamespaces(_ value: String, at range: Range<Int>) throws(LineProblem) {
    if value.utf8.contains(where: { "*?!".utf8.contains($0) }) {
      throw LineProblem(
        "a pattern of namespaces is not accepted", at: range, help: "list the namespaces")
    }
    namespaces = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  /// Reads `20261121Z`, `202611210800Z` or `20261121080000Z`.
  private mutating func time(
    _ value: String, at range: Range<Int>, _ moment: (String) -> Int64?
  ) -> Int64? {
    let digits = Array(value.utf8.dropLast())
    guard value.utf8.last == UInt8(ascii: "Z") else {
      add(
        "'\(value.prefix(32))' is a time without a zone", range,
        help: "write it in UTC, like '20261121Z'")
      return nil
    }
    if [8, 12, 14].contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) {
      let all = digits + Array(repeating: UInt8(ascii: "0"), count: 14 - digits.count)
      func part(_ range: Range<Int>) -> String { String(decoding: all[range], as: UTF8.self) }
      let day = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"
      if let moment = moment("\(day)T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z") {
        return moment
      }
    }
    add("'\(value.prefix(32))' is not a time", range, help: "write it in UTC, like '20261121Z'")
    return nil
  }

  /// The options that commas separate, commas within quotes aside.
  private static func parts(of bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var isQuoted = false
    for index in range {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, bytes[index] == UInt8(ascii: ",") {
        parts.append(start..<index)
        start = index + 1
      }
    }
    return parts + [start..<range.upperBound]
  }

  /// What stands in quotes after `=`; nil unless something does, and without escapes.
  private static func value(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.starts(with: "=\"".utf8), bytes.count > 3, bytes.last == UInt8(ascii: "\"") else {
      return nil
    }
    let inner = bytes.dropFirst(2).dropLast()
    guard inner.allSatisfy({ (0x20...0x7e).contains($0) && $0 != 0x22 && $0 != 0x5c }) else {
      return nil
    }
    return String(decoding: inner, as: UTF8.self)
  }
}
