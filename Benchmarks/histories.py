"""Makes the repositories, names and projects that are measured; the same ones every time."""

import json
import pathlib
import random
import subprocess
import zipfile

LOCAL = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LC_ALL": "C",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
}
COUNT_OF_MADE_PROJECTS = 100


def made_projects() -> list[str]:
    """Names that look like no popular one."""
    words = random.Random(7)
    syllables = ["qua", "vex", "zor", "mun", "tiv", "rhe", "gol", "pyx", "wad", "ulk"]
    names: set[str] = set()
    while len(names) < COUNT_OF_MADE_PROJECTS:
        names.add("".join(words.choice(syllables) for _ in range(5)) + "-kit")
    return sorted(names)


def fill_index(directory: pathlib.Path) -> None:
    """Describes the made projects to the loopback index: thirty old releases each."""
    directory.mkdir()
    for name in made_projects():
        versions = {f"1.{minor}": {"uploaded": "2021-03-04T05:06:07Z"} for minor in range(30)}
        (directory / f"{name}.json").write_text(json.dumps({"versions": versions}))


def write_advisories(path: pathlib.Path, names: list[str]) -> None:
    """Writes an archive with a record in the OSV format about each name, none about what is pinned."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, name in enumerate(names):
            events = [{"introduced": "0"}, {"fixed": "1.1"}, {"introduced": "1.5"}, {"fixed": "1.7"}]
            archive.writestr(f"GHSA-{number}.json", json.dumps({
                "id": f"GHSA-{number}", "modified": "2026-01-01T00:00:00Z", "summary": "made up",
                "affected": [{"package": {"name": name, "ecosystem": "PyPI"},
                              "ranges": [{"type": "ECOSYSTEM", "events": events}]}]}))


def misspelt(names: list[str], count: int) -> list[str]:
    """Names of which two thirds are one or two edits from a popular one, and none is popular."""
    chance = random.Random(11)
    letters = "abcdefghijklmnopqrstuvwxyz"
    popular = set(names)
    found: list[str] = []
    while len(found) < count:
        if chance.random() < 1 / 3:
            name = "".join(chance.choice(letters) for _ in range(chance.randint(6, 20)))
        else:
            name = chance.choice(names)
            for _ in range(chance.randint(1, 2)):
                place = chance.randrange(len(name))
                name = name[:place] + chance.choice(["", chance.choice(letters), name[place] * 2]) \
                    + name[place + 1:]
        if len(name) > 3 and name[0].isalnum() and name[-1].isalnum() and name not in popular:
            found.append(name)
    return found


def lock(packages: int) -> str:
    """A `uv.lock` in which each release has thirty files, about 4.4 kB a release."""
    chance = random.Random(5)
    registry = "https://packages.acme.example/simple"
    parts = ["version = 1\nrevision = 3\nrequires-python = \">=3.10\"\n"]

    def file(name: str) -> str:
        digest = f"{chance.getrandbits(256):064x}"
        return (f'{{ url = "https://files.acme.example/{digest[:8]}/{name}", '
                f'hash = "sha256:{digest}", size = {chance.randint(10_000, 9_000_000)} }}')

    for number in range(packages):
        name = f"{chance.choice(['acme', 'tool', 'core', 'data'])}-part-{number}"
        stem = f"{name.replace('-', '_')}-1.{number}.0"
        wheels = [f"    {file(f'{stem}-cp3{minor}-cp3{minor}-{platform}.whl')},\n"
                  for minor in range(9, 14)
                  for platform in ["manylinux_2_17_x86_64", "manylinux_2_17_aarch64",
                                   "macosx_11_0_arm64", "win_amd64", "musllinux_1_2_x86_64"]]
        parts.append(
            f'\n[[package]]\nname = "{name}"\nversion = "1.{number}.0"\n'
            f'source = {{ registry = "{registry}" }}\n'
            + (f'dependencies = [\n    {{ name = "acme-part-0" }},\n]\n' if number else "")
            + f"sdist = {file(stem + '.tar.gz')}\nwheels = [\n{''.join(wheels)}]\n")
    return "".join(parts)


def add_overrides(
        repository: "Repository", types: list[str], count: int, project: str | None = None) -> None:
    """Commits a policy, signers with new keys, and overrides that one of them has signed each, all
    for one project or each for its own."""
    keys = repository.directory.parent / f"{repository.directory.name}-keys"
    keys.mkdir()
    signers, people = "", []
    for kind in types:
        name, _, bits = kind.partition("-")
        subprocess.run(
            ["ssh-keygen", "-q", "-t", name, *(["-b", bits] if bits else []), "-N", "", "-C", "",
             "-f", str(keys / kind)], check=True)
        people.append(f"{kind}@acme.example")
        signers += (f'{people[-1]} namespaces="pipgate-override" '
                    + (keys / f"{kind}.pub").read_text())
    folder = ".pipgate/overrides"
    files = {
        ".pipgate/allowed_signers": signers,
        ".pipgate/policy.yaml": "version: 1\nrepository: github.com/acme/shop\n"
        + f"roles:\n  reviewer: [{', '.join(people)}]\n"
        + "overrides:\n  review: {signatures: 1, roles: [reviewer]}\n",
    }
    digest = "0123456789abcdef" * 4
    for number in range(count):
        name = f"made-{number}"
        text = (f"version: 1\nid: {name}\nrepository: github.com/acme/shop\nproject: {project or name}\n"
                f"versions: '==1.{number}'\nhashes:\n"
                + "".join(f"  - sha256:{digest[:-3]}{file:03}\n" for file in range(10))
                + "rules: [new-release, new-project]\npaths: [requirements.txt]\ntier: balanced\n"
                "reason: a reason in words\nrequester: dev@acme.example\n"
                "issued: '2026-01-01T00:00:00Z'\nexpires: '2099-01-01T00:00:00Z'\nserial: 1\n")
        signed = subprocess.run(
            ["ssh-keygen", "-q", "-Y", "sign", "-n", "pipgate-override", "-f",
             str(keys / types[number % len(types)])],
            input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        files[f"{folder}/{name}.yaml"] = text
        files[f"{folder}/{name}.yaml.sig"] = signed.stdout.decode()
    repository.commit(files)
    repository.git("reset", "-q", "--hard")


class Repository:
    """A git repository of Python services, each a folder with its own requirements file."""

    def __init__(self, directory: pathlib.Path, home: pathlib.Path, file_count: int,
                 module_lines: int = 0):
        self.directory = directory
        self.environment = {**LOCAL, "HOME": str(home)}
        self.file_count = file_count
        self.module_lines = module_lines
        directory.mkdir()
        self.git("init", "-q", "-b", "main")
        self.git("config", "gc.auto", "0")
        self.commit(self._files())
        self.git("reset", "-q", "--hard")

    def git(self, *arguments: str, data: bytes | None = None) -> str:
        result = subprocess.run(
            ["git", *arguments], cwd=self.directory, env=self.environment, input=data,
            stdout=subprocess.PIPE, check=True)
        return result.stdout.decode()

    def commit(self, files: dict[str, str]) -> None:
        """Adds a commit that writes these files, as a pack where it is large."""
        lines = ["commit refs/heads/main", "committer A <a@example.org> 1700000000 +0000",
                 "data 0", ""]
        if self._has_commit():
            lines.append("from refs/heads/main^0")
        for path, text in files.items():
            lines += [f"M 100644 inline {path}", f"data {len(text)}", text]
        self.git("fast-import", "--quiet", data="\n".join(lines + [""]).encode())

    def stage(self, path: str, text: str) -> None:
        (self.directory / path).write_text(text)
        self.git("add", path)

    def services(self) -> list[str]:
        return [f"services/s{number:03}" for number in range(max(1, self.file_count // 200))]

    def modules(self) -> list[str]:
        """Twenty a folder, ten folders a service."""
        names = self.services()
        count = self.file_count - 2 - len(names)
        return [f"{names[n // 200 % len(names)]}/part{n // 20 % 10}/"
                f"module{n // 200 // len(names)}_{n % 20}.py" for n in range(count)]

    @staticmethod
    def requirements(service: str) -> str:
        return f"# {service}\nrequests==2.32.3\nnumpy>=1.26,<3\nrich[jupyter]==13.7.1\n"

    def _files(self) -> dict[str, str]:
        files = {
            "README.md": "# Services\n",
            "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\ndependencies = ["attrs"]\n',
        }
        for service in self.services():
            files[f"{service}/requirements.txt"] = self.requirements(service)
        for module in self.modules():
            files[module] = f"import os\n\nNAME = {module!r}\n" + self._body()
        return files

    def _body(self) -> str:
        """As many lines as were asked for, of code that imports like code does."""
        if not self.module_lines:
            return ""
        head = ("from __future__ import annotations\n\nimport json\nimport requests\n"
                "from rich.console import Console\nfrom .parts import thing\n\n\n")
        function = ('def handle_{n}(order: dict[str, str], limit: int = {n}) -> str:\n'
                    '    """Hands an order on, unless it\'s more than the limit."""\n'
                    '    if len(order) > limit:  # nothing to do\n'
                    '        raise ValueError(f"more than {{limit}} in {{order[\'id\']}}")\n'
                    '    try:\n        import orjson as codec\n    except ImportError:\n'
                    '        codec = json\n'
                    '    return codec.dumps({{"a": [1, 2.5, order], "b": (None, True)}})\n\n\n')
        return head + "".join(function.format(n=n) for n in range(self.module_lines // 11))

    def _has_commit(self) -> bool:
        return subprocess.run(
            ["git", "rev-parse", "-q", "--verify", "HEAD"], cwd=self.directory,
            env=self.environment, stdout=subprocess.DEVNULL).returncode == 0
