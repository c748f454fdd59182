import Testing

@testable import SourceText

@Suite struct ShellCommandsTests {
  static let posix: [(String, [String])] = [
    ("a b  c\td", ["a|b|c|d"]),
    ("a 'b c' \"d e\" f\\ g", ["a|b c|d e|f g"]),
    ("a x'y'\"z\"", ["a|xyz"]),
    ("a ''", ["a|"]),
    ("a $'t\\tn\\x41\\u00e9\\'' b", ["a|t\tnAé'|b"]),
    ("a \"q \\\" \\$ \\x\"", ["a|q \" $ \\x"]),
    ("a b \\\n  c\nd", ["a|b|c", "d"]),
    ("a b\\\nc", ["a|bc"]),
    ("a # b\nc#d", ["a", "c#d"]),
    ("a;b&&c||d&e|f", ["a", "b", "c", "d", "e", "f|<|4"]),
    ("a |& b", ["a", "b|<|0"]),
    ("a > f 2>&1 < g", ["a|<g"]),
    ("a 2>/dev/null b &> c d >&2 e", ["a|b|d|e"]),
    ("a>=1.0 b", ["a|b"]),
    ("(a; b) { c; }", ["a", "b", "c"]),
    ("if a; then b; elif c; then d; else e; fi", ["a", "b", "c", "d", "e"]),
    ("while ! a; do b; done", ["a", "b"]),
    ("for x in p q; do a $x; done", ["a|p|q"]),
    ("case $x in a) b;; c|d) e;; esac", ["b", "e"]),
    ("f() { a; }\nfunction g { b; }", ["f", "a", "b"]),
    ("A=b C='d e' f", ["A=b|C=d e|f"]),
    ("A=(b 'c d' # x\n e)\nf \"${A[@]}\"", ["A=b,c d,e", "f|b|c d|e"]),
    ("A=b\nc $A ${A}d \"$A\"", ["A=b", "c|b|bd|b"]),
    ("A='b c'\nd $A \"$A\"", ["A=b c", "d|b|c|b c"]),
    ("A=b\nA=c\nd $A", ["A=b", "A=c", "d|$A?"]),
    ("A=b\nA=b\nd $A", ["A=b", "A=b", "d|b"]),
    ("A+=b\nc $A", ["A=b", "c|$A?"]),
    ("export A=b; c $A", ["export|A=b", "c|b"]),
    ("a $B ${B:-c} $1 $@ \"x$B\"", ["a|$B?|${B:-c}?|$1?|$@?|x$B?"]),
    ("a $(b c) `d` \"$(e \"f\")\"", ["b|c", "d", "e|f", "a|$(b c)?|`d`?|$(e \"f\")?"]),
    ("a $((1 + (2))) b", ["a|$((1 + (2)))?|b"]),
    ("a $(case x in y) b;; esac) c", ["b", "a|$(case x in y) b;; esac)?|c"]),
    ("a <(b) c", ["b", "a|<(b)?|c"]),
    ("a {b,c} {d}", ["a|{b,c}?|{d}"]),
    ("a {{ b.c }} x{{d}}", ["a|{{ b.c }}?|x{{d}}?"]),
    ("a ${{ b.c || 'd' }} e", ["a|${{ b.c || 'd' }}?|e"]),
    ("a << parameters.b >> c", ["a|<< parameters.b >>?|c"]),
    ("a <<E b\nx y\nE\nc", ["a|b|<<\"x y\\n\"", "c"]),
    ("a <<-'E'\n\tx\n\tE\nc", ["a|<<\"\\tx\\n\"", "c"]),
    ("a <<E && b <<F\n1\nE\n2\nF\nc", ["a|<<\"1\\n\"", "b|<<\"2\\n\"", "c"]),
    ("a <<E | b\nx\nE", ["a|<<\"x\\n\"", "b|<|0"]),
    ("a <<< 'b c'", ["a|<<\"b c\""]),
    ("a <<E\nb", ["a", "b"]),
    ("a 'b\nc d", ["a|'b?", "c|d"]),
    ("a \"b\nc d", ["a|\"b?", "c|d"]),
    ("a $(b\nc", ["b", "c", "a|$(b?"]),
    ("a )\nb", ["a", "b"]),
    ("a b\r\nc d\r\n", ["a|b", "c|d"]),
    ("[[ a < b ]] && c", ["a|]]|<b", "c"]),
    ("a *.x b==1.*", ["a|*.x|b==1.*"]),
    ("a `# b` c\nd", ["a|`# b`?|c", "d"]),
    ("a `b \\`c\\``", ["c", "b|`c`?", "a|`b \\`c\\``?"]),
    ("a ${b:-$(c '}')} d", ["c|}", "a|${b:-$(c '}')}?|d"]),
    ("a \"${b:-'}\"; c; d \"'}\"", ["c", "d|\"?", "a|${b:-'}\"; c; d \"'}?"]),
    ("a $((b); (c))", ["b", "c", "a|$((b); (c))?"]),
    ("a $((1 << $(b)))\n((x = 1 << 2))\nc", ["b", "a|$((1 << $(b)))?", "c"]),
    ("a[1 << 2]=3\nb", ["a=3", "b"]),
    ("a $(b <<E)\nc\nE", ["b", "a|$(b <<E)?", "c", "E"]),
    ("a <<E\nE\\\n\nb\nE", ["a|<<\"\"", "b", "E"]),
    ("a <<E\n$(b) `c` \\$(d)\nE", ["a|<<\"$(b) `c` \\\\$(d)\\n\"", "b", "c"]),
    ("a <<'E'\n$(b)\nE", ["a|<<\"$(b)\\n\""]),
    ("a {{ ; b ; c }}", ["b", "c", "a|{{ ; b ; c }}?"]),
    ("a {{#b; c }}", ["c", "a|{{#b; c }}?"]),
    ("a \"{{\"; b; c \"}}\"", ["b", "c|\"?", "a|{{\"; b; c \"}}?"]),
    ("a \"$\\\n(b)\" $'c\\0d'e", ["b", "a|$\\\n(b)?|ce"]),
    ("declare -a A=(b c)\nd \"${A[@]}\"", ["A=b,c|declare|-a", "d|b|c"]),
    ("A=(b)\nA[1]=c\nd \"${A[@]}\"", ["A=b", "A=c", "d|${A[@]}?"]),
    ("case a\nin (b|c) case d in e) f; esac;; g) h; esac; i", ["f", "h", "i"]),
    ("for a do b; done; for ((;;)) do c; done", ["b", "c"]),
    ("a < <(b) c {1..3}", ["b", "a|c|{1..3}?|<<(b)"]),
    ("time -p a", ["a"]),
    ("a \"b $(c)\nd\ne <<E\n1\nE\n$(f)", ["c", "a|\"b $(c)?", "d", "e|<<\"1\\n\"", "f", "$(f)?"]),
    (
      "a $(case b in\n# c)\nd|e)\nf\n;;\n\n(g) h\nesac; i)",
      ["f", "h", "i", "a|$(case b in\n# c)\nd|e)\nf\n;;\n\n(g) h\nesac; i)?"]
    ),
    ("", []), ("\\", []), ("#", []),
  ]

  @Test(arguments: posix.indices)
  func readsCommandsOfPOSIX(index: Int) {
    let (text, expected) = Self.posix[index]
    #expect(ShellListing.commands(text) == expected, "\(text.debugDescription)")
  }

  static let others: [(ShellDialect, String, [String])] = [
    (.powershell, "& a `\n b 'c''d' \"e`\"f\"", ["a|b|c'd|e\"f"]),
    (.powershell, "a # b\n<# c\nd #> e", ["a", "e"]),
    (.powershell, "$A = \"b\"\nc $A $env:D ${env:E}", ["A=b", "c|b|$env:D?|${env:E}?"]),
    (.powershell, "if ($x) { a b } else { c }", ["$x?", "a|b", "c"]),
    (.powershell, "a C:\\x\\y", ["a|C:\\x\\y"]),
    (.cmd, "@a b ^\n c", ["a|b|c"]),
    (.cmd, "rem a\n:: b\nc 'd e' \"f g\"", ["c|'d|e'|f g"]),
    (.cmd, "set A=b\nc %A% %D% !E! %1 %%f", ["set|A=b", "c|b|%D%?|!E!?|%1?|%%f?"]),
    (.cmd, "if exist x (\n a && b\n)", ["a", "b"]),
    (.powershell, "$A = b c\n$D += \"e\"", ["b|c", "D=e"]),
    (.powershell, "$A=\"b\"; c $A \"d\"\"e\"", ["A=b", "c|b|d\"e"]),
    (.powershell, "a @'\nb 'c\n'@ d", ["a|b 'c|d"]),
    (.powershell, "a @\"\n$(b) \"c\n\"@ d", ["b", "a|$(b) \"c?|d"]),
    (
      .cmd, "IF NOT exist x a b\nif \"%C%\"==\"\" d\nif c == d e\nif c EQU d f",
      ["a|b", "d", "e", "f"]
    ),
    (.cmd, "a & rem b\n@ @c \"d\ne", ["a", "c|\"d?", "e"]),
    (.cmd, "a x\\y^&z", ["a|x\\y&z"]),
    (.make, "@a $(B) $$C $${D} $E", ["a|$(B)?|$$C?|$${D}?|$E?"]),
    (.make, "-@a b", ["a|b"]),
    (.make, "+a -b @c", ["a|-b|@c"]),
    (.make, "for x in p q; do a $$x; done", ["a|p|q"]),
  ]

  @Test(arguments: others.indices)
  func readsCommandsOfOtherShells(index: Int) {
    let (dialect, text, expected) = Self.others[index]
    #expect(ShellListing.commands(text, dialect) == expected, "\(text.debugDescription)")
  }

  @Test func mapsEveryWordToItsPlace() throws {
    let text = "x='v w'\na b\\\nc \"d\\\"e\" $'\\x41f' $x \"<$x>\"\n"
    let file = SourceFile(path: "x", text: text)
    let commands = ShellCommands(MappedText(file), dialect: .posix).commands
    let words = try #require(commands.last).words
    #expect(
      words.map(\.text.text) == ["a", "bc", "d\"e", "Af", "v", "w", "<v w>"])
    #expect(
      words.map(\.text.location.text)
        == ["a", "b\\\nc", "d\\\"e", "\\x41f", "v", "w", "<$x>"])
  }

  @Test func putsValuesInOnlyUpToALimit() {
    let text =
      "A='\(String(repeating: "x ", count: 2000))'\n" + String(repeating: "b $A\n", count: 2000)
    let commands = ShellCommands(
      MappedText(SourceFile(path: "x", text: text)), dialect: .posix
    ).commands
    #expect(commands.reduce(0) { $0 + $1.words.count } < 100_000)
    #expect(commands.last?.words.last?.isLiteral == false)
  }
}
