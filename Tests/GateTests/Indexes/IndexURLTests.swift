import PythonPackaging
import Testing

@testable import Gate

@Suite struct IndexURLTests {
  @Test(
    arguments: [
      ("https://pkg.example/simple/", "https://pkg.example/simple/"),
      ("HTTPS://Pkg.Example/simple", "https://pkg.example/simple/"),
      ("https://pkg.example", "https://pkg.example/"),
      ("https://pkg.example:8443/a/b", "https://pkg.example:8443/a/b/"),
      ("https://user:secret@pkg.example/simple/", "https://pkg.example/simple/"),
      ("https://[2001:db8::1]/simple/", "https://[2001:db8::1]/simple/"),
      ("http://localhost:3141/team/", "http://localhost:3141/team/"),
      ("http://127.0.0.1/", "http://127.0.0.1/"), ("http://127.9.8.7/", "http://127.9.8.7/"),
      ("http://[::1]:80/", "http://[::1]:80/"),
    ])
  func acceptsAnEncryptedOrLocalIndex(text: String, shown: String) throws {
    #expect(try IndexURL(text).description == shown)
  }

  @Test(
    arguments: [
      "http://pkg.example/simple/", "http://localhost.example/", "http://127.0.0.1.example/",
      "http://127.1/", "http://2130706433/", "http://127.0.0.256/",
      "http://127.0.0.1@evil.example/",
      "http://10.0.0.1/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/",
    ])
  func refusesPlainHTTPToAnotherMachine(text: String) {
    let error = #expect(throws: IndexConfigurationError.self) { try IndexURL(text) }
    guard case .insecure = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(
    arguments: [
      "", "pkg.example/simple", "https:/pkg.example/", "https://", "https:///simple/",
      "https://pkg.example/simple/?a=b", "https://pkg.example/#x", "https://pkg.example/a b",
      "https://pkg.example/\n", "https://pkg.example\\@evil.example/", "https://a@b@pkg.example/",
      "https://pkg.example:99999/", "https://pkg.example:/", "https://pkg.example:0x1/",
      "https://k\u{f6}ln.example/", "https://[::1/", "https://[]/", "https://[::1]x/",
      "file:///srv/simple/", "ftp://pkg.example/", "https://pkg%2eexample/",
    ])
  func refusesWhatIsNoPlainURL(text: String) {
    #expect(throws: IndexConfigurationError.self) { try IndexURL(text) }
  }

  @Test(
    arguments: [
      "http://us:pw@pkg.example/", "ftp://us:pw@pkg.example/", "https://us:p w@pkg.example/",
      "us:pw@pkg.example", "https://us:p/w@pkg.example?", "https://pkg.example/?token=pw",
      "https://us:pw@pkg.example/ ", "//us:pw@pkg.example",
    ])
  func neverRepeatsASecret(text: String) {
    let error = #expect(throws: IndexConfigurationError.self) { try IndexURL(text) }
    let words = error?.description ?? ""
    #expect(words.contains("pkg.example"))
    #expect(!words.contains("us:") && !words.contains("pw") && !words.contains("p w"))
  }

  @Test func knowsWhereToAsk() throws {
    let name = try #require(ProjectName("Foo_.Bar"))
    let index = try IndexURL("https://us:pw@pkg.example/team/simple")
    #expect(index.listing(of: name) == "https://us:pw@pkg.example/team/simple/foo-bar/")
    #expect(index.uploadTimes(of: name) == "https://us:pw@pkg.example/team/pypi/foo-bar/json")
    #expect(try IndexURL("https://pkg.example/team/").uploadTimes(of: name) == nil)
    #expect(try IndexURL("https://pkg.example/simple/").listing(of: name).hasSuffix("/foo-bar/"))
    #expect(IndexURL.standard.description == (try IndexURL("\(IndexURL.standard)").description))
  }

  @Test(
    arguments: [
      ("/simple/b/", "https://pkg.example/simple/b/"),
      ("https://pkg.example/simple/b/", "https://pkg.example/simple/b/"),
      ("https://PKG.example:443/b?x=1#y", "https://pkg.example/b?x=1"),
      ("../b/", "https://pkg.example/simple/a/../b/"), ("b", "https://pkg.example/simple/a/b"),
      ("?x", "https://pkg.example/simple/a/?x"),
      ("http://pkg.example/simple/b/", nil), ("https://pkg.example:444/b/", nil),
      ("https://evil.example/", nil), ("//evil.example/", nil), ("file:///etc/passwd", nil),
      ("https://us@pkg.example/", nil), ("https:evil", nil), ("javascript:x", nil), ("", nil),
      ("#x", nil), ("/a b", nil), ("/\\evil.example", nil),
      ("https://pkg.example.evil.example/", nil),
    ] as [(String, String?)])
  func followsOnlyToItself(location: String, target: String?) throws {
    let index = try IndexURL("https://pkg.example/simple/")
    #expect(index.redirect(from: "https://pkg.example/simple/a/", to: location) == target)
  }
}
