import Testing

@testable import Gate

/// Base scores of CVSS vectors.
@Suite struct CVSSVectorTests {
  /// From the examples that FIRST publishes with the specification.
  @Test(arguments: [
    ("CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 64),
    ("CVSS:3.0/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 31),
    ("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 61),
    ("CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L", 42),
    ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 98),
    ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 100),
    ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0),
    ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N/E:P/RL:O/RC:C", 75),
  ])
  func scoresAVectorByTheSpecification(vector: String, tenths: Int) {
    #expect(CVSSVector(vector)?.tenths == tenths)
  }

  @Test func scoresEveryVectorAsExactArithmeticDoes() throws {
    let metrics = [
      ("AV", "NALP"), ("AC", "LH"), ("PR", "NLH"), ("UI", "NR"), ("S", "UC"), ("C", "HLN"),
      ("I", "HLN"), ("A", "HLN"),
    ]
    var vectors = ["CVSS:3.1"]
    for (name, values) in metrics {
      vectors = vectors.flatMap { head in values.map { "\(head)/\(name):\($0)" } }
    }
    #expect(vectors.count == 2592)
    let answers = try ScriptOracle.answers(
      of: "cvss_scores.py", to: vectors.map { "\"\($0)\"" }, as: Int.self)
    let wrong = zip(vectors, answers).filter { CVSSVector($0)?.tenths != $1 }.map(\.0)
    #expect(wrong == [])
  }

  @Test(arguments: [
    "", "/", "CVSS:3.1", "CVSS:3.1/", "CVSS:2.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    "AV:N/AC:L/Au:N/C:P/I:P/A:P", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H",
    "CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    "CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:Q/C:H/I:H/A:H",
    "CVSS:3.1/AVN/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1//////////",
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
  ])
  func refusesWhatIsNoBaseVector(text: String) { #expect(CVSSVector(text) == nil) }

  @Test(arguments: [
    (0, Severity.low), (39, .low), (40, .medium), (69, .medium), (70, .high), (89, .high),
    (90, .critical), (100, .critical),
  ])
  func ratesAScore(tenths: Int, severity: Severity) {
    #expect(Severity(tenths: tenths) == severity)
  }
}
