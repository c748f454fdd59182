import Glibc
import Testing

@testable import GateIO

@Suite struct ProgramTests {
  let shell = Program(path: "/bin/sh")

  @Test func carriesMoreThanAPipeHoldsInAllDirections() throws {
    let shell = try #require(shell)
    let input = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0) }
    let result = try shell.run(
      ["-c", "/usr/bin/head -c 300000 /dev/zero >&2; exec /bin/cat"], environment: [:], input: input
    )
    #expect(result.isSuccess)
    #expect(result.output == input)
    #expect(result.errorOutput.count == 64 << 10)
  }

  @Test func hasOnlyTheGivenEnvironmentAndThreeFiles() throws {
    let inherited = open("/dev/null", O_RDONLY)
    defer { close(inherited) }
    let env = try #require(Program(path: "/usr/bin/env"))
    #expect(try env.run([], environment: ["A": "1"]).output == Array("A=1\n".utf8))
    let ls = try #require(Program(named: "ls", searchPath: "/usr/bin:/bin"))
    let files = try ls.run(["/proc/self/fd"], environment: [:]).output
    // The fourth is the listing itself.
    #expect(files.split(separator: 0x0a).count == 4)
  }

  @Test func survivesAReaderThatStopsEarly() throws {
    let result = try #require(shell).run(
      ["-c", "exit 3"], environment: [:], input: [UInt8](repeating: 0, count: 4_000_000))
    #expect(result.ending == .exit(3))
  }

  @Test func tellsHowAProgramEnded() throws {
    let shell = try #require(shell)
    #expect(try shell.run(["-c", "kill -9 $$"], environment: [:]).ending == .signal(9))
    #expect(throws: ProgramError.timedOut(seconds: 1)) {
      try shell.run(
        ["-c", "exec /bin/sleep 60"], environment: [:], limits: ProgramLimits(seconds: 1))
    }
    #expect(throws: ProgramError.tooMuchOutput(limit: 10)) {
      try shell.run(
        ["-c", "exec /bin/cat /dev/zero"], environment: [:], limits: ProgramLimits(outputBytes: 10))
    }
    #expect(throws: ProgramError.nulByte) { try shell.run(["a\0b"], environment: [:]) }
    #expect(throws: ProgramError.self) {
      try #require(Program(path: "/absent")).run([], environment: [:])
    }
  }

  @Test func findsProgramsInAbsoluteFoldersOnly() {
    #expect(Program(named: "sh", searchPath: "bin:.::/bin")?.path == "/bin/sh")
    #expect(Program(named: "sh", searchPath: "bin:.:") == nil)
    #expect(Program(named: "../bin/sh", searchPath: "/bin") == nil)
    #expect(Program(named: "sh", searchPath: nil) == nil)
    #expect(Program(named: "", searchPath: "/bin") == nil)
    #expect(Program(path: "bin/sh") == nil)
  }
}
