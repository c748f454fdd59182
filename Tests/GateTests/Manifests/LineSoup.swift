import SeededNumbers

/// Requirements files put together at random from lines and pieces that mean something to pip, the
/// same ones in every run.
struct LineSoup {
  private var numbers: SeededGenerator

  init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

  /// Lines that pip and the gate both read in full.
  static let plainLines = [
    "requests", "Requests >= 2.31, < 3", "requests[socks,security]==2.32.0 # pinned",
    "a.b_c-d~=1.4.2",
    "numpy ; python_version < \"3.12\"", "numpy;sys_platform=='linux'", "numpy (>=1.0)",
    "name @ https://host/name-1.0.tar.gz", "name@https://host/name.zip ; os_name == 'posix'",
    "https://host/name-1.0-py3-none-any.whl", "https://host/some%5Fname-1.0-py3-none-any.whl",
    "git+https://host/name.git@main#egg=name", "git+ssh://git@host/name.git#egg=name[extra]",
    "-e git+https://host/name.git#egg=name", "-e .", "--editable ./x", "--editable=./x[dev,test]",
    "-e \"./x\"", "./x", "./x[dev]", ".", "-e ./x # comment", "x/../x", "flask==3.0; ",
    "pip --hash=sha256:aa --hash sha256:bb", "pip==1 \\\n  --hash=sha256:aa \\\n  --hash=sha256:bb",
    "pip==1 --config-settings=a=b -C c=d", "pip --no-binary :all:", "req\\\nuests==1",
    "requests==\\\n2.0 \\\n# comment ends it", "\\\n  requests", "requests\u{a0}# comment",
    "\u{3000}requests\u{2003}", "# comment \\", "requests # comment \\\nswallowed",
    "--index-url https://host/simple", "--index https://host/simple", "-i https://host/simple",
    "--extra-i https://host/simple", "-fhttps://host/links", "--pre", "--no-index",
    "--trusted-host host", "--trusted=host", "--prefer-binary", "--require-hashes",
    "-r other.txt", "-rother.txt", "--requirement=other.txt", "--req\u{75}irement 'other.txt'",
    "-c limits.txt", "--constraint \"limits.txt\"", "--pre --no-index -f links",
    "requests===1.0-odd", "x==1.*", "x!=1.5,>1", "x==1!2.0+local.1", "\trequests", "requests ;",
    "http://host/a-1.0.zip#egg=a&subdirectory=b", "name @ file:///tmp/name",
  ]

  /// Lines of which one or both refuse some.
  static let lines =
    plainLines + [
      "-r other.txt -r more.txt", "requests -r other.txt", "requests -e .", "requests --pre evil",
      "-- evil", "- evil", "--pre evil", "-r", "--hash", "requests --hash=md5:aa",
      "--hash=sha256:aa",
      "--unknown", "-x", "--use-feature x", "--re other.txt", "--no", "--extra-index", "-e",
      "-e foo", "foo bar", "foo=1",
      "foo==", "[x]", "foo[", "foo[a", "${PKG}==1", "foo==${V}", "--index-url https://${T}@host/",
      "$PKG", "${pkg}", "-r ${F}", "'quoted'", "\"requests\"", "-r 'other.txt",
      "-r other\\ file.txt",
      "-r \"a\\\"b\"", "requests\\", "\\", "\\\\", "requests \\ # x", "requests==1 \\",
      "# a\\\n# b",
      "foo.zip", "foo-1.0.zip", "foo.whl", "foo-1.0.whl", "../foo", "/abs/foo", "~/foo", "C:\\foo",
      "C:/foo", "x\\foo", "foo/bar", "foo @ ./x", "foo @ x", "foo; bad marker", "foo;", "; x",
      "foo @",
      "foo @ https://h/x;python_version<'3'", "https://h/x;y", "https://h/x ; os_name=='a'",
      "https://h/x; os_name=='a'", "git+https://h/x", "hg+http://h/x#egg=", "svn+ssh://h/x#egg=a b",
      "#egg=x", "foo#bar", "foo #bar", "foo\t--hash=sha256:aa", "foo  --hash=sha256:aa", "-e  .",
      "-e.", "-e=.", "--editable=", "-r http://h/r.txt", "-r file:///r.txt", "-r /etc/r.txt",
      "-r ../r.txt", "-r a/../r.txt", "--requirement", "--no-index=1", "--pre=1", "K\u{212a}eras",
      "\u{17f}ix", "kеras", "foo\u{200b}", "\u{202e}foo", "foo\u{e9}", "fo\u{301}o", "a\u{85}evil",
      "# a\u{2028}evil==1", "# a\u{2029}evil", "# a\rev", "# a\u{0b}evil", "# a\u{0c}evil",
      "# a\u{1c}evil", "# a\u{1d}evil", "# a\u{1e}evil", "# coding: utf-8", "\u{feff}bom",
      "foo\u{0}",
      "-_foo", "_foo", "foo_", "foo-", "foo..bar", "foo,bar", "foo<>1", "foo=>1", "foo>=0/x",
      "foo===a/b", "foo==1,,==2",
    ]

  private static let pieces = [
    "\n", "\n", "\n", "\r\n", "\\\n", "\\", " ", "  ", "\t", "#", " #", ";", "; ", "'", "\"", "-",
    "--",
    "-r", "-e ", "-c ", "=", "==1", "@", " @ ", "[", "]", "${A}", "$", "/", "./", ".", ".whl",
    ".zip",
    "\u{2028}", "\u{85}", "\r", "\u{a0}", "\u{feff}", "#egg=", "&egg=x", "foo", "--hash=sha256:aa",
  ]

  mutating func file() -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0...below(4) {
      let lines = below(6) == 0 ? Self.lines : Self.plainLines
      text += lines[below(lines.count)].utf8
      text += below(16) == 0 ? "\\\n".utf8 : "\n".utf8
    }
    for _ in 0..<below(3) {
      let start = below(text.count + 1)
      let end = min(text.count, start + below(5))
      switch below(4) {
      case 0: text.insert(contentsOf: Self.pieces[below(Self.pieces.count)].utf8, at: start)
      case 1: text.replaceSubrange(start..<end, with: Self.pieces[below(Self.pieces.count)].utf8)
      case 2: text.removeSubrange(start..<end)
      default: text.insert(contentsOf: text[start..<end], at: below(text.count + 1))
      }
    }
    return text
  }

  private mutating func below(_ bound: Int) -> Int { numbers.below(bound) }
}
