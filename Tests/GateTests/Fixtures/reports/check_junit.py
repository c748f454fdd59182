"""Holds reports against what build servers read of JUnit: check_junit.py REPORT..."""

import sys
import xml.etree.ElementTree as tree

ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors", "skipped"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped"},
    "testcase": {"classname", "name", "file", "line"},
    "failure": {"type", "message"}, "error": {"type", "message"}, "skipped": {"message"},
    "system-out": set(),
}
CHILDREN = {
    "testsuites": {"testsuite"}, "testsuite": {"testcase"},
    "testcase": {"failure", "error", "skipped", "system-out"},
}


def check(element, path):
    assert set(element.attrib) <= ATTRIBUTES[element.tag], element.attrib
    for child in element:
        assert child.tag in CHILDREN.get(element.tag, set()), f"{child.tag} in {element.tag}"
        check(child, path)
    if element.tag == "testcase":
        assert len([each for each in element if each.tag != "system-out"]) <= 1
        assert element.attrib["name"].strip() and element.attrib["classname"] is not None
    if element.tag in ("testsuites", "testsuite"):
        assert len(element) > 0
        counts = {"tests": "testcase", "failures": "failure", "errors": "error"}
        for name, tag in {**counts, "skipped": "skipped"}.items():
            assert int(element.attrib[name]) == len(list(element.iter(tag))), name


def main():
    for path in sys.argv[1:]:
        root = tree.parse(path).getroot()
        assert root.tag == "testsuites"
        check(root, path)
        names = [
            (case.attrib["classname"], case.attrib["name"]) for case in root.iter("testcase")]
        assert len(set(names)) == len(names), "two cases have one name"
        assert names[-1][1] == "verdict", names[-1]
    return 0


if __name__ == "__main__":
    sys.exit(main())
