"""The tools that watch over the code, and how each is called."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from tracker.setup.virtual_environment import ROOT

TOOLS = Path(sys.executable).parent
MANAGE = [sys.executable, "-W", "error", "manage.py"]
PYTEST = [sys.executable, "-m", "pytest", "-p", "tests.setup.skips"]

# What takes long goes apart: the walks through every page in a browser and through every address as a person and as a
# machine may ask for it, and what starts servers and commands of its own or fills a house. The first of them first: in
# a browser a test waits for one answer after the other, while others only want the processor.
APART = {
    "browser": ["tests/browser"],
    "house": ["tests/house"],
    "programs": ["tests/bench", "tests/databases", "tests/demo", "tests/releases", "tests/setup"],
}


def templates() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("templates/**/*.html"))


def checks() -> dict[str, list[str]]:
    """Each check by the name a failure is reported under; none of them changes a file."""
    return {
        "lint": [str(TOOLS / "ruff"), "check"],
        "format": [str(TOOLS / "ruff"), "format", "--check"],
        "templates": [str(TOOLS / "djade"), "--check", *templates()],
        "types": [str(TOOLS / "mypy")],
        "settings": [*MANAGE, "check", "--fail-level", "WARNING"],
        "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
        **{name: [*PYTEST, *folders] for name, folders in APART.items()},
        "suite": [*PYTEST, *(f"--ignore={folder}" for folders in APART.values() for folder in folders)],
    }


# What takes longest goes on beside the other checks, and its outcome is told at the end.
BESIDE = (*APART, "types")


def corrections() -> dict[str, list[str]]:
    return {
        "lint": [str(TOOLS / "ruff"), "check", "--fix"],
        "format": [str(TOOLS / "ruff"), "format"],
        "templates": [str(TOOLS / "djade"), *templates()],
    }


def run_all(steps: dict[str, list[str]], beside: Collection[str] = ()) -> list[str]:
    """Runs every step, even after one has failed; the names of those that did. Steps `beside` run with the others.

    The first of these goes before all others. Of each step is told how many seconds of a processor it took.
    """
    failed = []
    with ExitStack() as stack:
        running = {name: stack.enter_context(_Beside(steps[name], place)) for place, name in enumerate(beside)}
        for name in sorted(steps, key=running.__contains__):
            sys.stdout.write(f"== {name}\n")
            sys.stdout.flush()
            began = time.monotonic()
            code, processor = running[name].outcome() if name in running else _run(steps[name])
            if code:
                failed.append(name)
            outcome = "FAILED" if name in failed else "ok"
            sys.stdout.write(f"== {name}: {outcome} ({time.monotonic() - began:.0f} s, processor {processor:.0f} s)\n")
    return failed


def _run(command: list[str]) -> tuple[int, float]:
    return _outcome(_started(command, 1))


def _started(command: list[str], place: int, **streams: Any) -> subprocess.Popen[bytes]:
    """The command, behind those of a place before it where there are no processors for all."""
    process = subprocess.Popen(command, cwd=ROOT, **streams)  # noqa: S603
    os.setpriority(os.PRIO_PROCESS, process.pid, os.nice(0) + place)
    return process


def _outcome(process: subprocess.Popen[bytes]) -> tuple[int, float]:
    """The code with which it ends, and how many seconds of a processor it and those that it waited for took."""
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, used.ru_utime + used.ru_stime


class _Beside:
    """A command that runs while others do; what it says is told when it is asked for its outcome."""

    def __init__(self, command: list[str], place: int) -> None:
        self.command, self.place = command, place

    def __enter__(self) -> Self:
        self.said = tempfile.TemporaryFile()
        self.process = _started(self.command, self.place, stdout=self.said, stderr=subprocess.STDOUT)
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.kill()
        self.process.wait()
        self.said.close()

    def outcome(self) -> tuple[int, float]:
        outcome = _outcome(self.process)
        self.said.seek(0)
        sys.stdout.write(self.said.read().decode(errors="replace"))
        return outcome
