#!/usr/bin/env python3
"""Measures pipgate against named floors and prints a Markdown table; README.md explains each row.

The exit status tells whether the programs did what was measured, not whether they were fast.
"""

import argparse
import contextlib
import dataclasses
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile

import histories
import measuring
from measuring import Command

HERE = pathlib.Path(__file__).resolve().parent
POPULAR = HERE.parent / "Sources/EmbeddedData/popular-projects.txt"
SERVE = HERE.parent / "Tests/LoopbackIndex/serve.py"
HISTORY_FILES = 8_000


@dataclasses.dataclass
class Row:
    """One line of the table."""

    case: str
    floor: str
    floor_figure: str
    figure: str
    ratio: str
    budget: str
    is_met: bool | None
    spread: str = ""

    def cells(self) -> list[str]:
        met = {True: "yes", False: "**no**", None: ""}[self.is_met]
        return [self.case, self.floor, self.floor_figure, self.figure, self.ratio, self.spread,
                self.budget, met]


HEADS = ["case", "floor", "floor", "pipgate", "ratio (CPU)", "spread", "budget", "met"]


class Bench:
    """The cases, over what they share: a temporary folder, an index, the programs."""

    def __init__(self, binary: str, runs: int, folder: pathlib.Path):
        self.binary = binary
        self.runs = runs
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir()
        self.git_program = found("git")
        self.repositories: dict[int, histories.Repository] = {}
        self.server: subprocess.Popen | None = None
        self.index = ""
        self.programs: dict[str, str] = {}

    def close(self) -> None:
        if self.server:
            self.server.terminate()
            self.server.wait()

    # What the cases are made of.

    def pipgate(self, *arguments: str, **options) -> Command:
        environment = {**histories.LOCAL, "HOME": str(self.home)}
        if self.index:
            environment["PIPGATE_INDEX_URL"] = self.index
        environment.update(options.pop("environment", {}))
        options.setdefault("directory", str(self.folder))
        return Command([self.binary, *arguments], environment, **options)

    def program(self, name: str) -> str:
        if name not in self.programs:
            compiler = shutil.which("cc") or shutil.which("clang")
            if not compiler:
                raise measuring.Misbehaviour("there is no C compiler")
            path = str(self.folder / name)
            subprocess.run([compiler, "-O2", "-o", path, str(HERE / f"{name}.c")], check=True)
            self.programs[name] = path
        return self.programs[name]

    def repository(self, file_count: int) -> histories.Repository:
        if file_count not in self.repositories:
            print(f"making a repository of {file_count} files", file=sys.stderr)
            path = self.folder / f"repository-{file_count}"
            self.repositories[file_count] = histories.Repository(path, self.home, file_count)
        return self.repositories[file_count]

    def git(self, repository: histories.Repository, *arguments: str) -> Command:
        return Command(
            [self.git_program, *arguments], repository.environment, str(repository.directory))

    def start_index(self) -> None:
        if self.server:
            return
        projects = self.folder / "index"
        histories.fill_index(projects)
        self.server = subprocess.Popen(
            [sys.executable, str(SERVE), "--directory", str(projects)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.index = self.server.stdout.readline().strip()

    def compare(self, case: str, floor: str, base: Command, measured: Command,
                budget: float | None) -> Row:
        a, b = measuring.in_turn([base, measured], self.runs)
        return Row(
            case, floor, milliseconds(a.wall), milliseconds(b.wall),
            f"{b.wall / a.wall:.2f}× ({b.cpu / a.cpu:.2f}×)",
            f"≤ {budget:g}×" if budget else "–", b.wall / a.wall <= budget if budget else None,
            f"{a.spread:.0%} / {b.spread:.0%}")

    # The cases.

    def start(self) -> list[Row]:
        base = Command([self.program("floor")], histories.LOCAL, str(self.folder))
        return [self.compare("start: `--version`", "C `puts`", base, self.pipgate("--version"), 6)]

    def hook(self) -> list[Row]:
        rows = []
        for count, budget in [(20, 2), (2_000, None), (20_000, 3)]:
            repository = self.repository(count)
            repository.stage(repository.modules()[7], "import sys\n\nNAME = 'changed'\n")
            measured = self.pipgate(
                "check", "--staged", "--hook", directory=str(repository.directory))
            rows.append(self.compare(
                f"hook, no dependency change, {count:,} files", "`git diff --cached --name-only`",
                self.git(repository, "diff", "--cached", "--name-only"), measured, budget))
        return rows

    def names(self) -> list[Row]:
        self.start_index()
        measured = self.fifty_new_names()
        [found] = measuring.in_turn([measured], self.runs)
        return [Row("hook, 50 new names, warm facts", "–", "–", milliseconds(found.wall),
                    f"({milliseconds(found.cpu)} CPU)", "≤ 20 ms", found.wall <= 0.020,
                    f"{found.spread:.0%}")]

    def similar(self) -> list[Row]:
        popular = POPULAR.read_text().split()
        sizes = (2_000, 22_000)
        commands = []
        for size in sizes:
            path = self.folder / f"names-{size}"
            path.write_text("\n".join(histories.misspelt(popular, size)) + "\n")
            commands.append(self.pipgate("similar", input=str(path)))
        few, many = measuring.in_turn(commands, self.runs)
        count = sizes[1] - sizes[0]
        wall, cpu = (many.wall - few.wall) / count, (many.cpu - few.cpu) / count
        return [Row(f"one name against {len(popular):,}", "–", "–", f"{wall * 1e6:.2f} µs",
                    f"{1 / wall:,.0f} names/s ({cpu * 1e6:.2f} µs CPU)", "≤ 10 µs", wall <= 10e-6,
                    f"{many.spread:.0%}")]

    def overrides(self) -> list[Row]:
        """What a hundred signed overrides add to a run that brings one dependency."""
        self.start_index()
        rows = []
        new = histories.made_projects()[-1]
        for kind, types, project in [
                ("Ed25519", ["ed25519"], new),
                ("five kinds of keys",
                 ["ed25519", "ecdsa-256", "ecdsa-384", "ecdsa-521", "rsa-3072"], new),
                ("of other projects", ["ed25519"], None)]:
            commands = []
            for count in (0, 100):
                path = self.folder / f"overrides-{len(rows)}-{count}"
                repository = histories.Repository(path, self.home, 20)
                histories.add_overrides(repository, types, count, project)
                manifest = f"{repository.services()[0]}/requirements.txt"
                repository.stage(manifest, repository.requirements(repository.services()[0])
                                 + f"{new}==1.3\n")
                commands.append(self.pipgate(
                    "check", "--staged", "--hook", directory=str(path), status=None,
                    output="1 new"))
            none, many = measuring.in_turn(commands, self.runs)
            added = many.wall - none.wall
            rows.append(Row(f"100 overrides, {kind}", "–", "–", milliseconds(added),
                            f"({milliseconds(many.cpu - none.cpu)} CPU)", "≤ 30 ms",
                            added <= 0.030, f"{none.spread:.0%} / {many.spread:.0%}"))
        return rows

    def range(self) -> list[Row]:
        self.start_index()
        repository = self.repository(HISTORY_FILES)
        before = repository.git("rev-parse", "HEAD").strip()
        names = histories.made_projects()
        for number in range(10):
            repository.commit({
                module: f"VALUE = {number}\n" for module in repository.modules()[number::250]})
            service = repository.services()[number]
            repository.commit({
                f"{service}/requirements.txt":
                    repository.requirements(service) + f"{names[number]}==1.3\n"})
        after = repository.git("rev-parse", "HEAD").strip()
        measured = self.pipgate(
            "check", "--from", before, "--to", after, directory=str(repository.directory),
            status=None, output="10 new")
        return [self.compare(
            f"range over {HISTORY_FILES:,} files, 10 new names", "`git diff --raw A B`",
            self.git(repository, "diff", "--raw", before, after), measured, None)]

    def cold(self) -> list[Row]:
        curl = shutil.which("curl")
        if not curl:
            print("curl is not installed: the case 'cold' is left out", file=sys.stderr)
            return []
        self.start_index()
        cache, names = self.folder / "cold-cache", histories.made_projects()
        requirements = self.folder / "requirements-cold.txt"
        requirements.write_text("".join(f"{name}==1.3\n" for name in names))
        configuration = self.folder / "curl.conf"
        configuration.write_text("".join(
            f'url = "{self.index}{name}/"\noutput = "/dev/null"\n' for name in names))
        base = Command(
            [curl, "--silent", "--fail", "--parallel", "--parallel-max", "16", "--header",
             "Accept: application/vnd.pypi.simple.v1+json", "--config", str(configuration)],
            histories.LOCAL, str(self.folder))
        measured = self.pipgate(
            "check", str(requirements), environment={"XDG_CACHE_HOME": str(cache)}, status=None,
            output=f"{len(names)} ", before=lambda: shutil.rmtree(cache, ignore_errors=True))
        return [self.compare(
            f"{len(names)} cold look-ups", "`curl --parallel`", base, measured, 1.3)]

    def latency(self) -> list[Row]:
        """Cold look-ups where each answer takes 20 ms, and warm ones."""
        curl = shutil.which("curl")
        if not curl:
            print("curl is not installed: the case 'latency' is left out", file=sys.stderr)
            return []
        with self.index_with_latency(0.020) as index:
            cache, names = self.folder / "latency-cache", histories.made_projects()
            requirements = self.folder / "requirements-latency.txt"
            requirements.write_text("".join(f"{name}==1.3\n" for name in names))
            configuration = self.folder / "curl-latency.conf"
            configuration.write_text("".join(
                f'url = "{index}{name}/"\noutput = "/dev/null"\n' for name in names))
            base = Command(
                [curl, "--silent", "--fail", "--parallel", "--parallel-max", "16", "--header",
                 "Accept: application/vnd.pypi.simple.v1+json", "--config", str(configuration)],
                histories.LOCAL, str(self.folder))
            environment = {"XDG_CACHE_HOME": str(cache), "PIPGATE_INDEX_URL": index}
            # No rule of this tier asks for the metadata of releases, which curl does not fetch.
            words = ["check", str(requirements), "--tier", "autonomous"]
            cold = self.pipgate(
                *words, environment=environment, status=None, output=f"{len(names)} ",
                before=lambda: shutil.rmtree(cache, ignore_errors=True))
            rows = [self.compare(
                f"{len(names)} cold look-ups, 20 ms each", "`curl --parallel`", base, cold, 1.3)]
            warm = self.pipgate(
                *words, environment=environment, status=None, output=f"{len(names)} ")
            # The same rules and as many lines to report, with nothing found out.
            unknown = self.pipgate(
                *words, "--offline", environment={
                    **environment, "XDG_CACHE_HOME": str(self.folder / "no-cache")},
                status=3, output=f"{len(names)} ")
            rows.append(self.difference(f"{len(names)} warm look-ups", unknown, warm, 0.005))
            # The names alone.
            listed = self.pipgate("dependencies", str(requirements), status=0)
            rows.append(self.difference(
                f"{len(names)} warm look-ups, their rules and their report", listed, warm, None))
        return rows

    def advisories(self) -> list[Row]:
        """1,000 pinned names with and without a snapshot of advisories about 20,000 projects."""
        self.start_index()
        names = [f"advised-{number}" for number in range(20_000)]
        records = self.folder / "advisories.zip"
        histories.write_advisories(records, names)
        requirements = self.folder / "requirements-advised.txt"
        requirements.write_text("".join(f"{name}==1.3\n" for name in names[::20]))
        commands = []
        for kind in ("without", "with"):
            cache = self.folder / f"advisories-{kind}"
            environment = {"XDG_CACHE_HOME": str(cache)}
            if kind == "with":
                measuring.check(self.pipgate(
                    "update", "--osv", str(records), environment=environment, status=0))
            commands.append(self.pipgate(
                "check", str(requirements), "--offline", environment=environment, status=3,
                output="1000 "))
        return [self.difference("advisories of 1,000 pinned names", *commands, 0.020)]

    def difference(
        self, case: str, base: Command, measured: Command, budget: float | None
    ) -> Row:
        """What one run takes longer than another."""
        a, b = measuring.in_turn([base, measured], self.runs)
        wall, cpu = b.wall - a.wall, b.cpu - a.cpu
        return Row(case, "the same without", milliseconds(a.wall), milliseconds(b.wall),
                   f"{milliseconds(wall)} more ({milliseconds(cpu)} CPU)",
                   f"≤ {budget * 1e3:g} ms more" if budget else "–",
                   wall <= budget if budget else None,
                   f"{a.spread:.0%} / {b.spread:.0%}")

    @contextlib.contextmanager
    def index_with_latency(self, seconds: float):
        """The address of an index that thinks for so long before each answer."""
        projects = self.folder / "index-latency"
        histories.fill_index(projects)
        server = subprocess.Popen(
            [sys.executable, str(SERVE), "--directory", str(projects), "--latency", str(seconds)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()
            server.wait()

    def tree(self) -> list[Row]:
        """Whole trees of 1, 10 and 100 times the size, against Python's own parsers."""
        rows = []
        for count in (200, 2_000, 20_000):
            path = self.folder / f"tree-{count}"
            print(f"making a tree of {count} files", file=sys.stderr)
            repository = histories.Repository(path, self.home, count, module_lines=60)
            size = sum(file.stat().st_size for file in path.rglob("*")
                       if file.is_file() and ".git" not in file.parts)
            rival = Command(
                [sys.executable, str(HERE / "rival.py"), str(path)], repository.environment,
                str(path))
            measured = self.pipgate("dependencies", "--all", directory=str(path), status=0)
            rows.append(self.against(
                f"whole tree, {count:,} files, {size / 1e6:.1f} MB", "Python's parsers", rival,
                measured, min(self.runs, 4_000 // count * 2 + 3), count == 20_000))
        return rows

    def locks(self) -> list[Row]:
        """Lock files of 1, 10 and 100 times the size, against Python's own parser."""
        rows = []
        for packages in (45, 450, 4_500):
            path = self.folder / f"locks-{packages}"
            path.mkdir()
            lock = path / "uv.lock"
            lock.write_text(histories.lock(packages))
            rival = Command([sys.executable, str(HERE / "rival.py"), str(lock)], histories.LOCAL,
                            str(path))
            measured = self.pipgate("dependencies", str(lock), status=0)
            rows.append(self.against(
                f"lock of {packages:,} releases, {lock.stat().st_size / 1e6:.1f} MB", "`tomllib`",
                rival, measured, min(self.runs, 20), False))
        return rows

    def against(self, case: str, rival: str, base: Command, measured: Command,
                runs: int, has_budget: bool) -> Row:
        """How many times as fast as a rival. Small inputs measure the start of both and no more."""
        a, b = measuring.in_turn([base, measured], max(runs, 3))
        return Row(case, rival, milliseconds(a.wall), milliseconds(b.wall),
                   f"{a.wall / b.wall:.0f} times as fast ({a.cpu / b.cpu:.0f} in CPU)",
                   "≥ 50 times" if has_budget else "–",
                   a.wall / b.wall >= 50 if has_budget else None, f"{a.spread:.0%} / {b.spread:.0%}")

    def memory(self) -> list[Row]:
        self.start_index()
        rows = []
        for case, command, budget in [
            ("hook, 20,000 files", self.pipgate(
                "check", "--staged", "--hook",
                directory=str(self.repository(20_000).directory)), 64),
            ("hook, 50 new names", self.fifty_new_names(), 64),
            ("10 MB of requirements", self.pipgate(
                "dependencies", str(self.ten_megabytes()), status=0), 256),
            ("10 MB of a lock", self.pipgate(
                "dependencies", str(self.large_lock()), status=0), 256),
        ]:
            measuring.check(command)
            peak = self.peak(command)
            rows.append(Row(f"peak memory: {case}", "–", "–", f"{peak:.1f} MiB", "–",
                            f"≤ {budget} MiB", peak <= budget))
        return rows

    # Parts of cases.

    def fifty_new_names(self) -> Command:
        """A hook with 50 new names; the first run, which checks it, warms the facts."""
        path = self.folder / "names-repository"
        if not path.exists():
            repository = histories.Repository(path, self.home, 20)
            manifest = f"{repository.services()[0]}/requirements.txt"
            names = histories.made_projects()[:50]
            repository.stage(manifest, repository.requirements(repository.services()[0])
                             + "".join(f"{name}==1.3\n" for name in names))
        return self.pipgate("check", "--staged", "--hook", directory=str(path), status=None,
                            output="50 new")

    def ten_megabytes(self) -> pathlib.Path:
        path = self.folder / "large-requirements.txt"
        names = histories.made_projects()
        digest = "0123456789abcdef" * 4
        lines = [f"{name}{number}==1.{number} --hash=sha256:{digest}\n"
                 for number in range(1_000) for name in names]
        path.write_text("".join(lines)[:10_000_000].rpartition("\n")[0] + "\n")
        return path

    def large_lock(self) -> pathlib.Path:
        folder = self.folder / "large-lock"
        folder.mkdir(exist_ok=True)
        (folder / "uv.lock").write_text(histories.lock(2_250))
        return folder / "uv.lock"

    def peak(self, command: Command) -> float:
        """The largest resident set in MiB."""
        read, write = os.pipe()
        subprocess.run(
            ["sh", "-c", f'exec 3>&{write}; exec "$@"', "sh", self.program("peak"),
             *command.arguments],
            cwd=command.directory, env=command.environment, pass_fds=[write],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            return int(answer.read()) / 1024


CASES = {
    "start": Bench.start, "hook": Bench.hook, "names": Bench.names, "similar": Bench.similar,
    "overrides": Bench.overrides, "range": Bench.range, "cold": Bench.cold,
    "latency": Bench.latency, "advisories": Bench.advisories,
    "tree": Bench.tree, "locks": Bench.locks, "memory": Bench.memory,
}


def found(program: str) -> str:
    path = shutil.which(program)
    if not path:
        raise measuring.Misbehaviour(f"there is no '{program}'")
    return path


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms"


def table(rows: list[Row]) -> str:
    lines = [HEADS, ["---"] * len(HEADS)] + [row.cells() for row in rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def machine() -> str:
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True)
    return (f"{os.cpu_count()} cores, {platform.system()} {platform.release()}, "
            f"{git.stdout.strip()}, load {os.getloadavg()[0]:.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True, help="the pipgate to measure")
    parser.add_argument("--runs", type=int, default=40, help="rounds a case (default: 40)")
    parser.add_argument("--only", choices=CASES, action="append", help="measure this case alone")
    arguments = parser.parse_args()
    if arguments.runs < 2:
        parser.error("--runs must be at least 2")
    binary = os.path.realpath(arguments.binary)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="pipgate-bench-") as folder:
        bench = Bench(binary, arguments.runs, pathlib.Path(folder).resolve())
        try:
            before = machine()
            for name in arguments.only or CASES:
                rows += CASES[name](bench)
        except (measuring.Misbehaviour, subprocess.CalledProcessError, OSError) as error:
            print(f"bench: {error}", file=sys.stderr)
            return 1
        finally:
            bench.close()
            os.chdir("/")
    print(f"{before}; after: load {os.getloadavg()[0]:.1f}; medians of {arguments.runs}\n")
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
