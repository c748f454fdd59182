#!/usr/bin/env python3
"""Collects the licences of everything that is linked into what a release carries.

    licenses.py --toolchain DIR --checkouts DIR --output DIR

One file for each component, and `expression`, their terms together in SPDX's words. A component
without a licence where it should be ends this with an error: nothing is shipped without its terms.
"""

import argparse
import pathlib
import re
import typing


class Component(typing.NamedTuple):
    name: str
    terms: str
    # Where its licence is, by the place's name and a path in it.
    place: str
    path: str
    # The archives that are linked.
    archives: tuple = ()


GCC = "GPL-3.0-or-later WITH GCC-exception-3.1"
COMPONENTS = [
    Component("swift", "Apache-2.0 WITH Swift-exception", "toolchain", "share/swift/LICENSE.txt"),
    Component("swift-argument-parser", "Apache-2.0", "checkouts", "swift-argument-parser/LICENSE.txt"),
    Component("swift-asn1", "Apache-2.0", "checkouts", "swift-asn1/LICENSE.txt"),
    Component("swift-crypto", "Apache-2.0", "checkouts", "swift-crypto/LICENSE.txt"),
    # What they are derived from, under the same terms; their sources say whose they are.
    Component("boringssl", "Apache-2.0", "notices", "swift-crypto/Sources/CCryptoBoringSSL"),
    Component("xkcp", "CC0-1.0", "notices", "swift-crypto/Sources/CXKCP"),
    Component(
        "libgit2", "GPL-2.0-only WITH GCC-exception-2.0", "debian", "libgit2-dev", ("libgit2",)),
    Component("http-parser", "MIT", "debian", "libhttp-parser-dev", ("libhttp_parser",)),
    Component("mbedtls", "Apache-2.0", "debian", "libmbedtls-dev", ("libmbedcrypto",)),
    Component("pcre2", "BSD-3-Clause", "debian", "libpcre2-dev", ("libpcre2-8",)),
    Component("libyaml", "MIT", "debian", "libyaml-dev", ("libyaml",)),
    Component("zlib", "Zlib", "debian", "zlib1g-dev", ("libz",)),
    Component("libstdc++", GCC, "debian", "libstdc++-12-dev", ("libstdc++",)),
    Component("libgcc", GCC, "debian", "libgcc-12-dev", ("libgcc_eh",)),
    Component("curl", "curl", "debian", "libcurl4-openssl-dev", ("libcurl",)),
    Component("openssl", "Apache-2.0", "debian", "libssl-dev", ("libssl", "libcrypto")),
    Component("nghttp2", "MIT", "debian", "libnghttp2-dev", ("libnghttp2",)),
    Component("zstd", "BSD-3-Clause", "debian", "libzstd-dev", ("libzstd",)),
    Component("brotli", "MIT", "debian", "libbrotli-dev", ("libbrotlidec", "libbrotlicommon")),
]


# A line of a source's head that says whose it is, or under which terms.
NOTICE = re.compile(
    r"^[\s/*#]*((?:Copyright|Licensed|Implementation by|The Keccak|To the extent|https?:|SPDX).*?)"
    r"\s*(?:\*/)?$", re.MULTILINE)


def notices(folder):
    """What the sources of a folder say of themselves, each line once."""
    lines = set()
    for file in folder.rglob("*"):
        if file.suffix in {".c", ".cc", ".h", ".S", ".inc"}:
            lines |= set(NOTICE.findall(file.read_text(errors="replace")[:2000]))
    if not lines:
        raise SystemExit(f"licenses.py: no source in {folder} says whose it is")
    return "\n".join(sorted(lines)) + "\n"


def text(component, places):
    if component.place == "notices":
        return notices(places["checkouts"] / component.path)
    if component.place == "debian":
        file = pathlib.Path("/usr/share/doc", component.path, "copyright")
    else:
        file = places[component.place] / component.path
    try:
        content = file.read_text()
    except OSError as error:
        raise SystemExit(f"licenses.py: the licence of {component.name} is missing: {error}")
    if not content.strip():
        raise SystemExit(f"licenses.py: the licence of {component.name} is empty: {file}")
    return content


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name in ("toolchain", "checkouts", "output"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    for component in COMPONENTS:
        (arguments.output / f"{component.name}.txt").write_text(text(component, vars(arguments)))
    terms = {"Apache-2.0"} | {component.terms for component in COMPONENTS}
    (arguments.output / "expression").write_text(" AND ".join(sorted(terms)) + "\n")


if __name__ == "__main__":
    main()
