import Testing

@testable import LookAlikes

@Suite struct ProtectedNamesTests {
  private let names = ProtectedNames(
    lines: "requests\nnumpy\n\nmatplotlib\nflask\nbotocore\nboto3\npython-dateutil\nnumpy\n".utf8)

  @Test func ranksByLineAndKeepsTheBetterOfTwo() {
    #expect(names.rank(of: "requests") == 1)
    #expect(names.rank(of: "numpy") == 2)
    #expect(names.rank(of: "matplotlib") == 4)
    #expect(names.rank(of: "") == nil)
    #expect(names.rank(of: "reqeusts") == nil)
    #expect(ProtectedNames(lines: []).rank(of: "numpy") == nil)
  }

  @Test(arguments: [
    ("reqeusts", "requests", Difference.transposition("u", "e")),
    ("requessts", "requests", .doubling("s")),
    ("request", "requests", .deletion("s")),
    ("matplotlb", "matplotlib", .deletion("i")),
    ("matp1otlib", "matplotlib", .substitution(of: "l", by: "1")),
    ("nummpy", "numpy", .doubling("m")),
    ("pythondateutil", "python-dateutil", .separators),
    ("botocores", "botocore", .insertion("s")),
  ])
  func namesTheTargetAndTheDifference(_ name: String, target: String, difference: Difference) {
    let best = names.lookAlikes(of: name).first
    #expect(best?.name == target)
    #expect(best?.difference == difference)
  }

  @Test(arguments: ["requests", "boto3", "sqlalchemy", "abc", "x", "", "boto2"])
  func staysQuiet(_ name: String) {
    #expect(names.lookAlikes(of: name).isEmpty)
  }

  @Test func survivesNamesOfAnyLength() {
    for length in [0, 1, 63, 64, 65, 66, 5000] {
      let name = String(repeating: "a", count: length)
      #expect(names.lookAlikes(of: name).isEmpty)
      #expect(names.rank(of: name) == nil)
    }
  }
}
