import Foundation
import Testing

/// What a run that waits shows, and what is left when somebody ends it.
@Suite("Interruption", .serialized)
struct InterruptionTests {
  /// A terminal of its own for the program, driven from Python: runs the words, sends the signal once
  /// the text was seen or the time has passed, and prints how it ended and all that the terminal got.
  private static let driver = #"""
    import os, pty, select, signal, sys, time
    seconds, number, *words = sys.argv[1:]
    child, terminal = pty.fork()
    if child == 0:
        os.execv(words[0], words)
    text, deadline, limit = b"", time.monotonic() + float(seconds), time.monotonic() + 50
    sent = False
    while time.monotonic() < limit:
        if not sent and time.monotonic() > deadline:
            sent = True
            if int(number): os.kill(child, int(number))
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                piece = os.read(terminal, 4096)
            except OSError:
                break
            if not piece: break
            text += piece
    status = os.waitpid(child, 0)[1]
    print(-os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))
    print(repr(text.decode()))
    """#

  private func atTerminal(
    _ scratch: Scratch, _ words: [String], after seconds: Double, send signal: Int32,
    with more: [String: String] = [:]
  ) throws -> (status: Int, text: String) {
    let result = try Command.run(
      [
        Command.path(of: "python3"), "-c", Self.driver, "\(seconds)", "\(signal)",
        BuiltProgram.path,
      ] + words, in: scratch.root,
      environment: scratch.environment.merging(["TERM": "xterm"]) { $1 }.merging(more) { $1 })
    let lines = result.output.split(separator: "\n")
    try #require(lines.count == 2, "\(result.text)")
    return (try #require(Int(lines[0])), String(lines[1]))
  }

  /// An index that never answers about one project, and a change that asks for it.
  private func hanging() throws -> (LoopbackIndex, Scratch) {
    let index = try LoopbackIndex([
      "slow": #"{"respond": {"delay": 50}}"#, "numpy": LoopbackIndex.established("2.1.3"),
    ])
    let scratch = try Scratch(index: index.url)
    try scratch.stage(["requirements.txt": "slow==1\nnumpy==2.1.3\n"])
    return (index, scratch)
  }

  /// P73
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func aSignalEndsTheRunAtOnceAndLeavesNothing(signal: Int32) throws {
    let (index, scratch) = try hanging()
    try withExtendedLifetime(index) {
      let (status, text) = try atTerminal(scratch, ["check"], after: 4, send: signal)
      #expect(status == -Int(signal), "\(text)")
      #expect(text.contains("pipgate: 1 of 2 projects looked up"))
      // The line is taken away: blanks, and back to its beginning.
      #expect(text.hasSuffix(#" \r'"#), "\(text)")
      let left = try FileManager.default.subpathsOfDirectory(atPath: scratch.top + "/cache")
      #expect(!left.contains { $0.contains(".new-") }, "\(left)")
    }
  }

  /// Without a terminal nothing is shown, and the signal ends the run all the same.
  @Test func aSignalEndsARunThatNobodyWatches() throws {
    let (index, scratch) = try hanging()
    try withExtendedLifetime(index) {
      let result = try Command.run(
        [
          Command.path(of: "python3"), "-c",
          """
          import signal, subprocess, sys, time
          child = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
          time.sleep(2)
          child.send_signal(signal.SIGINT)
          out, err = child.communicate()
          print(child.returncode, len(out), len(err))
          """, BuiltProgram.path, "check", "--hook",
        ], in: scratch.root, environment: scratch.environment)
      #expect(result.output == "-2 0 0\n", "\(result.text)")
    }
  }

  @Test func theLineIsGoneWhenTheRunIsDone() throws {
    let (index, scratch) = try hanging()
    try withExtendedLifetime(index) {
      let (status, text) = try atTerminal(
        scratch, ["check", "--timeout", "2"], after: 40, send: 0, with: ["NO_COLOR": "1"])
      #expect(status == 3, "\(text)")
      #expect(text.contains("pipgate: 1 of 2 projects looked up"))
      #expect(!text.contains(#"\x1b"#))
      #expect(text.contains("the 2 s that all look-ups have together were over"))
      let line = try #require(text.range(of: " \\r"))
      #expect(!text[line.upperBound...].contains("projects looked up"))
    }
  }

  /// Not on a terminal that cannot move its cursor, and not for what is quick.
  @Test func mostRunsShowNoLine() throws {
    let (index, scratch) = try hanging()
    try withExtendedLifetime(index) {
      let dumb = try atTerminal(
        scratch, ["check", "--timeout", "1"], after: 40, send: 0, with: ["TERM": "dumb"])
      #expect(dumb.status == 3)
      #expect(!dumb.text.contains("projects looked up"))
      try scratch.stage(["requirements.txt": "numpy==2.1.3\n"])
      _ = try scratch.pipgate("check")
      let quick = try atTerminal(scratch, ["check"], after: 40, send: 0)
      #expect(quick.status == 0, "\(quick.text)")
      #expect(!quick.text.contains("projects looked up"))
    }
  }

  @Test func theEnvironmentSetsTheTimeToo() throws {
    let (index, scratch) = try hanging()
    try withExtendedLifetime(index) {
      let result = try scratch.pipgate("check", with: ["PIPGATE_TIMEOUT": "1"])
      #expect(result.status == 3)
      #expect(result.output.contains("the 1 s that all look-ups have together were over"))
      #expect(try scratch.pipgate("check", with: ["PIPGATE_TIMEOUT": "soon"]).status == 2)
    }
  }

  /// An update that is interrupted leaves the snapshot as it was, and goes on the next time.
  @Test func anInterruptedUpdateGoesOn() throws {
    let scratch = try Scratch()
    let server = scratch.top + "/server.py"
    try scratch.write(
      server,
      """
      import http.server, sys, time
      body = "".join(f"{n},project-{n}\\n" for n in range(1, 400)).encode()
      class Handler(http.server.BaseHTTPRequestHandler):
          protocol_version = "HTTP/1.1"
          def log_message(self, *arguments): pass
          def do_GET(self):
              wanted = self.headers.get("Range")
              start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
              self.send_response(206 if wanted else 200)
              self.send_header("ETag", '"one"')
              self.send_header("Content-Length", str(len(body) - start))
              if wanted:
                  self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
              self.end_headers()
              if wanted:
                  return self.wfile.write(body[start:])
              self.wfile.write(body[:1000])
              self.wfile.flush()
              time.sleep(30)
      server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
      with open(sys.argv[1] + ".part", "w") as file: file.write(str(server.server_address[1]))
      import os, threading
      os.rename(sys.argv[1] + ".part", sys.argv[1])
      threading.Timer(55, lambda: os._exit(0)).start()
      server.serve_forever()
      """)
    let port = scratch.top + "/port"
    let process = try Spawn.start(
      [Command.path(of: "python3"), server, port], in: scratch.top, environment: [:]
    ) { _ in }
    defer {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    for _ in 0..<2000 where !scratch.exists(port) { usleep(5000) }
    let number = try String(contentsOfFile: port, encoding: .utf8)
    let words = ["update", "--popularity-url", "http://127.0.0.1:\(number)/ranks.csv"]
    let (status, text) = try atTerminal(scratch, words, after: 4, send: SIGINT)
    #expect(status == -2, "\(text)")
    #expect(text.contains("pipgate: fetching the list of downloads: 0.0 of 0.0 MiB"))
    #expect(text.hasSuffix(#" \r'"#), "\(text)")
    let folder = scratch.top + "/cache/pipgate/snapshot-v1"
    let left = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(left.count == 2 && left.allSatisfy { $0.hasPrefix("download-") }, "\(left)")
    let again = try scratch.pipgate(words)
    #expect(again.status == 0, "\(again.text)")
    #expect(again.output.hasPrefix("399 projects by rank"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["popularity"])
  }
}
