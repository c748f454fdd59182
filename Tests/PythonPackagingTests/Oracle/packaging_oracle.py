"""Answers cases, one JSON object a line, with what Python's packaging says of them.

The first line of the answers names the version of packaging. A case that packaging refuses is
answered with {"refused": true}.
"""

import importlib
import json
import sys


def find_packaging():
    """The name of the first usable module; its parser is the current one from version 23 on."""
    for name in ("packaging", "pip._vendor.packaging"):
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        if int(module.__version__.split(".")[0]) >= 23:
            return name, module.__version__
    return None, None


NAME, VERSION = find_packaging()
if NAME is None:
    print(json.dumps({"missing": True}))
    sys.exit(0)

markers = importlib.import_module(NAME + ".markers")
requirements = importlib.import_module(NAME + ".requirements")
specifiers = importlib.import_module(NAME + ".specifiers")
utils = importlib.import_module(NAME + ".utils")
version = importlib.import_module(NAME + ".version")


def answer_version(case):
    parsed = version.Version(case["text"])
    return {
        "text": str(parsed),
        "epoch": str(parsed.epoch),
        "release": [str(number) for number in parsed.release],
        "prerelease": parsed.is_prerelease,
        "postrelease": parsed.is_postrelease,
        "development": parsed.is_devrelease,
        "local": parsed.local,
    }


def answer_compare(case):
    left, right = version.Version(case["left"]), version.Version(case["right"])
    return {"text": "<" if left < right else ">" if left > right else "="}


def answer_contains(case):
    found = specifiers.SpecifierSet(case["set"])
    parsed = version.Version(case["text"])
    return {"holds": found.contains(parsed, prereleases=case.get("prereleases"))}


def answer_equal(case):
    left, right = specifiers.SpecifierSet(case["left"]), specifiers.SpecifierSet(case["right"])
    return {"holds": left == right}


def answer_filter(case):
    found = specifiers.SpecifierSet(case["set"])
    versions = [version.Version(text) for text in case["versions"]]
    return {"release": [str(kept) for kept in found.filter(versions)]}


def answer_requirement(case):
    parsed = requirements.Requirement(case["text"])
    return {
        "name": parsed.name,
        "extras": sorted({utils.canonicalize_name(extra) for extra in parsed.extras}),
        "clauses": sorted(str(clause) for clause in parsed.specifier),
        "url": parsed.url,
        "marker": None if parsed.marker is None else str(parsed.marker),
    }


def answer_marker(case):
    parsed = markers.Marker(case["text"])
    environment = {
        key: frozenset(value) if isinstance(value, list) else value
        for key, value in case["environment"].items()
    }
    try:
        holds = parsed.evaluate(environment)
    except Exception:
        holds = None
    return {"text": str(parsed), "holds": holds}


def answer_wheel(case):
    name, parsed, _, _ = utils.parse_wheel_filename(case["text"])
    return {"name": name, "text": str(parsed)}


def answer_sdist(case):
    name, parsed = utils.parse_sdist_filename(case["text"])
    return {"name": name, "text": str(parsed)}


print(json.dumps({"version": VERSION}))
for line in sys.stdin:
    case = json.loads(line)
    try:
        answer = globals()["answer_" + case["ask"]](case)
    except Exception:
        answer = {"refused": True}
    print(json.dumps(answer))
