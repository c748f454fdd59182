import Testing

@testable import SourceText

struct RepositoryPathTests {
  @Test(
    arguments: [
      ("b.txt", "a", "a/b.txt"), ("b.txt", nil, "b.txt"), ("./b.txt", "a", "a/b.txt"),
      ("../b.txt", "a", "b.txt"), ("../b.txt", "a/c", "a/b.txt"), ("../../b.txt", "a/c", "b.txt"),
      ("../b.txt", nil, nil), ("../../b.txt", "a", nil), ("../../a/b.txt", "a", nil),
      ("c/../b.txt", "a", "a/b.txt"), ("c/../../b.txt", nil, nil), ("/b.txt", "a", nil),
      ("/", nil, nil), ("//b", "a", nil), ("a//b", nil, "a/b"), ("a/./b/", nil, "a/b"),
      ("", "a", "a"), ("", nil, ""), (".", "a/b", "a/b"), ("..", "a", ""), ("...", "a", "a/..."),
      ("..b", "a", "a/..b"), (" ", "a", "a/ "), (#"..\b"#, "a", #"a/..\b"#),
    ] as [(String, RepositoryPath?, RepositoryPath?)])
  func resolvesARelativePath(
    relative: String, folder: RepositoryPath?, expected: RepositoryPath?
  ) {
    #expect(RepositoryPath.resolve(relative.utf8, in: folder) == expected)
  }

  @Test func takesAPathApart() {
    let path: RepositoryPath = "a/b/c.txt"
    #expect(path.name.elementsEqual("c.txt".utf8))
    #expect(path.parent == "a/b")
    #expect(path.parent?.parent?.parent == nil)
    #expect(path.components.count == 3)
    #expect(RepositoryPath("").name.isEmpty)
    #expect(RepositoryPath("").parent == nil)
  }

  @Test func showsBytesThatAreNotUTF8() {
    #expect(RepositoryPath(bytes: [0x61, 0xff, 0x2f, 0xc3]).description == #"a\xff/\xc3"#)
    #expect(RepositoryPath("é/漢").description == "é/漢")
  }

  @Test func ordersByBytes() {
    let ordered: [RepositoryPath] = ["A", "a", "a/b", "b", "é"]
    #expect(Array(ordered.reversed()).sorted() == ordered)
  }
}
