"""Makes the repositories, names and projects that are measured; the same ones every time."""

import json
import pathlib
import random
import subprocess

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


class Repository:
    """A git repository of Python services, each a folder with its own requirements file."""

    def __init__(self, directory: pathlib.Path, home: pathlib.Path, file_count: int):
        self.directory = directory
        self.environment = {**LOCAL, "HOME": str(home)}
        self.file_count = file_count
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
            files[module] = f"import os\n\nNAME = {module!r}\n"
        return files

    def _has_commit(self) -> bool:
        return subprocess.run(
            ["git", "rev-parse", "-q", "--verify", "HEAD"], cwd=self.directory,
            env=self.environment, stdout=subprocess.DEVNULL).returncode == 0
