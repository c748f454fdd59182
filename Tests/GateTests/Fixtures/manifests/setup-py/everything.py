#!/usr/bin/env python
"""setup(install_requires=["in-the-documentation"])"""
import os
import sys
from pathlib import Path

from setuptools import find_packages, setup as run

here = os.path.abspath(os.path.dirname(__file__))
VERSION = "1.2"
DJANGO = ">=4"


def read(*parts):
    with open(os.path.join(here, *parts), encoding="utf-8") as file:
        return file.read()


def requirements(name="base.txt"):
    found = []
    for line in Path(__file__).parent.joinpath("requirements", name).read_text().splitlines():
        line = line.strip()
        if line and not line.startswith("#"):
            found.append(line)
    return found


install_requires = [
    "requests[socks] >=2.31",  # a comment
    'escaped\x2dname; python_version < "3.12"',
    "a" "djacent" "-literals",
    "pinned==%s" % VERSION,
    f"django{DJANGO}",
    "direct @ https://host.example/direct.zip",
]
if sys.version_info < (3, 11):
    install_requires.append("tomli")
elif sys.platform == "win32":
    install_requires += ["colorama", "pywin32"]
else:
    install_requires.extend(("uvloop",))

extras = {
    "docs": ["sphinx"],
    "test": """
        pytest>=8
        # a comment
        coverage
    """.split("\n"),
    ":python_version<'3'": ["futures"],
    "socks:os_name=='nt'": ["win-inet-pton"],
}
extras["dev"] = extras["docs"] + ["ruff"] + requirements("dev.txt")
extras.setdefault("more", []).append("late")
extras["all"] = sorted(set(sum(extras.values(), [])))

metadata = dict(
    name="The_Shop",
    version=VERSION,
    packages=find_packages(),
    long_description=read("README.md"),
)

if __name__ == "__main__":
    run(
        install_requires=install_requires + requirements() + read("more.txt").splitlines(),
        extras_require=extras,
        setup_requires="setuptools_scm\nwheel",
        tests_require=[each for each in extras["test"] if each],
        dependency_links=["https://host.example/links"],
        **metadata,
    )
