"""Finds text of strangers that got through: check_hostile.py [--colored] [--commands] REPORT...

`--colored` allows escape sequences that only set a colour, `--commands` the annotations of GitHub's runner.
"""

import collections
import re
import sys

# Controls, marks of direction, joiners, variation selectors, tags and what else is not seen.
UNSEEN = re.compile(
    "[\0-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]")
COLOR = re.compile("\x1b\\[[0-9;]{0,4}m")
PROPERTIES = {"file", "line", "col", "endLine", "endColumn", "title"}


def commands(text):
    """What the runner takes for commands: a word between `::` after white space, or behind `##[`."""
    for line in re.split("[\r\n]", text):
        if line.lstrip().startswith("::") and "::" in line.lstrip()[2:]:
            name, _, properties = line.lstrip()[2:].split("::")[0].partition(" ")
            yield name, [each.partition("=")[0] for each in properties.strip().split(",")]
        elif "##[" in line:
            yield line, []


def check(text, options):
    assert text.endswith("\n"), "does not end a line"
    seen = COLOR.sub("", text) if "--colored" in options else text
    found = UNSEEN.search(seen)
    assert not found, f"U+{ord(found.group()):04x} in {seen[max(0, found.start() - 40):found.end()]!r}"
    assert "##[" not in seen, "##["
    at = seen.find("hunter2")
    assert at < 0, f"a credential in {seen[max(0, at - 80):at + 20]!r}"
    found = list(commands(text))
    if "--commands" not in options:
        assert not found, f"commands: {found}"
    counts = collections.Counter(name for name, _ in found)
    assert set(counts) <= {"error", "warning", "notice"} and max(counts.values(), default=0) <= 10
    for _, properties in found:
        assert "file" in properties and set(properties) <= PROPERTIES, properties


def main():
    options = [word for word in sys.argv[1:] if word.startswith("--")]
    for path in sys.argv[1 + len(options):]:
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        try:
            check(text, options)
        except AssertionError as error:
            print(f"{path}: {error}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
