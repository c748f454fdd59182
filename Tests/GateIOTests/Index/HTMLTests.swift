import Gate
import PythonPackaging
import Testing

@testable import GateIO

/// HTML as indexes, mirrors and attackers write it.
@Suite struct HTMLTests {
  /// Tags and texts in a short notation: `<a k=v>`, `</a>`, `text`.
  private func tokens(_ html: String) -> (shown: [String], isCutShort: Bool) {
    var tokenizer = HTMLTokenizer(Array(html.utf8))
    var shown: [String] = []
    while let token = tokenizer.next() {
      switch token {
      case .startTag(let name, let attributes):
        let pairs = attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
        shown.append("<\(name)\(pairs.joined())>")
      case .endTag(let name): shown.append("</\(name)>")
      case .text(let text): shown.append(text)
      }
    }
    return (shown, tokenizer.isCutShort)
  }

  @Test(
    arguments: [
      ("<a href=x>t</a>", ["<a href=x>", "t", "</a>"]),
      ("<A HREF='x y'>t</A >", ["<a href=x y>", "t", "</a>"]),
      ("<a\thref = \"x>y\"\n>", ["<a href=x>y>"]),
      ("<a href=x/>", ["<a href=x/>"]), ("<a/href=x / >", ["<a href=x>"]),
      ("<a hidden href=x>", ["<a hidden= href=x>"]), ("<a =x=y>", ["<a =x=y>"]),
      ("<a href=1 href=2 HREF=3>", ["<a href=1>"]), ("<a href>", ["<a href=>"]),
      ("<a href='a&amp;b&#38;c&#x26;d&lt;&gt;&quot;&apos;'>", ["<a href=a&b&c&d<>\"'>"]),
      ("<a href='&unknown;&amp&#;&#x;&#38x'>", ["<a href=&unknown;&amp&#;&#x;&x>"]),
      (
        "<a href='&#0;&#xd800;&#x110000;&#99999999999999999999;'>",
        ["<a href=\u{fffd}\u{fffd}\u{fffd}\u{fffd}>"]
      ),
      ("<!-- <a href=x> -->y", ["y"]), ("<!--><a>", ["<a>"]), ("<!---><a>", ["<a>"]),
      ("<!--!><a>--><b>", ["<b>"]), ("<!-- --!><a>", ["<a>"]), ("<!--a--b-- >c--><d>", ["<d>"]),
      ("<!doctype html><?php a ?><a>", ["<a>"]), ("<![CDATA[<a>]]>", ["]]>"]),
      ("<script><a href=x></script><b>", ["<script>", "</script>", "<b>"]),
      ("<script></scripty></SCRIPT >", ["<script>", "</script>"]),
      ("<style><!-- </style><a>", ["<style>", "</style>", "<a>"]),
      ("<textarea><a>&lt;</textarea>", ["<textarea>", "<a><", "</textarea>"]),
      ("<title><a></title>", ["<title>", "<a>", "</title>"]),
      ("a < b <3 <", ["a ", "< b ", "<3 ", "<"]), ("</ a></3></>x", ["x"]),
      ("<a\u{1f600}=b>", ["<a\u{1f600}=b>"]), ("", []),
    ])
  func splitsAsABrowserDoes(html: String, expected: [String]) {
    let (shown, isCutShort) = tokens(html)
    #expect(shown == expected)
    #expect(!isCutShort)
  }

  @Test(
    arguments: [
      "<a", "<a ", "<a href", "<a href=", "<a href=x", "<a href='x", "<a href='x'", "</a", "<!--",
      "<!-- -", "<!x", "<?x", "<script>", "<script></script", "<title>x",
    ])
  func noticesAnEndWithinMarkup(html: String) {
    #expect(tokens(html).isCutShort)
  }

  @Test func survivesEveryCutAndEveryByte() {
    let page = Array(
      "<!DOCTYPE html><!-- c --><title>Links for a</title><a href='a-1.0.zip#sha256=&#x41;'>b</a>"
        .utf8)
    for end in 0...page.count {
      _ = SimplePage(Array(page[..<end]))
      for byte in [0x00, 0x22, 0x26, 0x2d, 0x2f, 0x3c, 0x3e, 0x80, 0xff] as [UInt8] {
        _ = SimplePage(page[..<end] + [byte] + page[end...])
      }
    }
  }

  @Test(
    arguments: [
      "<", "<a ", "<!--", "<a href='", "</", "&", "&#", "<script>", "<a><!-", "<h1>x", "<title>",
      "<a b=c ", "<script></",
    ])
  func readsMuchOfAnythingInLinearTime(piece: String) {
    let count = 200_000 / piece.utf8.count
    _ = SimplePage(Array(String(repeating: piece, count: count).utf8))
  }

  private func read(_ html: String) throws -> ProjectRecord {
    let name = try #require(ProjectName("foo-bar"))
    return try HTMLListing.read(Array(html.utf8), about: name, now: testNow)
  }

  private static let digest = String(repeating: "0a", count: 32)

  @Test func readsAPageOfFiles() throws {
    let record = try read(
      """
      <!DOCTYPE html><html><head><meta name="pypi:repository-version" content="1.3">
      <meta name="pypi:project-status" content="archived"></head><body>
      <a href="../">up</a> <a name="top">top</a>
      <a href="https://files.example/x/Foo_Bar-1.0.tar.gz?x=1#sha256=\(Self.digest.uppercased())"
         data-requires-python="&gt;=3.8" data-yanked>a</a>
      <a href="foo_bar-1.1%2Blocal-py3-none-any.whl#md5=1" data-yanked="a &amp; b">b</a>
      <a href="foo.bar-2.0.zip" data-upload-time="2026-01-02T03:04:05.678Z">c</a>
      <a href="foo-bar-3.0.tar.gz" data-upload-time="yesterday">d</a>
      <a href="foo-1.0.tar.gz">another project's</a>
      <a href="foo-bar-what.exe#sha256=\(Self.digest)">unreadable</a>
      <!-- <a href="foo-bar-9.0.tar.gz">not there</a> -->
      </body></html>
      """)
    #expect(record.status == .archived)
    #expect(record.versions.map(\.description) == ["1.0", "1.1+local", "2.0", "3.0"])
    #expect(
      record.files.map(\.filename) == [
        "Foo_Bar-1.0.tar.gz", "foo_bar-1.1+local-py3-none-any.whl", "foo.bar-2.0.zip",
        "foo-bar-3.0.tar.gz", "foo-bar-what.exe",
      ])
    let digest = SHA256Digest(Self.digest)
    #expect(record.files.map(\.sha256) == [digest, nil, nil, nil, digest])
    #expect(
      record.files.map(\.yank) == [Yank(reason: nil), Yank(reason: "a & b"), nil, nil, nil])
    #expect(
      record.files.map { $0.uploaded?.description }
        == [nil, nil, "2026-01-02T03:04:05Z", nil, nil])
    #expect(record.files.map { $0.version == nil } == [false, false, false, false, true])
  }

  @Test func readsWhatJSONWouldSayOfAFile() throws {
    let record = try read(
      """
      <meta name="pypi:project-status" content="deprecated">
      <meta name="pypi:project-status-reason" content="use &quot;bar&quot;">
      <a href="foo_bar-1.0-py3-none-any.whl" data-requires-python="&gt;=3.9,&lt;4"
         data-provenance="https://index.example/p" data-core-metadata="sha256=\(Self.digest)">a</a>
      <a href="foo_bar-1.1-py3-none-any.whl" data-requires-python="" data-provenance=""
         data-dist-info-metadata="true">b</a>
      <a href="foo_bar-1.2-py3-none-any.whl" data-core-metadata="sha256=beef"
         data-dist-info-metadata="sha256=\(Self.digest)">c</a>
      <a href="foo_bar-1.3.tar.gz" data-core-metadata="false">d</a>
      """)
    #expect(record.status == .deprecated)
    #expect(record.statusReason == "use \"bar\"")
    #expect(record.files.map(\.requiresPython) == [">=3.9,<4", nil, nil, nil])
    #expect(record.files.map(\.hasProvenance) == [true, false, false, false])
    let digest = try #require(SHA256Digest(Self.digest))
    #expect(
      record.files.map { $0.metadata.map(\.digest) } == [digest, .some(nil), .some(nil), nil])
    let last = record.files.compactMap(\.metadata).last
    #expect(last?.address == "foo_bar-1.2-py3-none-any.whl")
    #expect(record.files.map(\.kind) == [.wheel, .wheel, .wheel, .sourceDistribution])
    #expect(record.files.allSatisfy { $0.size == nil })
  }

  @Test(
    arguments: [
      "<title>Links for foo-bar</title>", "<h1>Links for Foo.Bar</h1>",
      "<title>\n Links  for foo_bar </title><h1>Links for foo-bar</h1>",
      #"<meta name="pypi:repository-version" content="1.0">"#,
    ])
  func readsAPageWithoutFilesThatSaysWhoseItIs(html: String) throws {
    #expect(try read(html).files.isEmpty)
  }

  @Test(
    arguments: [
      "", "nothing", "<html><title>Log in</title><form>", "<a href='/login'>Log in</a>",
      "<title>Links for other</title>", "<h1>Links for</h1>",
      "<title>Links for foo-bar</title><a href='other-1.0.tar.gz#sha256=\(digest)'>x</a>",
      #"<meta name="pypi:repository-version" content="1.0"><h1>Links for other</h1>"#,
      #"<meta name="pypi:repository-version" content="2.0"><a href="foo-bar-1.0.zip">x</a>"#,
      "<a href='foo-bar-1.0.tar.gz'>cut", "<a href='foo-bar-1.0.tar.gz'>x</a><a href='foo-b",
      "<!-- <a href='foo-bar-1.0.tar.gz'>x</a> -->",
      "<script><a href=foo-bar-1.0.zip></a></script>",
      "<a href='foo-bar-1.0.tar.gz%'>x</a>", "<a href='a%2ffoo-bar-1.0.zip'>x</a>",
      "<a href='foo-bar-1.0%00.zip'>x</a>", "<a href='?foo-bar-1.0.zip'>x</a>",
      "<a href='f\u{1d0}o-bar-1.0.zip'>x</a>",
    ])
  func refusesWhatIsNoListOfTheProject(html: String) {
    #expect(throws: UnusableAnswer.self) { try read(html) }
  }
}
