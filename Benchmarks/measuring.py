"""Times whole processes, one of each in turn, so that what disturbs the machine disturbs all."""

import dataclasses
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence

WARM_UP_ROUNDS = 2


class Misbehaviour(Exception):
    """A command that did not do what is being measured; its time would mean nothing."""


@dataclasses.dataclass
class Command:
    """A program as it is started. The first argument is an absolute path."""

    arguments: Sequence[str]
    environment: dict[str, str]
    directory: str
    input: str = os.devnull
    # What the command must answer; without a status any of the gate's own verdicts will do.
    status: int | None = 0
    output: str = ""
    before: Callable[[], None] | None = None


@dataclasses.dataclass
class Sample:
    """What one run took, in seconds; CPU includes that of the processes it waited for."""

    wall: float
    cpu: float


class Samples:
    """All runs of one command."""

    def __init__(self, samples: list[Sample]):
        self.wall = statistics.median(sample.wall for sample in samples)
        self.cpu = statistics.median(sample.cpu for sample in samples)
        quartiles = statistics.quantiles([sample.wall for sample in samples], n=4)
        self.spread = (quartiles[2] - quartiles[0]) / self.wall


def run(command: Command, output: str = os.devnull) -> tuple[Sample, int]:
    """Runs a command to its end; also returns its status."""
    if command.before:
        command.before()
    os.chdir(command.directory)
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, command.input, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    start = time.perf_counter()
    pid = os.posix_spawn(
        command.arguments[0], command.arguments, command.environment, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    sample = Sample(wall, usage.ru_utime + usage.ru_stime)
    return sample, os.waitstatus_to_exitcode(status)


def check(command: Command) -> str:
    """Runs a command once and returns what it says, if that is what it should."""
    with tempfile.NamedTemporaryFile(mode="r", errors="replace") as file:
        _, status = run(command, file.name)
        text = file.read()
    is_expected = status == command.status if command.status is not None else status in (0, 1)
    if not is_expected or command.output not in text:
        raise Misbehaviour(f"{' '.join(command.arguments)}: status {status}\n{text[-2000:]}")
    return text


def in_turn(commands: Sequence[Command], rounds: int) -> list[Samples]:
    """Measures the commands, one run of each a round."""
    for command in commands:
        check(command)
    samples: list[list[Sample]] = [[] for _ in commands]
    for number in range(rounds + WARM_UP_ROUNDS):
        for command, found in zip(commands, samples):
            sample, _ = run(command)
            if number >= WARM_UP_ROUNDS:
                found.append(sample)
    return [Samples(found) for found in samples]
