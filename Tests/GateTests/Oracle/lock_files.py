"""Says what Python's own tomllib and json find in each of many lock files.

A line of input is a JSON list: the id of a format, and the text's bytes in hexadecimal. A line of
output is a JSON list of the locked releases in the order of the text, each with its normalized name,
version, kind of source, address, sorted hashes and line.
"""

import json
import re
import sys
import tomllib


def fold(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def lines_of_names(text, header):
    """The line of the name in each table of an array, found by looking at the text alone."""
    found = []
    is_open = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() == f"[[{header}]]":
            is_open = True
        elif is_open and re.match(r"\s*[\"']?name[\"']?\s*=", line):
            found.append(number)
            is_open = False
    return found


def digests(files):
    found = set()
    for file in files:
        if "hash" in file:
            found.add(file["hash"].lower())
        for algorithm, digest in file.get("hashes", {}).items():
            found.add(f"{algorithm}:{digest}".lower())
    return found


def distributions(entry):
    return [*entry.get("wheels", []), *([entry["sdist"]] if "sdist" in entry else [])]


def release(entry, kind, address, hashes, line):
    return [fold(entry["name"]), entry.get("version"), kind, address, sorted(hashes), line]


def uv(text):
    document = tomllib.loads(text)
    header = "distribution" if "distribution" in document else "package"
    for entry, line in zip(document.get(header, []), lines_of_names(text, header)):
        (kind, address), *_ = entry["source"].items()
        if kind in ("virtual", "editable", "directory") and "../../../" not in address:
            continue
        kind = {"registry": "index", "git": "git", "url": "url"}.get(kind, "path")
        yield release(entry, kind, address, digests(distributions(entry)), line)


def poetry(text):
    document = tomllib.loads(text)
    metadata = document.get("metadata", {})
    for entry, line in zip(document.get("package", []), lines_of_names(text, "package")):
        source = entry.get("source", {})
        kind = source.get("type", "index")
        kind = {"legacy": "index", "file": "path", "directory": "path"}.get(kind, kind)
        files = entry.get("files", metadata.get("files", {}).get(entry["name"], []))
        hashes = digests(files)
        hashes |= {f"sha256:{digest}" for digest in metadata.get("hashes", {}).get(entry["name"], [])}
        yield release(entry, kind, source.get("url"), hashes, line)


def pdm(text):
    document = tomllib.loads(text)
    legacy = document.get("metadata", {}).get("files", {})
    for entry, line in zip(document.get("package", []), lines_of_names(text, "package")):
        kind = next((key for key in ("git", "url", "path") if key in entry), "index")
        files = entry.get("files", legacy.get(f"{entry['name']} {entry['version']}", []))
        yield release(entry, kind, entry.get(kind), digests(files), line)


def pylock(text):
    document = tomllib.loads(text)
    for entry, line in zip(document.get("packages", []), lines_of_names(text, "packages")):
        files = distributions(entry)
        kind, address = "index", entry.get("index")
        for key in ("vcs", "directory", "archive"):
            if key in entry:
                source = entry[key]
                address = source.get("url", source.get("path"))
                kind = "git" if key == "vcs" else "url" if "url" in source else "path"
                files = [source] if key == "archive" else []
        yield release(entry, kind, address, digests(files), line)


def pipenv(text):
    document = json.loads(text)
    sources = document.get("_meta", {}).get("sources", [])
    addresses = {source["name"]: source["url"] for source in sources}
    first = sources[0]["url"] if sources else None
    for category, entries in document.items():
        if category == "_meta":
            continue
        # The text is written with one entry a line, or an entry's name on a line of its own.
        start = re.search(rf'^\s*"{re.escape(category)}"\s*:', text, re.MULTILINE).end()
        for name, entry in entries.items():
            if isinstance(entry, str):
                entry = {"version": entry}
            kind = next((key for key in ("git", "path", "file") if key in entry), "index")
            address = entry.get(kind)
            if kind == "index":
                address = addresses.get(address, address) if address else first
            kind = "url" if kind == "file" and "://" in address else kind
            kind = "path" if kind == "file" else kind
            place = re.search(rf"{re.escape(json.dumps(name))}\s*:\s*[{{\"]", text[start:])
            line = text.count("\n", 0, start + place.start()) + 1
            version = entry.get("version")
            version = None if version in (None, "*") else version.removeprefix("==")
            hashes = {digest.lower() for digest in entry.get("hashes", [])}
            yield release({"name": name, "version": version}, kind, address, hashes, line)


FORMATS = {
    "uv-lock": uv,
    "poetry-lock": poetry,
    "pdm-lock": pdm,
    "pylock": pylock,
    "pipfile-lock": pipenv,
}


def main():
    for line in sys.stdin:
        format, text = json.loads(line)
        text = bytes.fromhex(text).decode("utf-8")
        print(json.dumps(list(FORMATS[format](text))))


main()
