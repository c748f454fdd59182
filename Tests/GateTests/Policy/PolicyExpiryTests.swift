import SourceText
import Testing

@testable import Gate

/// Policies that say until when they let overrides count.
struct PolicyExpiryTests {
  @Test(arguments: [
    ("\"2027-06-30\"", "2027-06-30T00:00:00Z"), ("2027-06-30T08:00:00Z", "2027-06-30T08:00:00Z"),
  ])
  func aDayOrAMomentIsRead(written: String, meant: String) throws {
    let policy = try PolicyFixtures.read("version: 1\nexpires: \(written)\n").get()
    #expect(policy.expires?.description == meant)
    #expect(policy.places[.expires]?.start.line == 2)
  }

  @Test(arguments: [
    ("soon", "'soon' is not a day or a moment in UTC"),
    ("\"2027-06-30 08:00\"", "'2027-06-30 08:00' is not a day or a moment in UTC"),
    (
      "\"2027-06-30T08:00:00+02:00\"", "'2027-06-30T08:00:00+02:00' is not a day or a moment in UTC"
    ),
    ("2027", "'expires' takes text, and YAML reads '2027' as a number"),
    ("", "'expires' takes text, not nothing"),
  ])
  func anythingElseIsRefused(written: String, message: String) throws {
    let problems = try PolicyFixtures.problems("version: 1\nexpires: \(written)\n")
    #expect(problems.count == 1 && problems[0].hasSuffix(": \(message)"), "\(problems)")
  }

  @Test(arguments: [
    ("2026-01-02", true), ("2026-01-01T00:00:01Z", true), ("2026-01-01T00:00:00Z", false),
    ("2025-01-01", false),
  ])
  func noOverrideCountsPastIt(expires: String, isLifted: Bool) throws {
    var fixture = try OverrideFixture()
    fixture.policy += "expires: \"\(expires)\"\n"
    #expect(fixture.now.description == "2026-01-01T00:00:00Z")
    #expect(try fixture.isLifted() == isLifted)
    let problems = try fixture.problems()
    #expect(
      problems.contains { $0.hasPrefix("override-expired: the policy has expired at ") }
        == !isLifted, "\(problems)")
  }

  @Test func theEarliestOfAllCounts() throws {
    func read(_ text: String, above floor: Policy?) throws -> Policy {
      let file = SourceFile(path: ".pipgate/policy.yaml", text: text)
      let files =
        floor == nil ? try PolicyFiles(floor: file, in: .empty) : try PolicyFiles(file, in: .empty)
      return try Policy.read(
        files, origin: "", builtIn: TestPolicy.builtIn, rules: RuleRegistry.descriptions,
        floor: floor
      ).get()
    }
    let least = try read("version: 1\nexpires: \"2027-01-01\"\n", above: nil)
    #expect(
      try read("version: 1\nexpires: \"2028-01-01\"\n", above: least).expires == least.expires)
    #expect(try read("version: 1\n", above: least).expires == least.expires)
    #expect(
      try read("version: 1\nexpires: \"2026-01-01\"\n", above: least).expires
        == Timestamp("2026-01-01"))
  }
}
