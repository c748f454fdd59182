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

  @Test func survivesNamesOfAnyLength() {
    for length in [0, 1, 2, 3, 62, 63, 64, 65, 66, 300, 5000] {
      for character in ["a", "-", "0"] {
        let name = String(repeating: character, count: length)
        #expect(names.lookAlikes(of: name).isEmpty)
        #expect(names.rank(of: name) == nil)
      }
    }
  }

  @Test func findsNamesByWhatFollowsTheFirstWord() {
    let names = ProtectedNames(
      lines: "a-x-y\ncommon-cloud-storage\nazure-cloud-storage\ncloud\nx-cloud\n".utf8)
    func found(_ tail: String) -> String? {
      var found: String?
      Array(tail.utf8).withUnsafeBufferPointer { tail in
        names.lookUp(tail: tail) { name, _ in found = String(decoding: name, as: UTF8.self) }
      }
      return found
    }
    #expect(found("cloud-storage") == "common-cloud-storage")
    #expect(found("x-y") == "a-x-y")
    #expect(found("cloud") == nil)
    #expect(found("") == nil)
  }

  /// A layout in memory that, like that of a program, is never freed.
  @Test func aLayoutAnswersLikeTheListThatItIsOf() {
    var words = RandomWords(seed: 5)
    let list = (0..<2_000).map { _ in words.word(upTo: 14) }
    let names = ProtectedNames(lines: list.joined(separator: "\n").utf8)
    let layout = names.layout
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: layout.count, alignment: 8)
    memory.copyBytes(from: layout)
    let carried = ProtectedNames(layout: UnsafeRawBufferPointer(memory))
    #expect(carried.layout == layout)
    #expect(carried.count == names.count)
    for _ in 0..<500 {
      let query = words.word(upTo: 14)
      #expect(carried.lookAlikes(of: query) == names.lookAlikes(of: query))
      #expect(carried.rank(of: query) == names.rank(of: query))
    }
  }

  private func memory(of layout: [UInt8]) -> UnsafeRawBufferPointer {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: layout.count, alignment: 64)
    memory.copyBytes(from: layout)
    return UnsafeRawBufferPointer(memory)
  }

  @Test func aLayoutFromADiskIsTakenWhenItIsWhole() throws {
    let names = ProtectedNames(lines: "requests\nnumpy\na-b-c-d-e\ngoogle-cloud-storage".utf8)
    let taken = try #require(ProtectedNames(untrustedLayout: memory(of: names.layout)))
    #expect(taken.rank(of: "numpy") == 2)
    #expect(taken.lookAlikes(of: "reqeusts") == names.lookAlikes(of: "reqeusts"))
    let layout = names.layout
    for count in stride(from: 0, to: layout.count, by: 8) {
      let part = memory(of: Array(layout[..<count]))
      #expect(ProtectedNames(untrustedLayout: part) == nil)
      part.deallocate()
    }
    let longer = memory(of: layout + [0, 0, 0, 0, 0, 0, 0, 0])
    #expect(ProtectedNames(untrustedLayout: longer) == nil)
  }

  /// Whatever passes is searched without going astray.
  @Test func aLayoutFromADiskNeverLeadsAstray() {
    var words = RandomWords(seed: 11)
    let list = (0..<40).map { _ in words.word(upTo: 14) } + ["a-b-c-d-e", "google-cloud-storage"]
    let layout = ProtectedNames(lines: list.joined(separator: "\n").utf8).layout
    // The runs of characters in words are most of it and lead nowhere.
    let last = layout.count - 38 * 38 * 38 * 2 - 38 * 38 * 4
    var taken = 0
    let places =
      Array(stride(from: 0, to: 160, by: 7))
      + Array(stride(from: layout.count - min(last, 6_000), to: layout.count, by: 41))
    for index in places {
      for value in [UInt8(0), 1, 0xff] where layout[index] != value {
        var changed = layout
        changed[index] = value
        let bytes = memory(of: changed)
        if let names = ProtectedNames(untrustedLayout: bytes) {
          taken += 1
          for query in [list[0] + "s", "google-cloud-storag", "abcde", "a-c-d-e"] {
            _ = names.lookAlikes(of: query)
            _ = names.rank(of: query)
          }
        }
        bytes.deallocate()
      }
    }
    #expect(taken > 0)
  }

  @Test func boundsWhatAHostileListAndAHostileNameCost() {
    // Every name is a candidate for every other.
    var words = RandomWords(seed: 3)
    let list = (0..<2_000).map { _ in words.word(of: 64, letters: 2) }
    let names = ProtectedNames(lines: list.joined(separator: "\n").utf8)
    #expect(names.lookAlikes(of: words.word(of: 64, letters: 2)).count <= 5)
    let dashes = String(repeating: "a-", count: 31) + "a"
    let others = ProtectedNames(lines: "\(dashes)\n\(String(repeating: "a", count: 32))".utf8)
    #expect(others.lookAlikes(of: dashes).isEmpty)
    #expect(others.lookAlikes(of: String(dashes.dropLast(2))).count <= 5)
  }

  /// Any bytes, in the list and in the name: whoever calls need not have folded them.
  @Test func noBytesTrap() {
    var words = RandomWords(seed: 23)
    for _ in 0..<60 {
      let list = (0..<words.next(3_000)).map { _ in
        let kind = words.next(6)
        return kind == 0 ? 0x0a : kind == 1 ? UInt8(ascii: "-") : UInt8(words.next(256))
      }
      let names = ProtectedNames(lines: list)
      let additional = AdditionalNames(
        list.split(separator: 0x0a).prefix(20).map {
          AdditionalName(
            String(decoding: $0, as: UTF8.self),
            Protection.Additional.allCases[words.next(6)], rank: words.next(2) * .max)
        })
      for part in list.split(separator: 0x0a).prefix(50) {
        let name = String(decoding: part.reversed(), as: UTF8.self)
        for found in names.lookAlikes(of: name, additional: [additional]) {
          #expect((0...1).contains(found.confidence))
          #expect(found.differences.allSatisfy { $0.imitation.upperBound <= name.utf8.count })
          #expect(found.differences.allSatisfy { $0.target.upperBound <= found.name.utf8.count })
        }
      }
    }
  }

  /// What a name is found by beside the scan.
  @Test func missesNoNameThatALoopOverEveryAffixFinds() {
    var words = RandomWords(seed: 17)
    let list = Array(Set((0..<800).map { _ in words.word(upTo: 9) })).sorted()
    let names = ProtectedNames(lines: list.joined(separator: "\n").utf8)
    for target in list where target.utf8.count > 4 {
      for query in [
        "python-\(target)", "\(target)-sdk", "py\(target)", "\(target)3", "x-\(target)",
      ] {
        let found = Array(query.utf8).withUnsafeBufferPointer { query in
          Candidates(of: query, among: names).all.map { list[$0.line - 1] }
        }
        #expect(found.contains(target), "\(query)")
        #expect(Set(found).count == found.count)
      }
    }
  }

  /// Short words of few letters, so that many are near each other.
  @Test func missesNoCandidateThatAPlainLoopFinds() {
    var words = RandomWords(seed: 11)
    let list = Array(Set((0..<1_500).map { _ in words.word(upTo: 12) })).sorted()
    let names = ProtectedNames(lines: list.joined(separator: "\n").utf8)
    var pairs = 0
    for _ in 0..<200 {
      let query = words.word(upTo: 12)
      var found: [String: Int] = [:]
      Array(query.utf8).withUnsafeBufferPointer { query in
        names.forEachCandidate(for: query) { name, rank, distance in
          let text = String(decoding: name, as: UTF8.self)
          #expect(list[rank - 1] == text)
          #expect(found.updateValue(distance ?? 3, forKey: text) == nil, "found twice")
        }
      }
      for name in list where name != query {
        let distance = EditDistance.between(name.utf8, query.utf8, limit: 2)
        let letters = { (word: String) in word.utf8.filter { $0 != UInt8(ascii: "-") } }
        let hasSameLetters = letters(name) == letters(query)
        let isReordered =
          name.split(separator: "-").sorted() == query.split(separator: "-").sorted()
          && name.utf8.count == query.utf8.count
        if distance != nil || hasSameLetters || isReordered {
          #expect(found[name] == distance ?? 3, "'\(query)' and '\(name)'")
          pairs += 1
        }
      }
    }
    #expect(pairs > 500)
  }
}

/// The same words at every run.
struct RandomWords {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func word(of length: Int, letters: Int) -> String {
    String(
      decoding: (0..<length).map { _ in UInt8(ascii: "a") + UInt8(next(letters)) }, as: UTF8.self)
  }

  /// With digits and single separators inside.
  mutating func word(upTo length: Int) -> String {
    let alphabet = Array("abcdes1l-".utf8)
    var word: [UInt8] = []
    for _ in 0..<(1 + next(length)) { word.append(alphabet[next(alphabet.count)]) }
    while word.first == UInt8(ascii: "-") { word.removeFirst() }
    while word.last == UInt8(ascii: "-") { word.removeLast() }
    let text = String(decoding: word, as: UTF8.self)
    let isFolded = !text.isEmpty && !text.contains("--")
    return isFolded ? text : "ab"
  }
}
