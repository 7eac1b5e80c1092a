"""Runs commands: some one after the other, others beside them, as many at once as there are processors.

More at once would take longer: a processor that goes from one program to another finds its memory filled by the other.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from tempfile import TemporaryFile
from threading import Lock
from typing import Any, NamedTuple

from tracker.setup.virtual_environment import ROOT

Steps = dict[str, list[str]]


class Outcome(NamedTuple):
    """The code with which it ended, its seconds by the clock, and those of a processor with all that it waited for."""

    code: int
    seconds: float
    processor: float


def run_all(steps: Steps, beside: Collection[str] = (), processors: int | None = None) -> list[str]:
    """Runs every step, even after one has failed; the names of those that did.

    The steps `beside` begin in their order, as soon as a processor is free; they are told of at the end.
    Ctrl-C and SIGTERM end all that has begun.
    """
    failed: list[str] = []
    with ExitStack() as stack:
        stack.callback(signal.signal, signal.SIGTERM, signal.signal(signal.SIGTERM, _stopped))
        pool = ThreadPoolExecutor(processors or os.cpu_count() or 1)
        stack.callback(pool.shutdown, cancel_futures=True)
        in_turn = {name: _Step(command) for name, command in steps.items() if name not in beside}
        apart = {name: _Apart(steps[name]) for name in beside if name in steps}
        for step in (*in_turn.values(), *apart.values()):
            stack.callback(step.stop)
        told = pool.submit(_run_in_turn, in_turn, failed)
        outcomes = {name: pool.submit(step.run) for name, step in apart.items()}
        told.result()
        for name, outcome in outcomes.items():
            _begin(name)
            _tell(name, apart[name].told(outcome), failed)
    return failed


def _stopped(number: int, _frame: Any) -> None:
    sys.exit(128 + number)


def _run_in_turn(steps: "dict[str, _Step]", failed: list[str]) -> None:
    for name, step in steps.items():
        if not step.is_over:
            _begin(name)
            _tell(name, step.run(), failed)


def _begin(name: str) -> None:
    sys.stdout.write(f"== {name}\n")
    sys.stdout.flush()


def _tell(name: str, outcome: Outcome, failed: list[str]) -> None:
    if outcome.code:
        failed.append(name)
    how = "FAILED" if outcome.code else "ok"
    sys.stdout.write(f"== {name}: {how} ({outcome.seconds:.0f} s, processor {outcome.processor:.0f} s)\n")


class _Step:
    """A command. Once it is over it never begins, whoever was about to begin it."""

    def __init__(self, command: list[str], **streams: Any) -> None:
        self.command, self.streams = command, streams
        self.process: subprocess.Popen[bytes] | None = None
        self.is_over, self.beginning = False, Lock()

    def run(self) -> Outcome:
        began = time.monotonic()
        with self.beginning:
            if self.is_over:
                return Outcome(1, 0, 0)
            self.process = subprocess.Popen(self.command, cwd=ROOT, **self.streams)  # noqa: S603
        _pid, status, used = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        return Outcome(self.process.returncode, time.monotonic() - began, used.ru_utime + used.ru_stime)

    def stop(self) -> None:
        with self.beginning:
            self.is_over = True
            if self.process:
                self.process.kill()


class _Apart(_Step):
    """One that runs while others do: what it says is told when it is asked for its outcome."""

    def __init__(self, command: list[str]) -> None:
        self.said = TemporaryFile()  # noqa: SIM115
        super().__init__(command, stdout=self.said, stderr=subprocess.STDOUT)

    def told(self, outcome: "Future[Outcome]") -> Outcome:
        found = outcome.result()
        self.said.seek(0)
        sys.stdout.write(self.said.read().decode(errors="replace"))
        return found

    def stop(self) -> None:
        super().stop()
        self.said.close()
