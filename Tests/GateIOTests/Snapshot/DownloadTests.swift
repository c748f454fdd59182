import Foundation
import Gate
import Testing

@testable import GateIO

/// How large files are fetched, and what becomes of those that break off.
@Suite struct DownloadTests {
  private static let address = "https://mirror.acme.example/osv/all.zip?v=1"
  let folder: PrivateDirectory
  let path: String

  init() throws {
    path = try TemporaryDirectory.make().path
    folder = try #require(PrivateDirectory(path: path))
  }

  /// What a server does with one request: a status, fields, a body, and whether it breaks off then.
  private struct Answer {
    var status = 200
    var fields: [(name: String, value: String)] = []
    var body: [UInt8] = []
    var breaksOff = false
  }

  /// Answers in turn, and keeps what was asked.
  private final class Script {
    var answers: [Answer]
    var asked: [HTTPRequest] = []

    init(_ answers: [Answer]) { self.answers = answers }

    var transport: HTTPTransport {
      HTTPTransport { requests, _, receiver in
        var waiting = requests
        while let request = waiting.popLast() {
          self.asked.append(request)
          guard !self.answers.isEmpty else { return }
          waiting += receiver(request, Self.outcome(self.answers.removeFirst(), request))
        }
      }
    }

    private static func outcome(_ answer: Answer, _ request: HTTPRequest) -> HTTPOutcome {
      let head = HTTPResponse(status: answer.status, fields: answer.fields, body: [])
      if answer.status == 200 || answer.status == 206, let sink = request.sink {
        for byte in answer.body {
          let isTaken = withUnsafeBytes(of: byte) { sink.take(head, $0) }
          if !isTaken {
            return .failure(Unavailability(.network, "out of memory"), isTransient: false)
          }
        }
      }
      if answer.breaksOff {
        return .failure(Unavailability(.answer, "the answer was cut short"), isTransient: false)
      }
      return .response(head)
    }
  }

  private func fetch(
    _ script: Script, mayBePacked: Bool = false, largest: Int = 100
  ) throws -> [UInt8] {
    try Download(
      Self.address,
      .init(
        title: "test", accepted: "*/*", mayBePacked: mayBePacked, largest: largest, help: "wait"),
      UpdateSetting(environment: [:], version: "0", now: testNow, timeout: 5),
      transport: script.transport
    ).content(in: folder).bytes
  }

  private func left() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  private let tag = (name: "etag", value: "\"v1\"")

  @Test func triesAgainWhatMayPass() throws {
    let script = Script([Answer(status: 503), Answer(status: 429), Answer(body: [7])])
    #expect(try fetch(script) == [7])
    #expect(script.asked.map(\.url) == [Self.address, Self.address, Self.address])
    #expect(try left() == [])
  }

  @Test(arguments: [404, 403, 204, 304])
  func doesNotTryAgainWhatIsDecided(status: Int) {
    let script = Script([Answer(status: status), Answer(body: [7])])
    #expect(throws: RunFailure.self) { try fetch(script) }
    #expect(script.asked.count == 1)
  }

  @Test func givesUpInTheEnd() {
    let script = Script(Array(repeating: Answer(status: 500), count: 9))
    #expect(throws: RunFailure.self) { try fetch(script) }
    #expect(script.asked.count == 3)
  }

  @Test func followsARedirectOnTheSameHostAlone() throws {
    func redirect(_ target: String) -> Answer {
      Answer(status: 302, fields: [(name: "location", value: target)])
    }
    let here = Script([redirect("/newer/all.zip"), Answer(body: [7])])
    #expect(try fetch(here) == [7])
    #expect(here.asked.last?.url == "https://mirror.acme.example/newer/all.zip")
    for target in ["https://evil.example/all.zip", "http://mirror.acme.example/", "file:///etc"] {
      let script = Script([redirect(target), Answer(body: [7])])
      #expect(throws: RunFailure.self) { try fetch(script) }
      #expect(script.asked.count == 1)
    }
    let loop = Script(Array(repeating: redirect("all.zip"), count: 9))
    #expect(throws: RunFailure.self) { try fetch(loop) }
    #expect(loop.asked.count == 4)
  }

  /// In the same run and in the next one.
  @Test func goesOnWhereItBrokeOff() throws {
    let first = Script([
      Answer(fields: [tag], body: [1, 2, 3], breaksOff: true),
      Answer(
        status: 206, fields: [(name: "content-range", value: "bytes 3-9/10")], body: [4, 5],
        breaksOff: true),
      Answer(status: 404),
    ])
    #expect(throws: RunFailure.self) { try fetch(first) }
    #expect(first.asked[1].headers.contains("Range: bytes=3-"))
    #expect(first.asked[1].headers.contains("If-Range: \"v1\""))
    #expect(try left().count == 2)
    let second = Script([
      Answer(
        status: 206, fields: [tag, (name: "content-range", value: "bytes 5-9/10")],
        body: [6, 7, 8, 9, 10])
    ])
    #expect(try fetch(second) == Array(1...10))
    #expect(second.asked[0].headers.contains("Range: bytes=5-"))
    #expect(try left() == [])
  }

  @Test func beginsAnewWhenTheFileHasChanged() throws {
    let first = Script([
      Answer(fields: [tag], body: [1, 2, 3], breaksOff: true), Answer(status: 404),
    ])
    #expect(throws: RunFailure.self) { try fetch(first) }
    let second = Script([Answer(fields: [(name: "etag", value: "\"v2\"")], body: [8, 9])])
    #expect(try fetch(second) == [8, 9])
    // A server that answers with the wrong part, and one that has less than is there.
    #expect(throws: RunFailure.self) { try fetch(Script(first.answers + [])) }
    for wrong in [
      Answer(status: 206, fields: [(name: "content-range", value: "bytes 0-9/10")], body: [1]),
      Answer(status: 206, body: [1]), Answer(status: 416),
      Answer(
        status: 206,
        fields: [
          (name: "content-range", value: "bytes 3-9/10"), (name: "content-encoding", value: "br"),
        ], body: [1]),
      Answer(status: 206, fields: [(name: "content-range", value: "bytes 3-9/10")], body: [1]),
    ] {
      let script = Script([
        Answer(fields: [tag], body: [1, 2, 3], breaksOff: true), wrong, Answer(body: [8, 9]),
      ])
      #expect(try fetch(script) == [8, 9], "\(wrong)")
      #expect(!script.asked[2].headers.contains { $0.hasPrefix("Range") })
    }
    #expect(try left() == [])
  }

  /// A weak tag, or none, says nothing of bytes.
  @Test(arguments: [nil, "W/\"v1\"", "v1"])
  func keepsNothingThatCannotBeGoneOnWith(tag: String?) throws {
    let fields = tag.map { [(name: "etag", value: $0)] } ?? []
    let script = Script([Answer(fields: fields, body: [1, 2, 3], breaksOff: true)])
    #expect(throws: RunFailure.self) { try fetch(script) }
    #expect(script.asked.count == 1)
    #expect(try left() == [])
  }

  @Test func believesNoDamagedNote() throws {
    let script = Script([
      Answer(fields: [tag], body: [1, 2, 3], breaksOff: true), Answer(status: 404),
    ])
    #expect(throws: RunFailure.self) { try fetch(script) }
    let note = try #require(try left().first { $0.hasSuffix(".note") })
    var bytes = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(note)"))
    bytes[5] ^= 1
    try bytes.write(to: URL(fileURLWithPath: "\(path)/\(note)"))
    let next = Script([Answer(body: [8])])
    #expect(try fetch(next) == [8])
    #expect(!next.asked[0].headers.contains { $0.hasPrefix("Range") })
  }

  @Test func takesNoMoreThanItMay() throws {
    let whole = Script([Answer(fields: [tag], body: Array(repeating: 1, count: 101))])
    #expect(throws: RunFailure.self) { try fetch(whole) }
    #expect(whole.asked.count == 1)
    #expect(try left() == [])
  }

  @Test func unpacksWithinItsLimit() throws {
    func packed(_ program: String) throws -> [UInt8] {
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [
        "python3", "-c", "import gzip,sys;sys.stdout.buffer.write(gzip.compress(\(program)))",
      ]
      process.standardOutput = output
      try process.run()
      return Array(output.fileHandleForReading.readDataToEndOfFile())
    }
    let fields = [(name: "content-encoding", value: "gzip")]
    let small = try packed("b'names'")
    #expect(
      try fetch(Script([Answer(fields: fields, body: small)]), mayBePacked: true)
        == Array("names".utf8))
    for body in [try packed("b' '*1000"), Array(small.dropLast()), small + [0], [1, 2, 3]] {
      let script = Script([Answer(fields: fields, body: body)])
      #expect(throws: RunFailure.self) { try fetch(script, mayBePacked: true, largest: 999) }
      #expect(try left() == [])
    }
  }

  @Test func onlyOneFetchesAFileAtATime() throws {
    let other = try #require(PartialFile(of: Self.address, in: folder))
    let script = Script([Answer(body: [7])])
    // What is shown of an address is what it is known by.
    let shown = try Download(
      Self.address, .init(title: "", accepted: "", largest: 1, help: ""),
      UpdateSetting(environment: [:], version: "0", now: testNow)
    ).shown
    let same = shown == Self.address ? other : try #require(PartialFile(of: shown, in: folder))
    #expect(throws: RunFailure.self) { try fetch(script) }
    #expect(same.size == 0)
    #expect(script.asked.isEmpty)
  }

  /// A real server on this machine that breaks off in the middle, and more than an index may answer
  /// with.
  @Test func fetchesALargeFileInParts() throws {
    let size = HTTPLimits.bodyBytes + 1000
    let server = try FileServer(size: size, breaksOffAt: size / 2)
    let download = try Download(
      "\(server.url)all.zip", .init(title: "", accepted: "*/*", largest: size, help: ""),
      UpdateSetting(environment: [:], version: "0", now: testNow, timeout: 60))
    let content = try download.content(in: folder)
    let piece = Data((0..<251).map { UInt8($0) })
    var expected = Data(capacity: size + 251)
    while expected.count < size { expected += piece }
    let isWhole = Data(content.bytes) == expected.prefix(size)
    #expect(isWhole)
    #expect(content.date == Timestamp("2026-11-20T10:00:00Z"))
    #expect(try server.requests() == ["all", "\(size / 2)-"])
  }
}

/// A server of one file of known bytes, which breaks the first answer off.
private final class FileServer {
  let url: String
  private let process = Process()
  private let log: URL

  init(size: Int, breaksOffAt: Int) throws {
    let directory = try TemporaryDirectory.make()
    log = directory.appendingPathComponent("log")
    let script = directory.appendingPathComponent("serve.py")
    try """
    import http.server, os
    body = bytes(index % 251 for index in range(251)) * (\(size) // 251 + 1)
    body = body[:\(size)]
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def log_message(self, *arguments): pass
        def do_GET(self):
            wanted = self.headers.get("Range")
            assert self.headers.get("Accept-Encoding") is None
            with open("\(log.path)", "a") as log:
                log.write((wanted or "bytes=all").removeprefix("bytes=") + "\\n")
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
            self.send_response(206 if wanted else 200)
            self.send_header("ETag", '"one"')
            self.send_header("Last-Modified", "Fri, 20 Nov 2026 10:00:00 GMT")
            self.send_header("Content-Length", str(len(body) - start))
            if wanted:
                self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
            self.end_headers()
            self.wfile.write(body[start:] if wanted else body[:\(breaksOffAt)])
            self.close_connection = True
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
    """.write(to: script, atomically: true, encoding: .utf8)
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path]
    process.standardOutput = output
    try process.run()
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let byte = output.fileHandleForReading.readData(ofLength: 1)
      try #require(!byte.isEmpty)
      line += byte
    }
    url = "http://127.0.0.1:\(String(decoding: line.dropLast(), as: UTF8.self))/"
  }

  /// A thread of the test's kind blocks the milder signals, and the server has inherited that.
  deinit { kill(process.processIdentifier, SIGKILL) }

  func requests() throws -> [String] {
    try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
