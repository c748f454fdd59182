#!/usr/bin/env python3
"""Makes a wheel whose script is the program itself, from a staged tree or a binary alone.

    wheel.py --tree DIR --output DIR [--portable]
    wheel.py --binary FILE --output DIR

A tree holds `bin/pipgate` and, as far as they are there, `lib/`, `share/` and `licenses/`. The same
input makes the same bytes: files are sorted, their modes are fixed, their time is SOURCE_DATE_EPOCH
or that of the last commit. `--portable` refuses a program that would not run wherever its tag says.
"""

import argparse
import base64
import hashlib
import pathlib
import platform
import stat
import sys
import time
import zipfile

import elf
import release

SUMMARY = "A gate that every new Python dependency passes before it enters a repository"
CLASSIFIERS = [
    "Environment :: Console",
    "Intended Audience :: Developers",
    "Operating System :: POSIX :: Linux",
    "Programming Language :: Python",
    "Topic :: Security",
    "Topic :: Software Development :: Quality Assurance",
]
OWN_LICENSE = "Apache-2.0"


class Wheel:
    """The members of a wheel by their paths: each with its bytes, and whether it can be run."""

    def __init__(self, project, version, tag):
        stem = f"{project.replace('-', '_')}-{version}"
        self.tag = tag
        self.name = f"{stem}-{tag}.whl"
        self.data = f"{stem}.data"
        self.information = f"{stem}.dist-info"
        self.members = {}

    def add(self, path, content, is_program=False):
        content = content.encode() if isinstance(content, str) else content
        self.members[path] = (content, is_program)

    def add_folder(self, folder, place):
        for file in folder.rglob("*"):
            if file.is_file():
                self.add(f"{place}/{file.relative_to(folder).as_posix()}", file.read_bytes())

    def add_description(self, is_pure):
        self.add(
            f"{self.information}/WHEEL",
            "Wheel-Version: 1.0\nGenerator: pipgate\n"
            f"Root-Is-Purelib: {str(is_pure).lower()}\nTag: {self.tag}\n")

    def record(self):
        lines = []
        for path, (content, _) in sorted(self.members.items()):
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
            lines.append(f"{path},sha256={digest.decode()},{len(content)}")
        return "\n".join(lines + [f"{self.information}/RECORD,,"]) + "\n"

    def write(self, folder, epoch):
        # The oldest moment that the format knows.
        moment = time.gmtime(max(epoch, 315532800))[:6]
        record = (f"{self.information}/RECORD", (self.record().encode(), False))
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(folder / self.name, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, (content, is_program) in sorted(self.members.items()) + [record]:
                member = zipfile.ZipInfo(path, moment)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.create_system = 3
                mode = stat.S_IFREG | (0o755 if is_program else 0o644)
                member.external_attr = mode << 16
                archive.writestr(member, content)


def platform_tag(binaries, is_portable):
    """The platforms that every binary inside runs on."""
    machine = platform.machine()
    foreign = elf.foreign(binaries)
    if not foreign:
        return "manylinux_%d_%d_%s" % (*elf.oldest_glibc(binaries), machine)
    trouble = f"the program needs libraries that not every system has: {', '.join(foreign)}"
    if is_portable:
        raise SystemExit(f"wheel.py: {trouble}")
    print(f"wheel.py: for systems like this one alone: {trouble}", file=sys.stderr)
    return f"linux_{machine}"


def metadata(version, licenses):
    """Core metadata 2.4 (https://packaging.python.org/specifications/core-metadata/)."""
    expression = licenses / "expression" if licenses else None
    terms = expression.read_text().strip() if expression and expression.exists() else OWN_LICENSE
    files = ["LICENSE"] + sorted(
        f"third-party/{file.name}" for file in (licenses.iterdir() if licenses else ())
        if file.name != "expression")
    lines = [
        "Metadata-Version: 2.4",
        "Name: pipgate",
        f"Version: {version}",
        f"Summary: {SUMMARY}",
        "Keywords: dependencies,supply-chain,typosquatting,pre-commit,git",
        *(f"Classifier: {classifier}" for classifier in CLASSIFIERS),
        f"License-Expression: {terms}",
        *(f"License-File: {name}" for name in files),
        "Description-Content-Type: text/markdown",
    ]
    readme = (release.ROOT / "README.md").read_text()
    return "\n".join(lines) + "\n\n" + readme


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--tree", type=pathlib.Path)
    source.add_argument("--binary", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--portable", action="store_true")
    arguments = parser.parse_args()

    tree = arguments.tree
    program = arguments.binary or tree / "bin/pipgate"
    libraries = [file for file in tree.glob("lib/**/*") if file.is_file()] if tree else []
    licenses = tree / "licenses" if tree else None
    tag = f"py3-none-{platform_tag([program, *filter(elf.is_elf, libraries)], arguments.portable)}"

    version = release.version()
    wheel = Wheel("pipgate", version, tag)
    wheel.add(f"{wheel.data}/scripts/pipgate", program.read_bytes(), is_program=True)
    if tree:
        for name in ("lib", "share"):
            wheel.add_folder(tree / name, f"{wheel.data}/data/{name}")
        wheel.add_folder(licenses, f"{wheel.information}/licenses/third-party")
        wheel.members.pop(f"{wheel.information}/licenses/third-party/expression", None)
    license = (release.ROOT / "LICENSE").read_bytes()
    wheel.add(f"{wheel.information}/licenses/LICENSE", license)
    wheel.add(f"{wheel.information}/METADATA", metadata(version, licenses))
    wheel.add_description(is_pure=False)
    wheel.write(arguments.output, release.epoch())
    print(arguments.output / wheel.name)


if __name__ == "__main__":
    main()
