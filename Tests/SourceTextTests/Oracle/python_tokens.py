"""Says how Python splits each of many texts into tokens.

A line of input is a JSON string, the text's bytes in hexadecimal. A line of output is null when
Python refuses the text, and else a string: a word `<kind><start>:<end>` for each token, in bytes,
and `e<depth>` for the end of a logical line that lies in so many blocks.
"""

import ast
import io
import json
import sys
import tokenize
import warnings

warnings.simplefilter("ignore")
KINDS = {tokenize.NAME: "n", tokenize.NUMBER: "d", tokenize.STRING: "s", tokenize.OP: "o"}
# From Python 3.12 on, f-strings have tokens of their own.
STARTS = {getattr(tokenize, name, -1) for name in ("FSTRING_START", "TSTRING_START")}
ENDS = {getattr(tokenize, name, -1) for name in ("FSTRING_END", "TSTRING_END")}


def answer(line):
    data = bytes.fromhex(json.loads(line))
    try:
        text = data.decode("utf-8")
        if text.startswith("\ufeff") or "\r" in text or "\0" in text:
            return None
        ast.parse(text)
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (SyntaxError, ValueError, tokenize.TokenError, RecursionError, MemoryError):
        return None
    lines = text.split("\n")
    starts = [0]
    for content in lines:
        starts.append(starts[-1] + len(content.encode()) + 1)

    def offset(place):
        row, column = place
        if row > len(lines):
            return len(data)
        return starts[row - 1] + len(lines[row - 1][:column].encode())

    words = []
    depth = 0
    nested = 0
    for token in tokens:
        if token.type in STARTS:
            if not nested:
                start = offset(token.start)
            nested += 1
        elif token.type in ENDS:
            nested -= 1
            if not nested:
                words.append(f"s{start}:{offset(token.end)}")
        elif nested:
            continue
        elif token.type == tokenize.INDENT:
            depth += 1
        elif token.type == tokenize.DEDENT:
            depth -= 1
        elif token.type == tokenize.NEWLINE:
            words.append(f"e{depth}")
        elif token.type in KINDS:
            words.append(f"{KINDS[token.type]}{offset(token.start)}:{offset(token.end)}")
        elif token.type not in (tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER):
            return None
    return " ".join(words)


for line in sys.stdin:
    print(json.dumps(answer(line)))
