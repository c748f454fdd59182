import Gate
import SeededNumbers
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
    var random = SeededGenerator(seed: 20_261_121)
    let interesting = Array(": -[]{}*&!|>'\"#%@`,?\n\r\t~<0\\".utf8) + [0, 0x7f, 0xc3, 0xe2, 0xff]
    let builtIn = try PolicyFixtures.builtIn()
    var outcomes: Set<Bool> = []
    for _ in 0..<3_000 {
      var bytes = Array(Self.seed.utf8)
      for _ in 0...random.below(4) {
        let place = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes[place] = interesting[random.below(interesting.count)]
        case 1: bytes.insert(interesting[random.below(interesting.count)], at: place)
        case 2: bytes.remove(at: place)
        default:
          let end = min(bytes.count, place + random.below(40))
          bytes.insert(contentsOf: Array(bytes[place..<end]), at: random.below(bytes.count))
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
