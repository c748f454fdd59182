"""Runs a program at a terminal of its own and types: run.py STEPS PROGRAM...

STEPS is a JSON list of [text to wait for, keys to type]; what waits for nothing is typed before the
program starts. Prints a JSON document with the exit status
(128 and the signal where one ended it) and all that the screen was sent. A step that does not come
within 30 seconds ends everything.
"""

import json
import os
import pty
import select
import signal
import sys
import time


def main():
    steps = json.loads(sys.argv[1])
    ready, start = os.pipe()
    process, terminal = pty.fork()
    if process == 0:
        os.read(ready, 1)
        os.execvp(sys.argv[2], sys.argv[2:])
    screen = b""
    position = 0
    while steps and not steps[0][0]:
        os.write(terminal, steps.pop(0)[1].encode())
    os.write(start, b"\n")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                part = os.read(terminal, 65536)
            except OSError:
                part = b""
            if not part:
                break
            screen += part
        if steps:
            found = screen.find(steps[0][0].encode(), position)
            if found >= 0:
                position = found + len(steps[0][0].encode())
                os.write(terminal, steps[0][1].encode())
                steps.pop(0)
                deadline = time.monotonic() + 30
    else:
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    code = os.waitstatus_to_exitcode(status)
    print(json.dumps({
        "status": code if code >= 0 else 128 - code,
        "screen": screen.decode("utf-8", "backslashreplace"),
        "left": len(steps),
    }))


if __name__ == "__main__":
    sys.exit(main())
