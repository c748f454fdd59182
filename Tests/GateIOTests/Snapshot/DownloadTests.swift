import Foundation
import Gate
import Testing

@testable import GateIO

/// How the archive of advisories is fetched.
@Suite struct DownloadTests {
  private static let address = "https://mirror.acme.example/osv/all.zip?v=1"

  /// Answers in turn, and keeps what was asked.
  private final class Script {
    var outcomes: [HTTPOutcome]
    var asked: [String] = []

    init(_ outcomes: [HTTPOutcome]) { self.outcomes = outcomes }

    var transport: HTTPTransport {
      HTTPTransport { requests, _, receiver in
        var waiting = requests
        while let request = waiting.popLast() {
          self.asked.append(request.url)
          guard !self.outcomes.isEmpty else { return }
          waiting += receiver(request, self.outcomes.removeFirst())
        }
      }
    }
  }

  private func answer(_ status: Int, location: String? = nil) -> HTTPOutcome {
    let fields = location.map { [(name: "location", value: $0)] } ?? []
    return .response(HTTPResponse(status: status, fields: fields, body: [7]))
  }

  private func fetch(_ script: Script) throws -> [UInt8] {
    try Download(
      Self.address, budget: .seconds(5), environment: { _ in nil }, userAgent: "test",
      transport: script.transport
    ).bytes()
  }

  @Test func triesAgainWhatMayPass() throws {
    let broken = HTTPOutcome.failure(Unavailability(.network, "cut off"), isTransient: true)
    let script = Script([answer(503), broken, answer(200)])
    #expect(try fetch(script) == [7])
    #expect(script.asked == [Self.address, Self.address, Self.address])
  }

  @Test(arguments: [404, 403, 204, 304])
  func doesNotTryAgainWhatIsDecided(status: Int) {
    let script = Script([answer(status), answer(200)])
    #expect(throws: RunFailure.self) { try fetch(script) }
    #expect(script.asked.count == 1)
  }

  @Test func givesUpInTheEnd() {
    let script = Script(Array(repeating: answer(500), count: 9))
    #expect(throws: RunFailure.self) { try fetch(script) }
    #expect(script.asked.count == 3)
  }

  @Test func followsARedirectOnTheSameHostAlone() throws {
    let here = Script([answer(302, location: "/newer/all.zip"), answer(200)])
    #expect(try fetch(here) == [7])
    #expect(here.asked.last == "https://mirror.acme.example/newer/all.zip")
    for target in ["https://evil.example/all.zip", "http://mirror.acme.example/", "file:///etc"] {
      let script = Script([answer(302, location: target), answer(200)])
      #expect(throws: RunFailure.self) { try fetch(script) }
      #expect(script.asked.count == 1)
    }
    let loop = Script(Array(repeating: answer(302, location: "all.zip"), count: 9))
    #expect(throws: RunFailure.self) { try fetch(loop) }
    #expect(loop.asked.count == 4)
  }

  /// A real server on this machine, and more than an index may answer with.
  @Test func fetchesALargeFile() throws {
    let directory = try TemporaryDirectory.make()
    let size = HTTPLimits.bodyBytes + 1000
    try Data(count: size).write(to: directory.appendingPathComponent("all.zip"))
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory", directory.path,
      "0",
    ]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer { process.terminate() }
    var line = ""
    while !line.hasSuffix("\n") {
      let byte = output.fileHandleForReading.readData(ofLength: 1)
      try #require(!byte.isEmpty)
      line += String(decoding: byte, as: UTF8.self)
    }
    let words = line.split(separator: " ")
    let port = try #require(words.firstIndex(of: "port").map { words[$0 + 1] })
    let download = try Download(
      "http://127.0.0.1:\(port)/all.zip", budget: .seconds(60), environment: { _ in nil },
      userAgent: "test")
    #expect(try download.bytes().count == size)
  }
}
