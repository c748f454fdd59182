"""Says what the reference implementation of PEP 723 reads in many scripts.

A line of input is a JSON string, the script's bytes in hexadecimal. A line of output is null when
there is no block, "refused" when there are two or the block is no TOML, and else the dependencies.
"""

import io
import json
import re
import sys
import tomllib

REGEX = r"(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$"


# https://packaging.python.org/en/latest/specifications/inline-script-metadata/#reference-implementation
def read(script):
    name = "script"
    matches = list(
        filter(lambda match: match.group("type") == name, re.finditer(REGEX, script))
    )
    if len(matches) > 1:
        raise ValueError(f"Multiple {name} blocks found")
    elif len(matches) == 1:
        content = "".join(
            line[2:] if line.startswith("# ") else line[1:]
            for line in matches[0].group("content").splitlines(keepends=True)
        )
        return tomllib.loads(content)
    else:
        return None


def answer(line):
    # Files are opened as text, which reads every line ending as LF.
    data = io.BytesIO(bytes.fromhex(json.loads(line)))
    script = io.TextIOWrapper(data, encoding="utf-8").read()
    try:
        metadata = read(script)
    except ValueError:
        return "refused"
    if metadata is None:
        return None
    found = metadata.get("dependencies", [])
    return found if isinstance(found, list) else [found]


for line in sys.stdin:
    print(json.dumps(answer(line)))
