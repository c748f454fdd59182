import Foundation
import Gate
import Testing

@testable import GateIO

/// Which floors are in force.
@Suite struct FloorSourceTests {
  private func request(
    system: String? = nil, environment: String? = nil, flag: String? = nil
  ) throws -> RunRequest {
    let folder = try TemporaryDirectory.make().path
    func write(_ name: String, _ text: String?) throws -> String {
      let path = "\(folder)/\(name)/policy.yaml"
      guard let text else { return path }
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      return path
    }
    var variables: Environment = [:]
    if let environment { variables["PIPGATE_FLOOR"] = try write("environment", environment) }
    var request = RunRequest(
      source: .files([]), directory: folder, environment: variables,
      floorFile: try flag.map { try write("flag", $0) })
    request.systemFloor = try write("system", system)
    return request
  }

  private func denied(_ request: RunRequest) throws -> [String] {
    guard let floor = try FloorSource(request: request).floor() else { return [] }
    return floor.denied.map(\.name.text).filter { $0.hasPrefix("by-") }
  }

  @Test func withoutAFileThereIsNone() throws {
    #expect(try FloorSource(request: request()).floor()?.origin == nil)
    var emptied = RunRequest(
      source: .files([]), directory: "/", environment: ["PIPGATE_FLOOR": ""])
    emptied.systemFloor = "/nowhere/policy.yaml"
    #expect(try FloorSource(request: emptied).floor()?.origin == nil)
  }

  @Test func eachThatIsThereHolds() throws {
    #expect(try denied(request(system: "version: 1\ndeny: [by-system]\n")) == ["by-system"])
    let all = try request(
      system: "version: 1\ntier: paranoid\ndeny: [by-system]\n",
      environment: "version: 1\nmode: audit\ndeny: [by-environment]\n",
      flag: "version: 1\nmode: audit\ntier: autonomous\nallow: [x]\ndeny: [by-flag]\n")
    #expect(try denied(all) == ["by-flag", "by-environment", "by-system"])
    let floor = try #require(try FloorSource(request: all).floor())
    #expect(floor.mode == .enforce)
    #expect(floor.tier(for: "requirements.txt")["unlisted"].level == .block)
    var floors = [floor]
    while let next = floors.last?.floor { floors.append(next) }
    #expect(floors.map(\.isFloor) == [true, true, true])
  }

  @Test func aFloorExtendsFilesBesideIt() throws {
    let request = try request(system: "version: 1\nextends: more.yaml\n")
    let folder = URL(fileURLWithPath: request.systemFloor).deletingLastPathComponent()
    try "version: 1\ndeny: [by-more]\n".write(
      to: folder.appendingPathComponent("more.yaml"), atomically: true, encoding: .utf8)
    #expect(try denied(request) == ["by-more"])
  }

  @Test func whatIsThereAndCannotBeReadStopsTheRun() throws {
    for text in ["version: 2\n", "version: 1\nextends: gone.yaml\n"] {
      let request = try request(system: text)
      let failure = #expect(throws: RunFailure.self) {
        try FloorSource(request: request).floor()
      }
      #expect(failure?.exitStatus == 2)
      #expect(failure?.message.contains("the floor '\(request.systemFloor)'") == true)
    }
    let request = try request(system: nil)
    // A folder in the place of the file is no file that is absent.
    try FileManager.default.createDirectory(
      atPath: request.systemFloor, withIntermediateDirectories: true)
    #expect(throws: RunFailure.self) { try FloorSource(request: request).floor() }
  }
}
