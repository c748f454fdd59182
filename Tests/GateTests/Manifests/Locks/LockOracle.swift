/// What Python finds in lock files, asked of a script in one process for all of them.
enum LockOracle {
  /// A locked release as both sides describe it.
  struct Release: Equatable, Decodable {
    let name: String
    let version: String?
    let kind: String
    let address: String?
    let hashes: [String]
    let line: Int

    init(
      name: String, version: String?, kind: String, address: String?, hashes: [String], line: Int
    ) {
      self.name = name
      self.version = version
      self.kind = kind
      self.address = address
      self.hashes = hashes
      self.line = line
    }

    /// The script writes a list for each.
    init(from decoder: any Decoder) throws {
      var row = try decoder.unkeyedContainer()
      name = try row.decode(String.self)
      version = try row.decode(String?.self)
      kind = try row.decode(String.self)
      address = try row.decode(String?.self)
      hashes = try row.decode([String].self)
      line = try row.decode(Int.self)
    }
  }

  static func answers(to locks: [(format: String, text: [UInt8])]) throws -> [[Release]] {
    let questions = zip(locks, ScriptOracle.questions(locks.map(\.text))).map { lock, text in
      "[\"\(lock.format)\", \(text)]"
    }
    return try ScriptOracle.answers(of: "lock_files.py", to: questions, as: [Release].self)
  }
}
