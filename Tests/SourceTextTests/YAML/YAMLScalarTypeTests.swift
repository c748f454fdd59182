import SourceText
import Testing

struct YAMLScalarTypeTests {
  @Test(arguments: [
    (YAMLScalarType.null, ["", "~", "null", "Null", "NULL"]),
    (.boolean, ["true", "True", "TRUE", "false", "False", "FALSE"]),
    (.integer, ["0", "1", "-1", "+12", "007", "0o17", "0xAf", "99999999999999999999999"]),
    (
      .float,
      [
        "1.10", ".5", "5.", "-1e3", "1.5E-7", "+.5e+9", ".inf", "-.Inf", "+.INF", ".nan", ".NaN",
      ]
    ),
    (
      .string,
      [
        "nULL", "yes", "no", "on", "off", "y", "tRUE", "1_000", "1:30", "0o8", "0x", "0o", "-0x1",
        ".", "-", "+", "1e", "e1", ".e1", "1.2.3", "-.nan", ".iNF", "2026-11-21", "1 ", "<<", "=",
      ]
    ),
  ])
  func followsTheCoreSchema(type: YAMLScalarType, texts: [String]) {
    for text in texts {
      #expect(YAMLScalarType(of: text, isPlain: true) == type, "\(text)")
      #expect(YAMLScalarType(of: text, isPlain: false) == .string, "\(text)")
    }
  }
}
