import Testing

@testable import Gate

struct SafeTextTests {
  @Test(arguments: [
    ("plain text", "plain text"),
    ("tab\tand\r\nbreak", #"tab\tand\r\nbreak"#),
    ("\u{0}\u{7}\u{1b}[31m\u{7f}", #"\u{0}\u{7}\u{1b}[31m\u{7f}"#),
    ("\u{80}\u{85}\u{9b}31m\u{9f}", #"\u{80}\u{85}\u{9b}31m\u{9f}"#),
    ("a\u{200b}b\u{200d}\u{feff}\u{ad}", #"a\u{200b}b\u{200d}\u{feff}\u{ad}"#),
    ("\u{202e}\u{2066}\u{2069}\u{61c}\u{200f}", #"\u{202e}\u{2066}\u{2069}\u{61c}\u{200f}"#),
    ("\u{2028}\u{2029}\u{a0}\u{3000}", #"\u{2028}\u{2029}\u{a0}\u{3000}"#),
    ("\u{3164}\u{115f}\u{2800}\u{34f}", #"\u{3164}\u{115f}\u{2800}\u{34f}"#),
    ("\u{e0041}\u{fe0f}\u{e000}\u{378}", #"\u{e0041}\u{fe0f}\u{e000}\u{378}"#),
    ("日本語 naïve Ωmega 🐍", "日本語 naïve Ωmega 🐍"),
    ("##[error]x", #"##\u{5b}error]x"#),
    ("####[error]x", #"####\u{5b}error]x"#),
    ("##vso[task.setvariable]", #"##vso\u{5b}task.setvariable]"#),
    ("##teamcity[x] # [y] #[z]", #"##teamcity\u{5b}x] # [y] #[z]"#),
    ("see https://me:pw@host/x", "see https://***@host/x"),
  ])
  func showsWhatCannotBeSeen(text: String, shown: String) {
    #expect(SafeText.line(text) == shown)
  }

  @Test func cutsWhatIsTooLong() {
    #expect(SafeText.line(String(repeating: "a", count: 9), limit: 8) == "aaaaaaaa…")
    #expect(SafeText.line(String(repeating: "é", count: 8), limit: 8).unicodeScalars.count == 8)
  }

  @Test(arguments: [
    ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("ﬀ", 1), ("한글", 4), ("🐍", 2), ("ｱ", 1), ("Ａ", 2),
    ("", 0),
  ])
  func knowsHowWideTextIs(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }
}
