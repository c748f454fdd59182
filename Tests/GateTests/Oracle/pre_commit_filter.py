"""Answers, for each path, which hooks of `.pre-commit-hooks.yaml` a change of it starts."""

import json
import pathlib
import re
import sys

import yaml

top = pathlib.Path(__file__).parents[3]
hooks = yaml.safe_load((top / ".pre-commit-hooks.yaml").read_text())
filters = [(hook["id"], re.compile(hook["files"])) for hook in hooks]
for line in sys.stdin:
    path = json.loads(line)
    print(json.dumps([name for name, files in filters if files.search(path)]))
