import Testing

@testable import SourceText

struct UTF8ValidationTests {
  @Test func agreesWithTheStandardLibraryOnEveryShortSequence() {
    let interesting: [UInt8] = [
      0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1,
      0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff,
    ]
    for first in interesting {
      for second in interesting {
        for third in interesting {
          for fourth: UInt8 in [0x41, 0x7f, 0x80, 0xbf, 0xc2] {
            let bytes = [first, second, third, fourth]
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            let found = UTF8Validation.firstInvalidOffset(in: bytes)
            if isValid != (found == nil) { Issue.record("\(bytes)") }
          }
        }
      }
    }
  }

  @Test(arguments: 0..<20)
  func findsTheOffset(count: Int) {
    let start = [UInt8](repeating: 0x61, count: count)
    #expect(UTF8Validation.firstInvalidOffset(in: start) == nil)
    #expect(UTF8Validation.firstInvalidOffset(in: start + [0xc3, 0xa9] + start) == nil)
    #expect(UTF8Validation.firstInvalidOffset(in: start + [0xff] + start) == count)
    #expect(UTF8Validation.firstInvalidOffset(in: start + [0xe2, 0x82]) == count)
  }
}
