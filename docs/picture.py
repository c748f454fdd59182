#!/usr/bin/env python3
"""Draws what the program prints, with its colours, as a picture for the README.

    pipgate check --color always | python3 docs/picture.py COMMAND > docs/picture.svg

The last lines, which say where facts are from, are left out. A test draws it again and compares:
RECORD_GOLDEN=1 swift test --filter DocumentationTests
"""

import html
import re
import sys

# What the colours of a report are called there, for light and for dark pages.
TONES = {
    "1": ("strong", "#1f2328", "#f0f6fc"),
    "1;31": ("stop", "#cf222e", "#ff7b72"),
    "1;33": ("caution", "#9a6700", "#e3b341"),
    "1;36": ("note", "#0a7ea4", "#56d4dd"),
    "1;35": ("unsure", "#8250df", "#d2a8ff"),
    "1;32": ("go", "#1a7f37", "#56d364"),
    "34": ("frame", "#6e7781", "#8b949e"),
}
WIDTH, HEIGHT, MARGIN = 8.43, 19, 16


def spans(line):
    """The parts of a line, each with the tone that it has."""
    tone = None
    for part in re.split("(\x1b\\[[0-9;]*m)", line):
        if part.startswith("\x1b"):
            code = part[2:-1]
            tone = None if code == "0" else TONES[code][0]
        elif part:
            yield part, tone


def plain(line):
    return re.sub("\x1b\\[[0-9;]*m", "", line)


def main():
    lines = sys.stdin.read().split("\n")
    ends = [number for number, line in enumerate(lines) if plain(line).startswith("policy: ")]
    lines = ["\x1b[34m$\x1b[0m \x1b[1m" + sys.argv[1] + "\x1b[0m"] + lines[: ends[0]]
    width = round(max(len(plain(line)) for line in lines) * WIDTH + 2 * MARGIN)
    height = len(lines) * HEIGHT + 2 * MARGIN
    styles = ["text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;"
              "white-space:pre;fill:#1f2328}", ".page{fill:#f6f8fa;stroke:#d0d7de}"]
    dark = ["text{fill:#e6edf3}", ".page{fill:#0d1117;stroke:#30363d}"]
    for code, (name, light, night) in TONES.items():
        weight = ";font-weight:600" if code.startswith("1") else ""
        styles.append(f".{name}{{fill:{light}{weight}}}")
        dark.append(f".{name}{{fill:{night}}}")
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
          f' viewBox="0 0 {width} {height}" role="img" aria-label="What pipgate prints at a commit">')
    print("<style>" + "".join(styles) + "@media(prefers-color-scheme:dark){" + "".join(dark)
          + "}</style>")
    print(f'<rect class="page" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8"/>')
    for number, line in enumerate(lines):
        if not plain(line).strip():
            continue
        drawn = ""
        column = 0
        for text, tone in spans(line):
            mark = f' class="{tone}"' if tone else ""
            # The same grid in every font, so that carets stand where they belong.
            grid = f' x="{MARGIN + column * WIDTH:.1f}" textLength="{len(text) * WIDTH:.1f}"'
            drawn += f"<tspan{grid}{mark}>{html.escape(text, quote=False)}</tspan>"
            column += len(text)
        print(f'<text y="{MARGIN + number * HEIGHT + 14}" xml:space="preserve">{drawn}</text>')
    print("</svg>")


if __name__ == "__main__":
    main()
