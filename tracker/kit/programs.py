"""Starts other programs, one at a time and never left behind. Standard library only."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def attempt(command: Sequence[str | Path]) -> str:
    """Runs a program to its end; what it said if it failed, otherwise "".

    It dies with an exception here. Should this process be killed, the orphan still holds the lock of `locked`.
    """
    try:
        program = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            process_group=0,
            close_fds=False,
        )
    except OSError as error:
        return str(error)
    try:
        said = program.communicate()[0]
    except BaseException:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
        raise
    return "" if program.returncode == 0 else said.strip() or f"{command[0]} failed"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds a lock file, waiting for another process that has it; programs started by `attempt` hold it too."""
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write("Another command is at work here; waiting for it ...\n")
            fcntl.flock(file, fcntl.LOCK_EX)
        os.set_inheritable(file.fileno(), True)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
