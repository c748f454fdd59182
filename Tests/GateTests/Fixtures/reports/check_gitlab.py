"""Holds reports against what GitLab's Code Quality reads: check_gitlab.py REPORT..."""

import json
import sys

SEVERITIES = ["blocker", "critical", "major", "minor", "info"]


def check(report):
    assert isinstance(report, list)
    for item in report:
        assert set(item) == {"description", "check_name", "fingerprint", "severity", "location"}
        for name in ("description", "check_name", "fingerprint"):
            assert isinstance(item[name], str) and item[name].strip(), name
        location = item["location"]
        assert set(location) == {"path", "lines"}, location
        assert isinstance(location["path"], str) and location["path"]
        begin, end = location["lines"]["begin"], location["lines"]["end"]
        assert type(begin) is int and type(end) is int and 1 <= begin <= end, location
    fingerprints = [item["fingerprint"] for item in report]
    assert len(set(fingerprints)) == len(fingerprints), "a fingerprint twice"
    ranks = [SEVERITIES.index(item["severity"]) for item in report]
    grave = [rank for rank in ranks if rank < 3]
    assert ranks[: len(grave)] == sorted(grave), "something stands before what is worse"


def main():
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            check(json.load(file))
    return 0


if __name__ == "__main__":
    sys.exit(main())
