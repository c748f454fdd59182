/// Tables, arrays of tables, arrays and inline tables.
/// https://toml.io/en/v1.0.0#table
enum TableCases {
  static let valid: [TOMLCase] =
    [
      "[a]", "[a]\nb = 1", "[a.b.c]", "[ a . b ]", "[\"a\".'b']", "[\"\"]", "['']\nx = 1",
      "[a]\n[b]", "[a]\n[a.b]", "[a.b]\n[a]", "[a.b]\nx = 1\n[a]\ny = 2", "[a.b.c]\n[a]\n[a.b]",
      "[a]\n\n[b] # text", "[ \t a\t]", "[1]\n[2.3]", "[true]", "[-]", "[\"a.b\"]\n[a.b]",
      "[\"]\"]", "['[x]']\na = 1", "[a]\nb.c = 1", "[a]\nb.c = 1\nb.d = 2", "[a]\nb.c = 1\n[a.d]",
      "[a.b]\nc = 1\n[a]\nd.e = 2", "a.b = 1\n[a.c]", "a.b.c = 1\n[a.d]\n[a.b.d]",
      "[a]\nb.c = 1\n[a.b.d]", "[a.b.c]\n[a]\nb.x = 1", "a.x = 1\n[b]\na.x = 2",
      "[x.y.z.w]\n[x]", "[a]\nx.y = 1\n[b]\nx.y = 2", "[a]\na = 1", "[a]\n[b]\n[c]\n[a.a]\n[b.b]",
      "[[a]]", "[[a]]\n[[a]]", "[[a]]\nx = 1\n[[a]]\nx = 2", "[[a.b]]\n[[a.b]]", "[[ a ]]",
      "[[\"a\".'b']]", "[[a]] # text\n", "[[a]]\n[a.b]\n[[a]]\n[a.b]", "[[a]]\n[[a.b]]\n[[a.b]]",
      "[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\nx = 1", "[[a]]\n[a.b.c]\n[[a.b.d]]", "[a]\n[[a.b]]\nx = 1",
      "[[a.b]]\n[a]\nx = 1", "[[a]]\nb.c = 1\n[[a]]\nb.c = 2", "[[a]]\nb.c = 1\n[a.b.d]",
      "[[a]]\n[[b]]\n[[a]]\n[[b]]", "a.b = 1\n[[a.c]]", "[[a.b.c]]\n[a.b.d]\n[[a.b.c]]",
      "[[a]]\n[a.b]\nx.y = 1\n[[a]]\n[a.b]\nx.y = 2", "[[a]]\n[[a.b.c]]\n[a.b]\nx = 1",
      "[[fruit]]\nname = 'x'\n[fruit.physical]\ncolor = 'y'\n[[fruit.variety]]\nname = 'z'",
      "a = []", "a = [ ]", "a = [1]", "a = [1,]", "a = [1, 2 , 3]", "a = [[]]", "a = [[],[],]",
      "a = [[1, 2], ['x'], [1.5, true]]", "a = [\n]", "a = [\n1,\n2\n]", "a = [\n1\n,\n2\n,\n]",
      "a = [ # text\n1, # text\n2 # text\n# text\n] # text", "a = [\r\n1,\r\n]", "a = [1,\t2]",
      "a = [{}]", "a = [{b = 1}, {b = 2}]", "a = ['x,y', \"]\", '''\n]''']", "a = [[[[[1]]]]]",
      "a = [1, 'x', 1.5, true, 1979-05-27, [], {}]", "[a]\nb = [\n  1,\n]\nc = 2", "a = [#\n]",
      "a = {}", "a = { }", "a = {b = 1}", "a = { b = 1, c = 2 }", "a = {b.c = 1}",
      "a = {b.c = 1, b.d = 2}", "a = {\"b c\" = 1, 'd' = 2}", "a = {b = {c = {}}}",
      "a = {b = [1, 2]}", "a = {b = [\n1,\n2\n]}", "a = {b = '''\nx\ny'''}",
      "a = {b = [ # text\n]}",
      "a = {b.c = 1, d = 2, b.e = 3}", "a = {b.c.d = 1, b.c.e = 2, b.f = 3}", "a.b = {c = 1}",
      "a.b = {c = 1}\na.d = 2", "[a]\nb = {c = 1}\n[a.d]", "a = {b = 1}\nb = {b = 1}",
      "a = {a.a = {a.a = {}}}", "[[a]]\nb = {c = 1}\n[[a]]\nb = {d = 2}", "a = {b = {}, c = []}",
      "[a.b]\n[[a.c]]\n[a.d]\n[[a.c]]", "a = {\"\" = 1}", "a = {b=1,c=2}#text",
    ].map(named)
    + [
      TOMLCase("64 levels of arrays", "a = " + nested("[", "]", 64)),
      TOMLCase("63 levels in a header", "[" + parts(63) + "]\na = 1"),
      TOMLCase("64 tables by a dotted key", parts(65) + " = 1"),
      TOMLCase("64 levels of inline tables", "a = " + nested("{a=", "}", 63, inner: "{}")),
      TOMLCase("many headers", (0..<100).map { "[a.t\($0)]\nx = 1\n" }.joined()),
      TOMLCase("many elements", String(repeating: "[[a]]\nx = 1\n[a.b]\n", count: 100)),
      TOMLCase("many dotted keys", (0..<100).map { "a.b.k\($0) = 1\n" }.joined()),
    ]

  static let invalid: [TOMLCase] =
    [
      "[", "[]", "[ ]", "[a", "[a\n]", "[\na]", "a]", "[a]]", "[a] b = 1", "[a] x", "[a] [b]",
      "[a][b]", "[a]b = 1", "[a b]", "[a.]", "[.a]", "[a..b]", "[.]", "[a.b", "[é]", "[a#b]",
      "[a=1]",
      "[a]\n[a]", "[a]\nx = 1\n[b]\n[a]", "[a.b]\n[a.b]", "[a]\n['a']", "[\"a]", "[\"\"\"a\"\"\"]",
      "a = 1\n[a]", "a = 1\n[a.b]", "a = 'x'\n[a.b.c]", "a = []\n[a]", "a = [1]\n[a.b]",
      "a = [{}]\n[a.b]", "a = {}\n[a]", "a = {}\n[a.b]", "a = {b = {}}\n[a.b.c]",
      "a = {b = 1}\na.c = 2",
      "[a]\nb = 1\n[a.b]", "[a]\nb = 1\n[a.b.c]", "a.b = 1\n[a]", "a.b.c = 1\n[a.b]",
      "a.b = 1\n[a.b]",
      "[a]\nb.c = 1\n[a.b]", "[a]\n[b]\n[a.c]\n[a]", "[a.b]\n[a]\nb = 1", "[a.b]\n[a]\nb.c = 1",
      "[a.b.c]\n[a]\nb.c.x = 1", "[a.b.c.d]\n[a]\nb.c.d.x.y = 1", "[a.b.c]\n[a]\nb.x = 1\n[a.b]",
      "[a]\nb.c = 1\n[x]\n[a.b.c]", "[a]\nx.y = 1\n[a]\nx.z = 2", "[t]\n[t.a]\n[t]",
      "a.b = 1\n[a]\nc=1",
      "[[]]", "[[ ]]", "[[a]", "[[a] ]", "[ [a]]", "[[a]]]", "[[a]] x", "[[a]\n]", "[[a.]]",
      "[[a b]]",
      "[a]\n[[a]]", "[[a]]\n[a]", "[[a]]\n[a]\n[[a]]", "a = []\n[[a]]", "a = [{}]\n[[a]]",
      "a = 1\n[[a]]", "a = {}\n[[a]]", "a = {b = []}\n[[a.b]]", "[a.b]\n[[a]]", "[a.b]\n[[a.b]]",
      "[[a.b]]\n[[a]]", "[[a.b]]\n[a.b]", "[[a]]\n[a.b]\n[a.b]", "[[a]]\n[a.b]\n[[a.b]]",
      "[[a]]\n[[a.b]]\n[a.b]", "a.b = 1\n[[a]]", "a.b = 1\n[[a.b]]", "[[a.b]]\n[a]\nb.c = 1",
      "[[a.b]]\n[a]\nb = 1", "[a]\nb.c = 1\n[[a.b]]", "[[a]]\nb = 1\n[a.b]",
      "[[a]]\nb = []\n[[a.b]]",
      "[[a]]\na.b = 1\n[[a.a]]", "[[x.a]]\n[x]\na.c = 1",
      "a = [", "a = ]", "a = [1", "a = [1,", "a = [1 2]", "a = [1\n2]", "a = [,]", "a = [,1]",
      "a = [1,,2]", "a = [1,2,,]", "a = [1;2]", "a = [1]]", "a = [1] 2", "a = [1][2]",
      "a = [b = 1]",
      "a = [1\nb = 2", "a = [[1]", "a = [1}", "a = [word]", "a = [ #]", "a = [\r1]", "a = [1\r, 2]",
      "a = [1 # \u{1}\n]", "a = ['x", "a = [1.]", "a = [\u{c}]", "a = [1,\u{0}]",
      "a = {", "a = }", "a = {b}", "a = {b = }", "a = {b = 1", "a = {b = 1,", "a = {b = 1,}",
      "a = {b = 1, }", "a = {,}", "a = {,b = 1}", "a = {b = 1,,c = 2}", "a = {b = 1 c = 2}",
      "a = {b = 1; c = 2}", "a = {b: 1}", "a = {\n}", "a = {\nb = 1}", "a = {b = 1\n}",
      "a = {b = 1,\nc = 2}", "a = {b = 1 # text\n}", "a = {b\n= 1}", "a = {b =\n1}", "a = {b = 1]",
      "a = {b = 1} c", "a = {b = 1}}", "a = {b = 1, b = 2}", "a = {b = 1, 'b' = 2}",
      "a = {b.c = 1, b.c = 2}", "a = {b = 1, b.c = 2}", "a = {b.c = 1, b = 2}",
      "a = {b = {}, b.c = 1}", "a = {b = {c = 1}, b.d = 2}", "a = {b = [], b.c = 1}",
      "a = {b = [{}], b.c = 1}", "a = {}\na.b = 1", "a = {}\na = {}", "a.b = {}\na.b.c = 1",
      "[a]\nb = {}\nb.c = 1", "[a]\nb = {}\n[a.b]", "[a]\nb = {}\n[[a.b]]", "a = {[b] = 1}",
      "a = {[b]}", "a = {1}", "a = {'b'}", "a = {b = 1, c}", "a = {b..c = 1}", "a = {\r\n}",
      "a = [1]\na.b = 1", "a = [{b = 1}]\na.b = 1", "a = [{b = {}}]\n[a.b]",
    ].map(named)

  /// Deeper than the limit: refused here, whatever Python does.
  static let tooDeep: [TOMLCase] = [
    TOMLCase("65 levels of arrays", "a = " + nested("[", "]", 65)),
    TOMLCase("200,000 arrays", "a = " + String(repeating: "[", count: 200_000)),
    TOMLCase("65 levels of inline tables", "a = " + nested("{a=", "}", 64, inner: "{}")),
    TOMLCase("200,000 inline tables", "a = " + String(repeating: "{a=", count: 200_000)),
    TOMLCase("65 levels in a header", "[" + parts(65) + "]"),
    TOMLCase("200,000 parts in a header", "[" + parts(200_000) + "]"),
    TOMLCase("65 levels of an array of tables", "[[" + parts(64) + "]]"),
    TOMLCase("65 tables by a dotted key", parts(66) + " = 1"),
    TOMLCase("200,000 parts in a key", parts(200_000) + " = 1"),
    TOMLCase("a header and a dotted key together", "[" + parts(40) + "]\n" + parts(26) + " = 1"),
    TOMLCase("a header and arrays together", "[" + parts(40) + "]\na = " + nested("[", "]", 25)),
    TOMLCase(
      "nested arrays of tables",
      (1...40).map { "[[" + String(repeating: "a.", count: $0 - 1) + "a]]\n" }.joined()),
    TOMLCase("dotted keys in inline tables", "a = {" + parts(40) + " = {" + parts(40) + " = 1}}"),
    TOMLCase(
      "arrays and inline tables in turn", "a = " + String(repeating: "[{a=", count: 100_000)),
  ]

  private static func named(_ text: String) -> TOMLCase { TOMLCase(text, text) }

  private static func parts(_ count: Int) -> String {
    String(repeating: "a.", count: count - 1) + "a"
  }

  private static func nested(
    _ open: String, _ close: String, _ count: Int, inner: String = ""
  ) -> String {
    String(repeating: open, count: count) + inner + String(repeating: close, count: count)
  }
}
