"""Decides by the pseudocode of the OSV schema which versions a list of events affects.

Reads a JSON object a line, {"events": [...], "versions": [...]}, and writes for each a JSON list of
booleans, one for each version.
"""
import json
import sys

from packaging.version import Version


def key(event):
    (value,) = event.values()
    return (0,) if event == {"introduced": "0"} else (1, Version(value))


def affected(events, version):
    limits = [event["limit"] for event in events if "limit" in event]
    if limits and "*" not in limits and all(version >= Version(limit) for limit in limits):
        return False
    vulnerable = False
    for event in sorted((event for event in events if "limit" not in event), key=key):
        if "introduced" in event:
            if event["introduced"] == "0" or version >= Version(event["introduced"]):
                vulnerable = True
        elif "fixed" in event:
            if version >= Version(event["fixed"]):
                vulnerable = False
        elif version > Version(event["last_affected"]):
            vulnerable = False
    return vulnerable


for line in sys.stdin:
    question = json.loads(line)
    print(json.dumps([affected(question["events"], Version(v)) for v in question["versions"]]))
