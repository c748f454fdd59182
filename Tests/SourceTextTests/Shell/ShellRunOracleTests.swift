import Testing

@testable import SourceText

/// bash is asked what it runs in texts that only just mean something: a command that runs and is not
/// listed would pass the gate unseen.
@Suite struct ShellRunOracleTests {
  private static let seeds = [
    "p1 a; p2 'b c' && p3 || p4 | p5 & p6\n", "p1 $(p2 \"$(p3)\") `p4 \\`p5\\``\np6\n",
    "x=$(p1) p2; x=(a $(p3)); p4 \"${x[@]}\"\n", "p1 ${x:-$(p2)} \"${x:-'}'}\" ${x#'}'}; p3\n",
    "p1 $((1 + $(p2) + (2))); p3 $((p4); (p5)); ((x = 1 << 2)); ((p6); (p7))\np8\n",
    "case a in b) p1 ;; a|c) p2; p3 ;; (d) p4; esac; p5\n",
    "p1 $(case a in a) p2;; esac; p3) \"$(case b in *) p4 ;& c) p5; esac)\"\np6\n",
    "case a in\n  # d\n  a) case b in b) p1 ;; esac ;;\n  *) p2\nesac\np3\n",
    "if p1; then p2; elif p3; then p4; else p5; fi; ! p6\n",
    "for i in 1 2; do p1 $i; done; for i do p2; done; for i\nin a; do p3; done; p4\n",
    "f() { p1; }; function g { p2; }\nf; g; { p3; }; (p4)\n",
    "p1 <<E; p2\n$(p3) `p4` \\$(p5) ${x:-$(p6)}\nE\np7\n",
    "p1 <<'E' | p2\n$(p3)\nE\np4 <<-E\n\tb\n\tE\np5\n",
    "p1 <<E\nb\\\nE\nE\np2 $(p3 <<F\nc\nF\n)\np4\n", "p1 <(p2) < <(p3); p4 <<< \"$(p5)\"\n",
    "p1 # p2\np3#; p4 '#' ; p5 \"a\n# \"; p6 `# c` d; p7\n",
    "p1 {a,b} {{ c; p2 }} \"{{\"; p3; p4 \"}}\"\n",
    "p1 \\\n  a \\\n; p2 a\\\\\np3 $'a\\'; p4' $\"b\"; p5\n",
    "[[ a == b ]] || p1; [[ -n a && b < c ]] && p2\n",
    "time p1; time -p p2; coproc p3; wait; p4 2>&1 &>x; p5 >&2\n",
    "p1 \"a `p2 \"b\"` $(p3 'c\"' \")\") d\"; p4 $[1 << 2]\np5\n2]\np6\n",
    "declare -a y=(a b); p1 \"${y[@]}\"; local z=(c); p2 x=(\np3\n",
    "select\np1 case; p2 if; p3 a in; p4 }\np5\n",
  ]
  private static let tokens = [
    "'", "\"", "`", "$(", "${", "${x:-", "${x#", "$((", "((", ")", "))", "}", "{", "{ ", "<<E",
    "E\n", "<<'E'", "<<-E", "<<<", "\\", "\\\n", "$x", "x=", "x=(", "#", " # ", "{{", "}}",
    "{a,b}", ";", "&", "&&", "|", ";;", ";&", "case a in ", "a) ", "esac", "for i in 1; do ",
    "done", "do ", "if ", "then ", "fi", "\n", " ", "$'", "p1 ", "p2 ", "\np3\n", "!", "[[", "]]",
    "<(", "$[",
    "]", "<", "\t",
  ]

  @Test func listsAllThatBashRuns() throws {
    var mutations = Mutations(seeds: Self.seeds, tokens: Self.tokens, seed: 11)
    let texts =
      Self.seeds.map { Array($0.utf8) }
      + mutations.texts(count: 1500).filter { !$0.contains(0) }
    let answers = try PythonOracle.answers(of: "shell_runs.py", to: texts)
    var count = 0
    var missing: [String] = []
    for (text, answer) in zip(texts, answers) {
      let names = try #require(answer.array).compactMap(\.string)
      count += names.count
      let commands = ShellCommands(
        MappedText(SourceFile(path: "x", bytes: text)), dialect: .posix
      ).commands
      // What stands in a variable, or is put together from one, is not to be seen.
      let firsts = commands.compactMap(\.words.first)
      if firsts.contains(where: { !$0.isLiteral }) { continue }
      let listed = Set(firsts.map(\.text.text))
      for name in names where !listed.contains(name) {
        missing.append("\(name): \(String(decoding: text, as: UTF8.self).debugDescription)")
      }
    }
    #expect(missing.isEmpty, "\(missing.count): \(missing.prefix(20).joined(separator: "\n"))")
    #expect(count > 1500)
  }
}
