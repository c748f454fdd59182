import SourceText

extension AllowedSigners {
  /// Reads a file in the form of OpenSSH's `allowed_signers`, of which only what cannot be mistaken is
  /// accepted; lines for other namespaces are passed over.
  ///
  /// `moment` reads RFC 3339 in UTC as seconds since 1970.
  package static func read(
    _ file: SourceFile, namespace: String, moment: @escaping (String) -> Int64?
  ) -> Result<AllowedSigners, TrustFileProblems> {
    var reader = AllowedSignersReader(file: file, namespace: namespace, moment: moment)
    reader.read()
    return reader.diagnostics.isEmpty
      ? .success(AllowedSigners(reader.signers, otherPurposes: reader.otherPurposes))
      : .failure(TrustFileProblems(diagnostics: reader.diagnostics))
  }
}

private struct AllowedSignersReader {
  let file: SourceFile
  let namespace: String
  let moment: (String) -> Int64?
  private(set) var signers: [AllowedSigner] = []
  private(set) var otherPurposes: [Fingerprint: [String]] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  private var lines: [PublicKey: Int] = [:]

  init(file: SourceFile, namespace: String, moment: @escaping (String) -> Int64?) {
    self.file = file
    self.namespace = namespace
    self.moment = moment
  }

  mutating func read() {
    do throws(LineProblem) {
      for line in try TrustFileLines(file).ranges {
        guard diagnostics.count < TrustFileProblems.limit else { return }
        do throws(LineProblem) {
          try read(line)
        } catch {
          add(error)
        }
      }
    } catch {
      add(error)
    }
  }

  private mutating func add(_ problem: LineProblem) {
    diagnostics.append(
      Diagnostic(
        problem.message, at: Location(file: file, range: problem.range), help: problem.help))
  }

  private mutating func read(_ line: Range<Int>) throws(LineProblem) {
    var words = LineWords(file, line)
    guard let principal = try words.next(quoting: true) else { return }
    guard var word = try words.next(quoting: true) else {
      throw LineProblem("the line has no key", at: line, help: Self.form(namespace))
    }
    var options: SignerOptions?
    if !KeyWord.isType(words.text(word)) {
      options = try SignerOptions(word, of: words, moment: moment)
      guard let next = try words.next() else {
        throw LineProblem("the line has no key", at: line, help: Self.form(namespace))
      }
      word = next
    }
    guard let options, let namespaces = options.namespaces else {
      throw LineProblem(
        "the line does not say for what its key may sign", at: line, help: Self.form(namespace))
    }
    // Somebody else's line, which may hold what it likes.
    guard namespaces.contains(namespace) else {
      if let bytes = try words.next(), let blob = Base64.decoded(words.bytes[bytes]) {
        otherPurposes[Fingerprint(of: blob)] = namespaces
      }
      return
    }
    try options.checkOurs()
    let name = try Self.principal(principal, of: words)
    let key = try KeyWord.key(typeAt: word, &words)
    if let first = lines[key] {
      throw LineProblem(
        "this key stands here twice; it was first given on line \(first)", at: word,
        help: "give each key one line and one person")
    }
    lines[key] = file.position(of: line.lowerBound).line
    signers.append(
      AllowedSigner(
        principal: name, key: key, validAfter: options.validAfter,
        validBefore: options.validBefore, location: Location(file: file, range: principal)))
  }

  private static func principal(_ range: Range<Int>, of words: LineWords) throws(LineProblem)
    -> String
  {
    let bytes = words.bytes[range]
    if bytes.contains(where: { "*?!".utf8.contains($0) }) {
      throw LineProblem(
        "a pattern names nobody", at: range, help: "name one person, like 'ana@acme.example'")
    }
    if bytes.contains(UInt8(ascii: ",")) {
      throw LineProblem(
        "one key belongs to several people", at: range, help: "give each person a key of their own")
    }
    guard bytes.count <= 255, bytes.allSatisfy({ (0x21...0x7e).contains($0) && $0 != 0x22 }) else {
      throw LineProblem(
        "this is not the name of a person", at: range,
        help: "use printable ASCII without blanks and quotes")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func form(_ namespace: String) -> String {
    "write it like 'ana@acme.example namespaces=\"\(namespace)\" ssh-ed25519 AAAA…'"
  }
}
