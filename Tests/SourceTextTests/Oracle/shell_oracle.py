"""Says how bash and Python's shlex split each of many command lines into words.

A line of input is a JSON string, the text's bytes in hexadecimal. A line of output is a list of two:
the words of bash and those of shlex, each a list of hexadecimal texts, or null where the text is
refused.
"""

import json
import shlex
import subprocess
import sys

END = b"\x01end\x01"


def words_of_bash(texts):
    # The words go past whatever the line redirects.
    script = [b"set -f", b"PATH=", b"exec 3>&1", b"w() { printf '%s\\0' x \"$@\" >&3; }"]
    for text in texts:
        line = b"w " + text + b"\n"
        quoted = b"'" + line.replace(b"'", b"'\\''") + b"'"
        script.append(b"eval " + quoted + b" >/dev/null 2>&1")
        script.append(b"printf '\\1end\\1'")
    run = subprocess.run(["bash"], input=b"\n".join(script), capture_output=True, check=True)
    answers = run.stdout.split(END)[:-1]
    assert len(answers) == len(texts), (len(answers), len(texts))
    for answer in answers:
        yield answer.split(b"\0")[1:-1] if answer.startswith(b"x\0") else None


def words_of_shlex(text):
    try:
        lexer = shlex.shlex(text.decode(), posix=True, punctuation_chars=False)
        lexer.whitespace_split = True
        lexer.commenters = ""
        return [word.encode() for word in lexer]
    except ValueError:
        return None


def shown(words):
    return None if words is None else [word.hex() for word in words]


texts = [bytes.fromhex(json.loads(line)) for line in sys.stdin]
for text, bash in zip(texts, words_of_bash(texts)):
    print(json.dumps([shown(bash), shown(words_of_shlex(text))]))
