import Gate
import SourceText

/// What GitHub Actions tells a job, in variables and in the file of its event.
struct GitHubJob {
  let environment: Environment

  func change() throws(RunFailure) -> ToldChange {
    let name = environment["GITHUB_EVENT_NAME"] ?? ""
    switch name {
    case "pull_request":
      let event = try event()
      let request = try event.member("pull_request")
      let base = try request.member("base")
      // What is checked out is the merge of both, unless the workflow says otherwise.
      let head = environment["GITHUB_SHA"] ?? ""
      return .proposal(
        branch: try base.branch("ref"), tip: try base.commit("sha"),
        head: try head.isEmpty ? request.member("head").commit("sha") : checked(head))
    case "merge_group":
      let group = try event().member("merge_group")
      return .push(from: try group.commit("base_sha"), to: try group.commit("head_sha"))
    case "push":
      let event = try event()
      let (before, after) = (try event.commit("before"), try event.commit("after"))
      if after.allSatisfy({ $0 == "0" }) {
        throw RunFailure(
          "this push deletes its branch", help: "run the gate on pushes that bring commits",
          exitStatus: 2)
      }
      guard before.allSatisfy({ $0 == "0" }) else { return .push(from: before, to: after) }
      let branch = try event.member("repository").branch("default_branch")
      return .newBranch(head: after, defaultBranch: branch)
    case "pull_request_target", "workflow_run":
      throw RunFailure(
        "the event '\(name)' runs with the rights of the base, and the gate is not for it",
        help: "run the gate on 'pull_request', which needs no secrets", exitStatus: 2)
    default:
      throw RunFailure(
        "the event '\(name)' proposes no change",
        help: "name the revisions, or judge everything with '--all'", exitStatus: 2)
    }
  }

  /// The account that has opened the pull request: as it stands, and as the addresses that GitHub gives
  /// it. What the event does not say stops nothing: the change itself is read by `change`.
  var authors: [String] {
    guard environment["GITHUB_EVENT_NAME"] == "pull_request",
      case .success(let event) = Result(catching: { () throws(RunFailure) in try event() }),
      let user = event.value["pull_request"]?["user"], let login = user["login"]?.string,
      !login.isEmpty
    else { return [] }
    let host = "users.noreply.github.com"
    let numbered = user["id"]?.integer.map { ["\($0)+\(login)@\(host)"] } ?? []
    return [login, "\(login)@\(host)"] + numbered
  }

  private func checked(_ commit: String) throws(RunFailure) -> String {
    guard commit.isCommit else { throw .untold("GITHUB_SHA", by: "GitHub") }
    return commit
  }

  private func event() throws(RunFailure) -> Event {
    guard let path = environment["GITHUB_EVENT_PATH"], !path.isEmpty else {
      throw .untold("GITHUB_EVENT_PATH", by: "GitHub")
    }
    let bytes = try FileReading.bytes(at: path)
    do throws(JSONError) {
      return Event(value: try JSON.parse(bytes), path: "")
    } catch {
      throw RunFailure("the event in '\(path)' is not JSON: \(error.message)", exitStatus: 3)
    }
  }

  /// A part of an event.
  private struct Event {
    let value: JSONValue
    let path: String

    func member(_ name: String) throws(RunFailure) -> Event {
      guard let member = value[name] else { throw .untold("\(path)\(name)", by: "GitHub's event") }
      return Event(value: member, path: "\(path)\(name).")
    }

    func commit(_ name: String) throws(RunFailure) -> String {
      guard let text = value[name]?.string, text.isCommit else {
        throw .untold("\(path)\(name)", by: "GitHub's event")
      }
      return text
    }

    func branch(_ name: String) throws(RunFailure) -> String {
      guard let text = value[name]?.string, text.isBranch else {
        throw .untold("\(path)\(name)", by: "GitHub's event")
      }
      return text
    }
  }
}

extension RunFailure {
  /// Something that a service says to every job is not there or is nothing that it can be.
  static func untold(_ name: String, by service: String) -> RunFailure {
    RunFailure(
      "\(service) gives no usable '\(name)'",
      help: "name the revisions: '--base' for a pull request, '--from' with '--to' for a push",
      exitStatus: 3)
  }
}

extension String {
  /// Whether this is the id of an object, or as many zeros.
  var isCommit: Bool {
    (utf8.count == 40 || utf8.count == 64)
      && utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// Whether this can be the name of a branch, with nothing in it that a revision would read
  /// otherwise.
  var isBranch: Bool {
    let isMeaningful = { (byte: UInt8) in " ~^:?*[\\".utf8.contains(byte) }
    return !isEmpty && utf8.count <= 255 && utf8.first != UInt8(ascii: "-") && !contains("..")
      && !contains("@{") && !utf8.contains { $0 < 0x21 || $0 == 0x7f || isMeaningful($0) }
  }
}
