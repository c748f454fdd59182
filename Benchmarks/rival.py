#!/usr/bin/env python3
"""Reads what `pipgate dependencies` reads of a folder, with the parsers that Python brings.

The least that a tool in Python has to do for the same answer: `ast` for imports, `tomllib` for TOML,
`packaging` for requirements. It finds no places, follows no includes and reads no other format.
"""

import ast
import os
import sys
import tomllib

from packaging.requirements import InvalidRequirement, Requirement


def imports(path: str) -> set[str]:
    with open(path, "rb") as file:
        tree = ast.parse(file.read())
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module)
    return found


def requirements(lines: list[str]) -> set[str]:
    found: set[str] = set()
    for line in lines:
        line = line.partition(" #")[0].strip()
        if not line or line.startswith(("#", "-")):
            continue
        try:
            found.add(Requirement(line.partition(" --hash")[0]).name)
        except InvalidRequirement:
            print(f"unreadable: {line}", file=sys.stderr)
    return found


def toml(path: str) -> set[str]:
    with open(path, "rb") as file:
        document = tomllib.load(file)
    if "package" in document:
        return {package["name"] for package in document["package"]}
    return requirements(document.get("project", {}).get("dependencies", []))


def main() -> None:
    count = 0
    for path in sys.argv[1:]:
        paths = [path]
        if os.path.isdir(path):
            paths = [os.path.join(folder, name) for folder, _, names in os.walk(path)
                     if "/.git" not in folder for name in names]
        for name in paths:
            if name.endswith(".py"):
                count += len(imports(name))
            elif name.endswith((".toml", ".lock")):
                count += len(toml(name))
            elif name.endswith(".txt"):
                with open(name, encoding="utf-8") as file:
                    count += len(requirements(file.read().splitlines()))
    print(count)


if __name__ == "__main__":
    main()
