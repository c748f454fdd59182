import Signatures
import SourceText

extension RootTrust {
  /// Reads the file strictly: an unknown member may be a limit, so none is passed over.
  package static func read(_ file: SourceFile) -> Result<RootTrust, TrustFileProblems> {
    var reader = RootTrustReader(file: file)
    let root = reader.read()
    guard reader.diagnostics.isEmpty, let root else {
      return .failure(TrustFileProblems(diagnostics: reader.diagnostics))
    }
    return .success(root)
  }
}

private struct RootTrustReader {
  let file: SourceFile
  private(set) var diagnostics: [Diagnostic] = []

  init(file: SourceFile) { self.file = file }

  mutating func read() -> RootTrust? {
    let root: JSONValue
    do throws(JSONError) {
      root = try JSON.parse(
        file.bytes, limits: JSONLimits(bytes: 64 << 10, depth: 5, values: 10_000))
    } catch {
      diagnostics.append(error.diagnostic(in: file))
      return nil
    }
    guard let all = members(of: root, "the file", ["version", "expires", "keys", "roles"]) else {
      return nil
    }
    let version = all["version"].flatMap { number($0, "'version'") }
    let expires = all["expires"].flatMap { moment($0) }
    let signers = all["keys"].map { people($0) } ?? []
    let names = Set(signers.map(\.principal))
    let roles = all["roles"].map { self.roles($0, among: names) } ?? [:]
    if let node = all["roles"], roles[RootTrust.rootRole] == nil {
      add("'roles' has no 'root'", node, help: "say who signs this file, and how many of them")
    }
    guard let version, let expires else { return nil }
    return RootTrust(
      version: version, expires: expires, signers: AllowedSigners(signers), roles: roles)
  }

  private mutating func add(_ message: String, _ node: JSONValue, help: String) {
    guard diagnostics.count < 100 else { return }
    diagnostics.append(
      Diagnostic(message, at: Location(file: file, range: node.range), help: help))
  }

  /// The members of an object, all of which have to be there where they are known; nil for another value.
  private mutating func members(
    of node: JSONValue, _ what: String, _ known: [String]
  ) -> [String: JSONValue]? {
    guard let object = node.object else {
      add("\(what) takes an object", node, help: "write '{' and '}' around its members")
      return nil
    }
    var found: [String: JSONValue] = [:]
    for member in object {
      if known.contains(where: { $0.utf8.elementsEqual(member.name.utf8) }) {
        found[member.name] = member.value
      } else {
        add(
          "'\(member.name.prefix(64))' is not a known member of \(what)", member.value,
          help: "use \(known.joined(separator: ", "))")
      }
    }
    for name in known where found[name] == nil {
      add("\(what) lacks '\(name)'", node, help: "add it")
    }
    return found
  }

  private mutating func number(_ node: JSONValue, _ what: String) -> Int? {
    if let number = node.integer, (1...999_999_999).contains(number) { return Int(number) }
    add("\(what) takes a whole number above zero", node, help: "write digits without quotes")
    return nil
  }

  private mutating func moment(_ node: JSONValue) -> Timestamp? {
    if let moment = node.string.flatMap({ Timestamp(exactly: $0) }) { return moment }
    add("'expires' takes a moment in UTC", node, help: "write it like \"2027-06-30T08:00:00Z\"")
    return nil
  }

  /// Everybody with their keys; no key is that of two.
  private mutating func people(_ node: JSONValue) -> [AllowedSigner] {
    guard let object = node.object else {
      add("'keys' takes an object of people", node, help: "write {\"ana@acme.example\": […]}")
      return []
    }
    var signers: [AllowedSigner] = []
    var seen: Set<PublicKey> = []
    for member in object {
      let name = "'\(member.name.prefix(64))'"
      if !member.name.isPrincipal {
        add("\(name) is not the name of a person", member.value, help: "name one person")
        continue
      }
      guard let keys = member.value.array, !keys.isEmpty else {
        add("\(name) takes a list of keys", member.value, help: "write [\"ssh-ed25519 AAAA…\"]")
        continue
      }
      for node in keys {
        guard let key = key(node) else { continue }
        if seen.insert(key).inserted {
          signers.append(
            AllowedSigner(
              principal: member.name, key: key, location: Location(file: file, range: node.range)))
        } else {
          add("this key stands here twice", node, help: "give each key to one person, once")
        }
      }
    }
    return signers
  }

  private mutating func key(_ node: JSONValue) -> PublicKey? {
    let words = (node.string ?? "").utf8.split(separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == 2 else {
      add("this is not a key", node, help: "write the first two words of its '.pub' file")
      return nil
    }
    do throws(KeyProblem) {
      return try PublicKey(
        type: String(decoding: words[0], as: UTF8.self), base64: Array(words[1]))
    } catch {
      add(error.description, node, help: "use a key that 'ssh-keygen -t ed25519' makes")
      return nil
    }
  }

  private mutating func roles(
    _ node: JSONValue, among names: Set<String>
  ) -> [String: RootTrust.Role] {
    guard let object = node.object else {
      add("'roles' takes an object", node, help: "write {\"root\": {\"people\": …}}")
      return [:]
    }
    var roles: [String: RootTrust.Role] = [:]
    for member in object {
      let what = "the role '\(member.name.prefix(64))'"
      guard let all = members(of: member.value, what, ["people", "threshold"]) else { continue }
      let people = all["people"].map { self.people($0, of: what, among: names) } ?? []
      guard let node = all["threshold"], let threshold = number(node, "'threshold'") else {
        continue
      }
      if threshold > people.count {
        add(
          "\(threshold) signatures are more than \(what) has people: \(people.count)", node,
          help: "name more people, or ask for fewer signatures")
      }
      roles[member.name] = RootTrust.Role(people: people, threshold: threshold)
    }
    return roles
  }

  private mutating func people(
    _ node: JSONValue, of what: String, among names: Set<String>
  ) -> Set<String> {
    guard let array = node.array else {
      add("'people' takes a list", node, help: "write [\"ana@acme.example\"]")
      return []
    }
    var people: Set<String> = []
    for element in array {
      let name = element.string ?? ""
      if !names.contains(name) {
        add("'\(name.prefix(64))' has no key in this file", element, help: "add one under 'keys'")
      } else if !people.insert(name).inserted {
        add("'\(name)' stands in \(what) twice", element, help: "name everybody once")
      }
    }
    return people
  }
}
