/// Texts that `configparser` reads, and pieces that mean something in them.
enum INICases {
  static let texts = [
    "", "[a]", "[a]\nb = c", "[a]\nb: c\nd=e", "[a]\nb =\n  c\n  d\n", "[a]\nb = c\n\n  d\n\n\n[e]",
    "[a]\n# one\nb = c ; two\n; three\n  # four\n  d # five\n", "[a] # b ] c\nd = e",
    "[a]\n  b = 1\n  c = 2\n    d\n  e = 3", "[a]\n b = 1\nc = 2\n d = 3\n",
    "[a\u{e9}]\n\u{e9} = \u{e9}",
    "[DEFAULT]\na = 1\n[b]\nc = 2\n[d]\na = 3", "[a]\r\nb = c\r\n  d\r\n\r\n  e\r\n",
    "[a]\nB = 1\nb_C=2",
    "[testenv]\ndeps =\n    pytest\n    py39: foo==1; python_version < '3'\n    -rreq.txt\n",
    "[a]\nb = c = d : e", "[a]\nb c = d", "[[a]]\nb=c", "[a]\n\tb = 1\n\t\tc\n d = e",
    "[ a ]\nb = \u{a0}x",
    "[a]\nb\u{3000}=\u{2003}c\u{a0}\n\u{a0}d", "[a]\nb =\n  [c]\n  d = e\n[f]\n",
    "[DEFAULT]\n[DEFAULT]\nx=1",
    "\n\n# head\n\n[a]\n\n\nb=\n\n\n  c\n\n", "[a]\nb=%(c)s %% $x\n", "[a]\nb = c\\\n  d",
  ]

  static let refused = [
    "a = b", "[a]\n[a]", "[a]\nb=1\nb=2", "[a]\nb", "[]\na=b", "[a]\n= b", "[a]\nb\n  c",
    "  a\n[b]",
    "[DEFAULT]\na=1\n[DEFAULT]\na=2", "[a]\n[", "[a\nb=c", "[a]\nb=1\n[c]\n[a]\n",
  ]

  static let pieces = [
    "\n", "\n", "\n", "\r\n", " ", "  ", "\t", "=", ":", " = ", "#", ";", " # ", "[", "]", "[a]\n",
    "[b]\n", "[DEFAULT]\n", "a = ", "B: ", "\n  ", "\n    c", "\u{a0}", "\u{3000}", "\u{e9}",
    "\\\n",
  ]
}
