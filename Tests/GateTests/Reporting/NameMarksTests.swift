import Testing

@testable import Gate

@Suite struct NameMarksTests {
  @Test(arguments: [
    ([3..<5], 0, "   ^^"), ([3..<5], 1, "    ^^"), ([0..<1, 3..<3], 0, "^  _"),
    ([2..<2], 0, "  _"), ([], 2, "  "), ([1..<3, 2..<4], 0, " ^^^"),
  ])
  func standUnderWhatDiffers(_ ranges: [Range<Int>], indent: Int, line: String) {
    #expect(NameMarks.line(ranges, indent: indent) == line)
  }
}
