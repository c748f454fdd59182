"""Shows that in Markdown reports strangers' text stands in code spans alone: check_markdown.py REPORT...

With the spans taken out, nothing is left but the words of the reporter itself.
"""

import re
import sys

SPAN = re.compile(r"``  ``|`[^`\n]+`")
WORDS = r"(forbidden|blocked|review|unknown|not checked|note|ignored|overridden|accepted)"
LINES = [
    r"## pipgate: (pass|blocked|inconclusive)( \(audit: nothing is stopped\))?",
    r"no new dependencies|[a-z0-9 ,:]+",
    r"(not checked|next|notice): S",
    rf"- \*\*{WORDS}\*\* S( S)*",
    r"  S", r"  - S( S)?", r"  - help: S",
    rf"not shown: \d+ {WORDS}(, \d+ {WORDS})*",
    r"and \d+ more notices",
    r"policy: S; index: (S|not asked); popularity list: S; mode: (enforce|permissive|audit)",
    r"",
]
LINE = re.compile("|".join(f"(?:{line})" for line in LINES))


def main():
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        assert len(text) < 65536, path
        for line in text.split("\n"):
            rest = SPAN.sub("S", line)
            assert LINE.fullmatch(rest), f"{path}: {rest!r} of {line!r}"
    return 0


if __name__ == "__main__":
    sys.exit(main())
