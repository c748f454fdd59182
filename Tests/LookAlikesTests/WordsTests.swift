import Testing

@testable import LookAlikes

@Suite struct WordsTests {
  private func words(_ name: String, without other: String? = nil) -> [String] {
    Array(name.utf8).withUnsafeBufferPointer { name in
      let words = Words(name)
      let left = other.map { other in
        Array(other.utf8).withUnsafeBufferPointer { words.without(Words($0)) }
      }
      return (left ?? words).map { String(decoding: name[$0], as: UTF8.self) }
    }
  }

  @Test(arguments: [
    "", "a", "a-b", "types-six", "google-cloud-storage", "-", "a-", "--b",
    String(repeating: "a-", count: 31) + "bc", String(repeating: "a", count: 64),
  ])
  func standBetweenSeparators(_ name: String) {
    let expected = name.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    #expect(words(name) == expected)
  }

  @Test(arguments: [
    ("a-b-c", "b", ["a", "c"]), ("a-b", "b-a", []), ("a-b-a", "a", ["b", "a"]),
    ("a-b-a", "a-c-a-a", ["b"]), ("ab", "a-b", ["ab"]), ("a", "a", []),
  ])
  func areLeftAsOftenAsTheOtherHasThemNot(_ name: String, _ other: String, _ left: [String]) {
    #expect(words(name, without: other) == left)
  }

  @Test func theLastHoldsTheRestOfALongName() {
    let name = String(repeating: "a", count: 60) + "-" + String(repeating: "b-c", count: 100)
    #expect(words(name).joined(separator: "-") == name)
  }
}
