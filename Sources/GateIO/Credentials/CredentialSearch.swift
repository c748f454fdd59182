import Gate

/// Looks for the credentials of one index where its operator keeps them: in its address, in the
/// environment, in `.netrc`, and with a helper, in this order. Nothing in a repository can say where.
struct CredentialSearch: Sendable {
  let index: IndexURL
  /// The index's name in the policy; nil for the one that the operator gives by its address.
  let name: String?
  let environment: Environment

  func access() -> IndexAccess {
    // The address carries them.
    if index.userInformation?.contains(":") == true { return access(nil) }
    do throws(Failure) {
      for (prefix, hasToken) in variables {
        if let found = try inEnvironment(prefix, hasToken: hasToken) { return access(found) }
      }
      if let found = try inNetrc() { return access(found) }
      if let found = try withHelper() { return access(found) }
    } catch {
      return access(nil, problem: error.reason)
    }
    return access(nil)
  }

  private struct Failure: Error {
    let reason: String
  }

  /// The beginnings of variables: our own, then those that uv and Poetry read for an index so named.
  private var variables: [(prefix: String, hasToken: Bool)] {
    guard let name else { return [(Self.variable(nil), true)] }
    let part = PolicyIndex.variablePart(of: name)
    return [
      (Self.variable(name), true), ("UV_INDEX_\(part)", false),
      ("POETRY_HTTP_BASIC_\(part)", false),
    ]
  }

  /// What the names of an index's own variables begin with.
  static func variable(_ name: String?) -> String {
    "PIPGATE_INDEX" + (name.map { "_" + PolicyIndex.variablePart(of: $0) } ?? "")
  }

  private func inEnvironment(
    _ prefix: String, hasToken: Bool
  ) throws(Failure) -> Credentials? {
    func value(_ suffix: String) -> String? {
      environment[prefix + suffix].flatMap { $0.isEmpty ? nil : $0 }
    }
    let user = value("_USERNAME") ?? index.userInformation
    let isToken = hasToken && value("_TOKEN") != nil
    let variable = prefix + (isToken ? "_TOKEN" : "_PASSWORD")
    guard let password = isToken ? value("_TOKEN") : value("_PASSWORD") else {
      if value("_USERNAME") != nil { throw Failure(reason: "\(prefix)_PASSWORD is not set") }
      return nil
    }
    // The name that goes with a token on most indexes.
    guard let user = user ?? (isToken ? "__token__" : nil) else {
      throw Failure(reason: "\(prefix)_USERNAME is not set")
    }
    guard let found = Credentials(user: user, password: password, origin: variable) else {
      throw Failure(reason: "\(prefix)_USERNAME or \(variable) holds what cannot be sent")
    }
    return found
  }

  private func inNetrc() throws(Failure) -> Credentials? {
    let own = environment["NETRC"].flatMap { $0.isEmpty ? nil : $0 }
    guard let path = own ?? environment["HOME"].map({ $0 + "/.netrc" }) else { return nil }
    let shown = own == nil ? "~/.netrc" : "NETRC"
    do throws(Netrc.Problem) {
      guard let netrc = try Netrc(at: path),
        let entry = netrc.entry(for: index.host, user: index.userInformation)
      else { return nil }
      return Credentials(user: entry.login ?? "", password: entry.password ?? "", origin: shown)
    } catch {
      throw Failure(reason: "\(shown) is not used: \(error.reason)")
    }
  }

  private func withHelper() throws(Failure) -> Credentials? {
    guard let line = environment["PIPGATE_CREDENTIAL_HELPER"],
      let helper = CredentialHelper(line, environment: environment)
    else { return nil }
    do throws(CredentialHelper.Problem) {
      return try helper.credentials(for: index)
    } catch {
      throw Failure(reason: error.reason)
    }
  }

  private func access(_ credentials: Credentials?, problem: String? = nil) -> IndexAccess {
    IndexAccess(index: index, name: name, credentials: credentials, problem: problem)
  }
}
