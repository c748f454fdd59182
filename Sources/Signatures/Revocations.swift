import SourceText

/// What no longer counts, as `.pipgate/revoked` lists it: keys, overrides, and all that was issued
/// before some serial.
package struct Revocations: Sendable {
  package private(set) var keys: Set<Fingerprint> = []
  /// The ids of documents.
  package private(set) var overrides: Set<String> = []
  /// The lowest serial that an override may have.
  package private(set) var minimumSerial = 0

  package init() {}

  package func contains(_ key: PublicKey) -> Bool { keys.contains(key.fingerprint) }

  /// Reads one revocation on a line; what cannot be read is an error, never an empty list.
  ///
  /// `isID` tells what can be the id of a document.
  package static func read(
    _ file: SourceFile, isID: (String) -> Bool
  ) -> Result<Revocations, TrustFileProblems> {
    var revocations = Revocations()
    var diagnostics: [Diagnostic] = []
    func add(_ problem: LineProblem) {
      diagnostics.append(
        Diagnostic(
          problem.message, at: Location(file: file, range: problem.range), help: problem.help))
    }
    do throws(LineProblem) {
      for line in try TrustFileLines(file).ranges where diagnostics.count < TrustFileProblems.limit
      {
        do throws(LineProblem) {
          try revocations.read(LineWords(file, line), isID)
        } catch {
          add(error)
        }
      }
    } catch {
      add(error)
    }
    return diagnostics.isEmpty
      ? .success(revocations) : .failure(TrustFileProblems(diagnostics: diagnostics))
  }

  private mutating func read(
    _ line: LineWords, _ isID: (String) -> Bool
  ) throws(LineProblem) {
    var words = line
    guard let first = try words.next() else { return }
    let word = words.text(first)
    switch word {
    case "override":
      let range = try Self.argument(&words, after: first, what: "the id of an override")
      let id = words.text(range)
      guard isID(id) else {
        throw LineProblem(
          "'\(id.prefix(64))' is not the id of an override, and would revoke nothing", at: range,
          help: "write the name of its file without '.yaml'; there are no patterns")
      }
      overrides.insert(id)
    case "minimum-serial":
      let range = try Self.argument(&words, after: first, what: "a number")
      guard let serial = Self.number(words.text(range)) else {
        throw LineProblem(
          "'\(words.text(range).prefix(32))' is not a serial", at: range,
          help: "write at most nine digits, without a leading zero")
      }
      minimumSerial = max(minimumSerial, serial)
    default:
      if KeyWord.isType(word) {
        keys.insert(try Self.key(typed: first, &words))
      } else if let fingerprint = Fingerprint(words.bytes[first]) {
        keys.insert(fingerprint)
      } else {
        throw LineProblem(
          "'\(word.prefix(64))' is neither a key nor a fingerprint", at: first,
          help: "write 'SHA256:…', a line of a '.pub' file, 'override ID' or 'minimum-serial N'")
      }
    }
  }

  private static func argument(
    _ words: inout LineWords, after first: Range<Int>, what: String
  ) throws(LineProblem) -> Range<Int> {
    guard let range = try words.next() else {
      throw LineProblem("'\(words.text(first))' takes \(what)", at: first)
    }
    return range
  }

  private static func number(_ text: String) -> Int? {
    let isDecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    let hasLeadingZero = text.utf8.count > 1 && text.utf8.first == UInt8(ascii: "0")
    return isDecimal && !hasLeadingZero && text.utf8.count <= 9 ? Int(text) : nil
  }

  /// A key of any kind: also one that would never have been accepted may be revoked.
  private static func key(
    typed type: Range<Int>, _ words: inout LineWords
  ) throws(LineProblem) -> Fingerprint {
    guard let bytes = try words.next(), let blob = Base64.decoded(words.bytes[bytes]) else {
      throw LineProblem(
        KeyProblem.malformed.description, at: type, help: KeyProblem.malformed.help)
    }
    var reader = WireReader(blob)
    guard let name = reader.string(), name.elementsEqual(words.bytes[type]) else {
      throw LineProblem(
        KeyProblem.malformed.description, at: type.lowerBound..<bytes.upperBound,
        help: KeyProblem.malformed.help)
    }
    return Fingerprint(of: blob)
  }
}
