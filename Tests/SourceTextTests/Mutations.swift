import SeededNumbers

/// Texts made from seeds by small changes, the same ones in every run.
struct Mutations {
  let seeds: [[UInt8]]
  /// Pieces that mean something in the grammar, to be put anywhere.
  let tokens: [[UInt8]]
  private var numbers: SeededGenerator

  init(seeds: [String], tokens: [String], seed: UInt64) {
    self.seeds = seeds.map { Array($0.utf8) }
    self.tokens = tokens.map { Array($0.utf8) }
    numbers = SeededGenerator(seed: seed)
  }

  mutating func texts(count: Int) -> [[UInt8]] { (0..<count).map { _ in text() } }

  private mutating func text() -> [UInt8] {
    var text = seeds[below(seeds.count)]
    for _ in 0...below(3) {
      let start = below(text.count + 1)
      let end = min(text.count, start + below(8))
      switch below(6) {
      case 0: text.insert(contentsOf: tokens[below(tokens.count)], at: start)
      case 1: text.replaceSubrange(start..<end, with: tokens[below(tokens.count)])
      case 2: text.removeSubrange(start..<end)
      case 3: text.insert(contentsOf: text[start..<end], at: below(text.count + 1))
      case 4 where start < text.count: text[start] = UInt8(below(128))
      case 5 where start < text.count: text[start] ^= UInt8(1 << below(8))
      default: text += seeds[below(seeds.count)]
      }
    }
    return text
  }

  private mutating func below(_ bound: Int) -> Int { numbers.below(bound) }
}
