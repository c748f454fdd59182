#!/usr/bin/env python3
"""What ELF files need of the system that they run on, read from their dynamic section.

    elf.py FILE...    the oldest glibc that has every symbol they want: 2.34
"""

import pathlib
import struct
import sys

# glibc's own, which every system of manylinux has.
GLIBC = {
    "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libc.so.6", "libdl.so.2", "libm.so.6",
    "libpthread.so.0", "libresolv.so.2", "librt.so.1", "libutil.so.1",
}
LOAD, DYNAMIC = 1, 2
NEEDED, STRINGS, VERSIONS, VERSION_COUNT = 1, 5, 0x6FFFFFFE, 0x6FFFFFFF


class Needs:
    """The shared libraries that a file is linked with, and the versions that it wants of each."""

    def __init__(self, path):
        self.data = pathlib.Path(path).read_bytes()
        if self.data[:6] != b"\x7fELF\x02\x01":
            raise ValueError(f"{path} is no ELF file of a 64-bit little-endian machine")
        self.libraries = []
        self.versions = {}
        start, size, count = (
            struct.unpack_from(form, self.data, place)[0]
            for form, place in (("<Q", 0x20), ("<H", 0x36), ("<H", 0x38)))
        headers = [
            struct.unpack_from("<IIQQQQ", self.data, start + size * index) for index in range(count)]
        self.segments = [(h[3], h[2], h[5]) for h in headers if h[0] == LOAD]
        entries = [
            struct.unpack_from("<QQ", self.data, place)
            for h in headers if h[0] == DYNAMIC for place in range(h[2], h[2] + h[5], 16)]
        # What follows the end of the list is not part of it.
        tags = dict(reversed(entries))
        if STRINGS not in tags:
            return
        self.strings = self.offset(tags[STRINGS])
        self.libraries = [self.text(value) for tag, value in entries if tag == NEEDED]
        if VERSIONS in tags:
            self.read_versions(self.offset(tags[VERSIONS]), tags[VERSION_COUNT])

    def read_versions(self, place, count):
        for _ in range(count):
            _, wanted, name, first, following = struct.unpack_from("<HHIII", self.data, place)
            versions = self.versions.setdefault(self.text(name), set())
            inner = place + first
            for _ in range(wanted):
                _, _, _, version, step = struct.unpack_from("<IHHII", self.data, inner)
                versions.add(self.text(version))
                inner += step
            place += following

    def offset(self, address):
        return next(
            address - start + offset for start, offset, size in self.segments
            if start <= address < start + size)

    def text(self, index):
        start = self.strings + index
        return self.data[start:self.data.index(b"\0", start)].decode()


def foreign(paths):
    """The libraries that are not glibc's."""
    return sorted({name for path in paths for name in Needs(path).libraries} - GLIBC)


def oldest_glibc(paths):
    """The version as two numbers."""
    texts = {
        text for path in paths for versions in Needs(path).versions.values() for text in versions}
    numbers = [text.removeprefix("GLIBC_").split(".") for text in texts if text.startswith("GLIBC_2.")]
    return max((tuple(map(int, words[:2])) for words in numbers), default=(2, 5))


def is_elf(path):
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"


if __name__ == "__main__":
    print("%d.%d" % oldest_glibc(sys.argv[1:]))
