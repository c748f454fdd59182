import Testing

@testable import Gate

@Suite struct SHA256DigestTests {
  @Test func readsAndWritesHexadecimal() throws {
    let text = "00ff" + String(repeating: "0123456789abcdef", count: 3) + "fedcba987654"
    #expect(try #require(SHA256Digest(text)).description == text)
    #expect(SHA256Digest(text.uppercased()) == SHA256Digest(text))
  }

  @Test(arguments: ["", "00", String(repeating: "0", count: 63), String(repeating: "g", count: 64)])
  func refusesAnythingElse(text: String) {
    #expect(SHA256Digest(text) == nil)
    #expect(SHA256Digest(String(repeating: "\u{e9}", count: 32)) == nil)
  }
}
