import PythonPackaging
import SeededNumbers
import SourceText
import Testing

@testable import Gate

/// Which versions the events of a range affect.
@Suite struct AffectedRangeTests {
  private static let versions = [
    "0.dev1", "0", "0.1", "1.0.dev1", "1.0a1", "1.0rc1", "1", "1.0", "1.0.post1", "1.0.1",
    "1!0.1", "2.0", "2.0b2", "2.10", "2.9", "3", "3.0+cpu", "20250101", "99999999999999999999999",
  ]

  private func ranges(_ events: String) throws -> [AffectedRange] {
    let list = try JSON.parse(Array(events.utf8)).array ?? []
    return AffectedRange.ranges(
      of: try list.map { value throws(OSVError) in try OSVEvent(value) })
  }

  /// Seeded lists of events, in any order and with nonsense, against the schema's pseudocode.
  @Test func agreesWithThePseudocodeOfTheSchema() throws {
    var generator = SeededGenerator(seed: 440)
    var lists: [String] = []
    for _ in 0..<4_000 {
      var events: [String] = []
      for _ in 0...generator.below(5) {
        let version = Self.versions[generator.below(Self.versions.count)]
        switch generator.below(9) {
        case 0...2: events.append(#"{"introduced": "\#(version)"}"#)
        case 3: events.append(#"{"introduced": "0"}"#)
        case 4, 5: events.append(#"{"fixed": "\#(version)"}"#)
        case 6, 7: events.append(#"{"last_affected": "\#(version)"}"#)
        default: events.append(#"{"limit": "\#(generator.below(3) == 0 ? "*" : version)"}"#)
        }
      }
      lists.append("[\(events.joined(separator: ", "))]")
    }
    let asked = "[" + Self.versions.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    let answers = try ScriptOracle.answers(
      of: "osv_ranges.py", to: lists.map { #"{"events": \#($0), "versions": \#(asked)}"# },
      as: [Bool].self)
    var affected = 0
    for (list, answer) in zip(lists, answers) {
      let ranges = try ranges(list)
      let own = try Self.versions.map { text in
        let version = try #require(Version(text))
        return ranges.contains { $0.contains(version) }
      }
      #expect(own == answer, "\(list)")
      affected += own.count { $0 }
    }
    #expect(affected > 10_000)
  }

  @Test(arguments: [
    ("1.0", "2.0"), ("1.0+local", "2.0"), ("2.0", nil), ("0.9", nil), ("3.1", "4.0"), ("5.0", nil),
    ("6.0", "9.0"),
  ])
  func namesTheVersionThatMends(version: String, fix: String?) throws {
    let first = Advisory(
      id: "A-1", summary: "", modified: TestFacts.now,
      ranges: try ranges(
        """
        [{"introduced": "1.0"}, {"fixed": "2.0"}, {"introduced": "3.0"}, {"fixed": "4.0"},
         {"introduced": "5.0"}, {"last_affected": "5.0"}, {"introduced": "6.0"}, {"fixed": "7.0"}]
        """))
    let second = Advisory(
      id: "A-2", summary: "", modified: TestFacts.now,
      ranges: try ranges(#"[{"introduced": "6.5"}, {"fixed": "9.0"}]"#))
    #expect(
      [first, second].fix(for: try #require(Version(version))) == fix.flatMap { Version($0) })
  }

  @Test func aLocalBuildIsAsAffectedAsWhatItWasBuiltFrom() throws {
    let advisory = Advisory(
      id: "A-1", summary: "", modified: TestFacts.now,
      ranges: try ranges(#"[{"introduced": "1.0"}, {"last_affected": "2.0"}]"#),
      versions: [Version("0.5")!])
    #expect(advisory.affects(Version("2.0+cpu")!))
    #expect(advisory.affects(Version("0.5+cpu")!))
    #expect(!advisory.affects(Version("2.1+cpu")!))
  }
}
