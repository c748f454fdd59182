import Gate
import SourceText
import Testing

struct PolicyMutationTests {
  private static let seed = """
    version: 1
    repository: github.com/acme/shop
    tier: balanced
    paths:
      - match: "services/**/ä*"
        tier: mine
    tiers:
      mine:
        extends: paranoid
        levels:
          everything: {level: block, one: review, minimum-age: 14d, minimum-count: 3}
    allow: [numpy, {name: "acme-*", versions: ">=2.31", reason: "é"}]
    deny:
      - {name: old, use-instead: new}

    """

  @Test func noChangeOfBytesTrapsTheReader() throws {
    var random = Lehmer(state: 20_261_121)
    let interesting = Array(": -[]{}*&!|>'\"#%@`,?\n\r\t~<0\\".utf8) + [0, 0x7f, 0xc3, 0xe2, 0xff]
    let builtIn = try PolicyFixtures.builtIn()
    var outcomes: Set<Bool> = []
    for _ in 0..<3_000 {
      var bytes = Array(Self.seed.utf8)
      for _ in 0...Int(random.next() % 4) {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 4 {
        case 0: bytes[place] = interesting[Int(random.next() % UInt64(interesting.count))]
        case 1: bytes.insert(interesting[Int(random.next() % UInt64(interesting.count))], at: place)
        case 2: bytes.remove(at: place)
        default:
          let end = min(bytes.count, place + Int(random.next() % 40))
          bytes.insert(contentsOf: Array(bytes[place..<end]), at: Int(random.next()) % bytes.count)
        }
      }
      let file = SourceFile(path: "p.yaml", bytes: bytes)
      let result = Policy.read(
        file, origin: "here", builtIn: builtIn,
        rules: PolicyFixtures.smallRules)
      switch result {
      case .success: outcomes.insert(true)
      case .failure(let problems):
        outcomes.insert(false)
        #expect(!problems.diagnostics.isEmpty)
        for diagnostic in problems.diagnostics {
          #expect(diagnostic.location.range.upperBound <= bytes.count)
        }
      }
    }
    #expect(outcomes == [true, false])
  }
}

/// Numbers that are the same in every run.
private struct Lehmer {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
