import Foundation
import Testing

/// What the surroundings of a run must not change.
@Suite("Surroundings")
struct EnvironmentTests {
  /// P40
  @Test func theSameBytesEverywhere() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.stage([
      "requirements.txt": "reqeusts==2.32.0\nno-such-helper==1\nreqщests==1\nclick\n"
    ])
    let surroundings: [[String: String?]] = [
      [:], ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TERM": "xterm", "COLUMNS": "40"],
      ["LC_ALL": nil, "LANG": "POSIX", "TZ": "Pacific/Kiritimati", "NO_COLOR": "1"],
      ["LC_NUMERIC": "de_DE.UTF-8", "LANGUAGE": "de", "TZ": "Asia/Kathmandu"],
    ]
    for format in ["human", "json"] {
      let outputs = try surroundings.map {
        try scratch.pipgate("check", "--format", format, "--as-of", testDay, with: $0).output
      }
      #expect(Set(outputs).count == 1, "\(format)")
    }
  }

  @Test func colourIsOnlyForWhoWantsIt() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.stage(["requirements.txt": "no-such-helper==1\n"])
    #expect(!(try scratch.pipgate("check", with: ["TERM": "xterm"]).output.contains("\u{1b}")))
    let colored = try scratch.pipgate("check", "--color", "always").output
    #expect(colored.contains("\u{1b}["))
    let plain = try scratch.pipgate("check", with: ["CLICOLOR_FORCE": "1"]).output
      .replacing(/\u{1b}\[[0-9;]*m/, with: "")
    #expect(try scratch.pipgate("check").output == plain)
  }

  /// P18
  @Test func inContinuousIntegrationNoVariableLeadsElsewhere() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    let base = try scratch.commit(["requirements.txt": "flask==3.0.3\n"])
    try scratch.commit(["requirements.txt": "flask==3.0.3\nno-such-helper==1.0\n"])
    let other = try Scratch()
    try other.commit(["requirements.txt": "flask==3.0.3\n"])
    let trace = scratch.top + "/ran"
    let program = scratch.top + "/program"
    try scratch.write(program, "#!/bin/sh\ntouch '\(trace)'\n", permissions: 0o755)
    let hostile: [String: String?] = [
      "GIT_DIR": other.root + "/.git", "GIT_WORK_TREE": other.root,
      "GIT_INDEX_FILE": other.root + "/.git/index", "GIT_TRACE": "1",
      "GIT_OBJECT_DIRECTORY": other.root + "/.git/objects", "GIT_EXTERNAL_DIFF": program,
      "GIT_PAGER": program, "GIT_SSH_COMMAND": program, "GIT_CONFIG_COUNT": "1",
      "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": program,
      "GIT_CONFIG_PARAMETERS": "'core.fsmonitor'='\(program)'", "GIT_NAMESPACE": "elsewhere",
      "GIT_REPLACE_REF_BASE": "refs/elsewhere/", "GIT_CEILING_DIRECTORIES": scratch.top,
    ]
    let expected = try scratch.pipgate("check", "--from", base)
    let result = try scratch.pipgate("check", "--from", base, with: hostile)
    #expect(expected.status == 1)
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output == expected.output)
    #expect(result.errors.isEmpty)
    #expect(!scratch.exists(trace))
    #expect(try scratch.pipgate("check", "--all", with: hostile).status == 1)
  }

  @Test func aProxyIsNotUsed() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.stage(["requirements.txt": "numpy==2.1.3\n"])
    let nowhere = "http://127.0.0.1:1"
    let result = try scratch.pipgate(
      "check",
      with: [
        "http_proxy": nowhere, "https_proxy": nowhere, "all_proxy": nowhere, "ALL_PROXY": nowhere,
      ])
    #expect(result.status == 0, "\(result.text)")
  }

  /// P74
  @Test func withoutAHomeOrACacheTheVerdictIsTheSame() throws {
    let scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    try scratch.stage(["requirements.txt": "numpy==2.1.3\nclick\n"])
    let expected = try scratch.pipgate("check")
    #expect(expected.status == 0)
    let surroundings: [[String: String?]] = [
      ["HOME": nil, "XDG_CACHE_HOME": nil], ["HOME": "/proc/nonexistent", "XDG_CACHE_HOME": nil],
      ["XDG_CACHE_HOME": "/proc"], ["XDG_CACHE_HOME": "relative"], ["PATH": nil], ["HOME": ""],
    ]
    for more in surroundings {
      let result = try scratch.pipgate("check", with: more)
      #expect(result.status == 0, "\(more): \(result.text)")
      #expect(result.output == expected.output)
    }
    #expect(!scratch.exists("relative"))
  }

  @Test func aBrokenCacheIsTheSameAsNone() throws {
    let index = try LoopbackIndex(LoopbackIndex.usual)
    let scratch = try Scratch(index: index.url)
    try scratch.stage(["requirements.txt": "numpy==2.1.3\nno-such-helper==1\n"])
    let cold = try scratch.pipgate("check")
    #expect(cold.status == 1)
    let cache = scratch.top + "/cache"
    var damaged = 0
    for path in try FileManager.default.subpathsOfDirectory(atPath: cache) {
      var isFolder: ObjCBool = false
      let file = "\(cache)/\(path)"
      guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      try Data("half an ans".utf8).write(to: URL(fileURLWithPath: file))
      damaged += 1
    }
    #expect(damaged > 0)
    let again = try scratch.pipgate("check")
    #expect(again.output == cold.output)
    #expect(index.requests.count { $0.contains("/simple/numpy/") } == 2)
    #expect(index.requests.count { $0.contains("/simple/no-such-helper/") } == 2)
  }

  @Test func absenceIsNeverRemembered() throws {
    let index = try LoopbackIndex([:])
    let scratch = try Scratch(index: index.url)
    try scratch.stage(["requirements.txt": "no-such-helper==1\n"])
    #expect(try scratch.pipgate("check").status == 1)
    #expect(try scratch.pipgate("check").status == 1)
    #expect(index.requests == ["/simple/no-such-helper/", "/simple/no-such-helper/"])
    index.stop()
    #expect(try scratch.pipgate("check").status == 3)
  }

  @Test func onlyWhatIsIntroducedIsAskedForAndOnce() throws {
    let index = try LoopbackIndex(LoopbackIndex.usual)
    let scratch = try Scratch(index: index.url)
    try scratch.commit(["requirements.txt": "flask==3.0.3\n"])
    try scratch.stage([
      "requirements.txt": "flask==3.0.3\nNumPy==2.1.3\n", "dev/requirements.txt": "numpy>=2\n",
    ])
    #expect(try scratch.pipgate("check").status == 0)
    #expect(index.requests == ["/simple/numpy/"])
  }
}
