#!/usr/bin/env python3
"""What a release is called and when it was made, from the one place that says each.

    release.py version    0.1.0, as the program itself prints it
    release.py epoch      SOURCE_DATE_EPOCH, else the time of the last commit
"""

import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
STATED = ROOT / "Sources/GateIO/Run/ProgramVersion.swift"


def version():
    return re.search(r'static let text = "([^"]+)"', STATED.read_text())[1]


def epoch():
    if text := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(text)
    command = ["git", "-C", ROOT, "log", "-1", "--format=%ct"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    print({"version": version, "epoch": epoch}[sys.argv[1]]())
