#!/usr/bin/env python3
"""Measures `pipgate similar`: what it finds in labelled names, and how fast beside plain loops.

Labelled names are a CSV with the columns name, label, class and target. Labels that begin with
'legit' are honest names, of which each flag is a false alarm; of others those count whose target is
protected.
"""

import argparse
import csv
import importlib.util
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict

HERE = pathlib.Path(__file__).resolve().parent
POPULAR = HERE.parent / "Sources/EmbeddedData/popular-projects.txt"
LEVELS = ("hint", "note", "review")


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def protected_names(path: pathlib.Path) -> list[str]:
    """The names of a list, the best known first."""
    rows = [line.split(",") for line in path.read_text().split()]
    if len(rows[0]) == 2:
        rows = sorted((row for row in rows if row[0].isdigit()), key=lambda row: int(row[0]))
    return [normalized(row[-1]) for row in rows]


def answers(binary: str, names: list[str], options: list[str]) -> dict[str, tuple[bool, str]]:
    found = subprocess.run(
        [binary, "similar", "--format", "csv", *options], input="\n".join(names),
        capture_output=True, text=True)
    if found.returncode not in (0, 2) or not found.stdout:
        sys.exit(f"bench: {found.stderr}")
    return {row["name"]: (row["flagged"] == "1", row["target"])
            for row in csv.DictReader(found.stdout.splitlines())}


def percent(part: float, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "–"


def score(binary: str, data: pathlib.Path, options: list[str], protected: set[str]) -> None:
    with data.open(newline="") as file:
        rows = list(csv.DictReader(file))
    names = [row["name"] for row in rows]
    found = {level: answers(binary, names, [*options, "--level", level]) for level in LEVELS}
    groups: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        target = normalized(row["target"])
        if row["label"].startswith("legit") or not target:
            groups[row["label"] + ("" if row["label"].startswith("legit") else ", no target")
                   ].append(row)
        elif target in protected:
            groups[f"{row['label']}"].append(row)
            groups[f"{row['label']}, {row['class']}"].append(row)
    shares = " | ".join(f"{level} %" for level in LEVELS)
    print(f"| names | n | {shares} | averaged over targets, {' / '.join(LEVELS)} % "
          f"| right target % |\n{'|---' * (len(LEVELS) + 4)}|")
    for group, members in sorted(groups.items()):
        shares, averages, right = [], [], "–"
        for level in LEVELS:
            flags = [(row, *found[level][row["name"]]) for row in members]
            hits = [(row, target) for row, is_flagged, target in flags if is_flagged]
            shares.append(percent(len(hits), len(members)))
            by_target = defaultdict(list)
            for row, is_flagged, _ in flags:
                by_target[row["target"]].append(is_flagged)
            averages.append(
                percent(sum(sum(each) / len(each) for each in by_target.values()), len(by_target)))
            if hits and members[0]["target"]:
                right = percent(sum(target == normalized(row["target"]) for row, target in hits),
                                len(hits))
        mean = " / ".join(averages) if members[0]["target"] else "–"
        print(f"| {group} | {len(members)} | {' | '.join(shares)} | {mean} | {right} |")


def left_out(binary: str, data: pathlib.Path, names: list[str], count: int) -> None:
    """Holds honest names that are on the list against the rest of it."""
    with data.open(newline="") as file:
        honest = [normalized(row["name"]) for row in csv.DictReader(file)
                  if row["label"].startswith("legit")]
    listed = sorted(set(honest) & set(names))
    chosen = listed[::max(1, len(listed) // count)][:count]
    flags = {level: 0 for level in LEVELS}
    with tempfile.NamedTemporaryFile("w") as file:
        for name in chosen:
            file.seek(0)
            file.truncate()
            # Its line stays, so that every rank does.
            file.write("\n".join("" if other == name else other for other in names))
            file.flush()
            for level in LEVELS:
                found = answers(binary, [name], ["--protected", file.name, "--level", level])
                flags[level] += found[name][0]
    shares = ", ".join(f"{level} {percent(flags[level], len(chosen))} %" for level in LEVELS)
    print(f"\nOf {len(chosen):,} honest names on the list, each left out of it: {shares}.")


def misspelt(names: list[str], count: int) -> list[str]:
    """Names with two neighbours swapped, each of another name."""
    found = []
    for number in range(count):
        name = names[(number * 7919) % len(names)]
        place = 1 + number % max(1, len(name) - 2)
        slip = (name[:place] + name[place + 1:place + 2] + name[place:place + 1]
                + name[place + 2:])
        found.append(slip if slip[-1] != "-" else name + "x")
    return found


def plain_distance(a: str, b: str) -> int:
    before, last = [], list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, current[-1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]


def children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seconds(binary: str, names: list[str], options: list[str]) -> float:
    """CPU time, the least of nine runs: the machine may be busy with something else."""
    with tempfile.TemporaryFile("w+") as file:
        file.write("\n".join(names))
        file.flush()
        best = float("inf")
        for _ in range(9):
            file.seek(0)
            start = children()
            subprocess.run([binary, "similar", "--format", "csv", *options], stdin=file,
                           stdout=subprocess.DEVNULL, check=True)
            best = min(best, children() - start)
    return best


def speed(binary: str, protected: list[str], options: list[str]) -> None:
    few, many = misspelt(protected, 2_000), misspelt(protected, 22_000)
    each = (seconds(binary, many, options) - seconds(binary, few, options)) / 20_000
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    some = seconds(binary, many[:1_000], options)
    rows = [("pipgate similar", each)]
    start = time.process_time()
    for name in few[:2]:
        _ = [other for other in protected
             if abs(len(name) - len(other)) < 3 and plain_distance(name, other) <= 2]
    rows.append(("a plain loop in Python, lengths first", (time.process_time() - start) / 2))
    if importlib.util.find_spec("rapidfuzz"):
        from rapidfuzz import process
        from rapidfuzz.distance import OSA
        start = time.process_time()
        for name in few[:100]:
            process.extract(name, protected, scorer=OSA.distance, score_cutoff=2, limit=None)
        rows.append(("rapidfuzz.process.extract", (time.process_time() - start) / 100))
    print(f"\nOne name against {len(protected):,}:\n\n| program | µs of CPU time | names/s | ratio |\n"
          "|---|---|---|---|")
    for program, cost in rows:
        print(f"| {program} | {cost * 1e6:,.2f} | {1 / cost:,.0f} | {cost / each:,.0f}× |")
    print(f"\n1,000 names, the start of the process included: {some * 1e3:.1f} ms of CPU time. "
          f"Largest resident size: {memory:.0f} MiB.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True, help="the pipgate to measure")
    parser.add_argument("--data", type=pathlib.Path, help="labelled names to score")
    parser.add_argument("--protected", type=pathlib.Path,
                        help="protect this list instead of the built-in one")
    parser.add_argument("--first", type=int, help="only so many of the list, the best known")
    parser.add_argument("--left-out", type=int, metavar="N",
                        help="also hold N honest names of the list against the rest of it")
    arguments = parser.parse_args()
    names = protected_names(arguments.protected or POPULAR)
    with tempfile.NamedTemporaryFile("w") as file:
        options = []
        if arguments.protected or arguments.first:
            names = names[:arguments.first]
            file.write("\n".join(names))
            file.flush()
            options = ["--protected", file.name]
        if arguments.data:
            score(arguments.binary, arguments.data, options, set(names))
            if arguments.left_out:
                left_out(arguments.binary, arguments.data, names, arguments.left_out)
        speed(arguments.binary, names, options)


if __name__ == "__main__":
    main()
