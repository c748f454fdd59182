"""Holds reports against the rules of SARIF 2.1.0 and of code scanning: check_sarif.py REPORT...

The tables name every member that a report may have, with its type and whether it has to be there; what they do not name is wrong.
"""

import json
import re
import sys
from urllib.parse import unquote_to_bytes

LEVEL = {"error", "warning", "note"}
TABLES = {
    "log": {"$schema": (str, 1), "version": ({"2.1.0"}, 1), "runs": (["run"], 1)},
    "run": {
        "tool": ("tool", 1), "invocations": (["invocation"], 1), "results": (["result"], 1),
        "columnKind": ({"utf16CodeUnits"}, 1), "newlineSequences": ([str], 1),
        "properties": (dict, 0)},
    "tool": {"driver": ("driver", 1)},
    "driver": {"name": (str, 1), "version": (str, 1), "rules": (["rule"], 1)},
    "rule": {
        "id": (str, 1), "name": (str, 0), "shortDescription": ("text", 0),
        "fullDescription": ("text", 0), "help": ("text", 0),
        "defaultConfiguration": ("configuration", 0), "properties": (dict, 0)},
    "configuration": {"enabled": (bool, 0), "level": (LEVEL, 0)},
    "text": {"text": (str, 1), "markdown": (str, 0)},
    "message": {"text": (str, 1)},
    "result": {
        "ruleId": (str, 1), "ruleIndex": (int, 1), "level": (LEVEL, 1), "message": ("message", 1),
        "locations": (["location"], 1), "relatedLocations": (["location"], 0),
        "partialFingerprints": (dict, 1), "suppressions": (["suppression"], 1),
        "properties": (dict, 0)},
    "suppression": {
        "kind": ({"external"}, 1), "status": ({"accepted"}, 1), "justification": (str, 1)},
    "location": {"id": (int, 0), "physicalLocation": ("place", 1), "message": ("message", 0)},
    "place": {"artifactLocation": ("artifact", 1), "region": ("region", 1)},
    "artifact": {"uri": (str, 1)},
    "region": {
        "startLine": (int, 1), "startColumn": (int, 0), "endLine": (int, 0), "endColumn": (int, 0)},
    "invocation": {
        "executionSuccessful": (bool, 1), "exitCode": (int, 1), "exitCodeDescription": (str, 1),
        "toolExecutionNotifications": (["notification"], 1)},
    "notification": {
        "level": (LEVEL, 1), "message": ("message", 1), "locations": (["location"], 0)},
}


def without_repetition(pairs):
    members = dict(pairs)
    assert len(members) == len(pairs), "a member is named twice"
    return members


def check(value, kind, path):
    if isinstance(kind, set):
        assert isinstance(value, str) and value in kind, f"{path}: {value!r}"
    elif isinstance(kind, list):
        assert isinstance(value, list), path
        for index, item in enumerate(value):
            check(item, kind[0], f"{path}[{index}]")
    elif isinstance(kind, str):
        assert isinstance(value, dict), path
        table = TABLES[kind]
        for name, item in value.items():
            assert name in table, f"{path}: {name} is not known"
            check(item, table[name][0], f"{path}.{name}")
        for name, (_, is_required) in table.items():
            assert name in value or not is_required, f"{path}: {name} is missing"
        if kind in CHECKS:
            CHECKS[kind](value, path)
    else:
        is_right = type(value) is kind
        assert is_right, f"{path}: {value!r}"


def check_message(message, path):
    text = message["text"]
    assert text.strip(), f"{path}: says nothing"
    assert "](" not in text, f"{path}: a link"
    # A brace by itself is a place to fill in.
    assert not re.search(r"[{}]", text.replace("{{", "").replace("}}", "")), f"{path}: {text}"


def check_rule(rule, path):
    # GitHub's limits.
    assert 0 < len(rule["id"]) <= 255, path
    for name in {"shortDescription", "fullDescription"} & set(rule):
        assert 0 < len(rule[name]["text"]) <= 1024, f"{path}: {name}"
    assert len(rule.get("properties", {}).get("tags", [])) <= 20, path


def check_region(region, path):
    line = region["startLine"]
    assert line >= 1, path
    if len(region) > 1:
        start, end = (line, region["startColumn"]), (region["endLine"], region["endColumn"])
        assert min(start + end) >= 1 and start <= end, f"{path}: {region}"


def check_artifact(artifact, path):
    uri = artifact["uri"]
    assert re.fullmatch(r"(file://)?([A-Za-z0-9/._~-]|%[0-9A-F]{2})+", uri), f"{path}: {uri}"
    assert unquote_to_bytes(uri), path


def check_run(run, path):
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules), f"{path}: a rule twice"
    results = run["results"]
    assert len(results) <= 5000, f"{path}: {len(results)} results"
    for result in results:
        assert rules[result["ruleIndex"]] == result["ruleId"], f"{path}: {result['ruleId']}"
        assert len(result["locations"]) == 1, path
    prints = [json.dumps(result["partialFingerprints"]) for result in results]
    assert len(set(prints)) == len(prints), f"{path}: a fingerprint twice"
    ranks = [["error", "warning", "note"].index(result["level"]) for result in results]
    verdict = run["properties"]["verdict"]
    invocation = run["invocations"][0]
    assert invocation["exitCode"] == {"pass": 0, "blocked": 1, "inconclusive": 3}[verdict]
    assert invocation["executionSuccessful"] == (verdict != "inconclusive")
    first = invocation["toolExecutionNotifications"][0]
    assert first["level"] == ("note" if verdict == "pass" else "error")
    assert verdict in first["message"]["text"]
    assert len(ranks) == len(results)


CHECKS = {
    "message": check_message, "rule": check_rule, "region": check_region, "artifact": check_artifact,
    "run": check_run}


def main():
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            report = json.load(file, object_pairs_hook=without_repetition)
        try:
            check(report, "log", "log")
        except AssertionError as error:
            print(f"{path}: {error}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
