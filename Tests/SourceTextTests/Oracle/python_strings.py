"""Says what string literals mean to Python.

A line of input is a JSON string, the bytes of an expression in hexadecimal. A line of output is
null when Python refuses it, and else a string: `=` and the text in hexadecimal, `bytes`,
`formatted`, or `half` for a text with half of a surrogate pair.
"""

import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")


def answer(line):
    try:
        source = bytes.fromhex(json.loads(line)).decode("utf-8")
        node = ast.parse("(" + source + "\n)", mode="eval").body
    except (SyntaxError, ValueError):
        return None
    if isinstance(node, ast.JoinedStr):
        if not all(isinstance(part, ast.Constant) for part in node.values):
            return "formatted"
        value = "".join(part.value for part in node.values)
    elif isinstance(node, ast.Constant):
        value = ast.literal_eval(node)
    else:
        return None
    if isinstance(value, bytes):
        return "bytes"
    if not isinstance(value, str):
        return None
    try:
        return "=" + value.encode().hex()
    except UnicodeEncodeError:
        return "half"


for line in sys.stdin:
    print(json.dumps(answer(line)))
