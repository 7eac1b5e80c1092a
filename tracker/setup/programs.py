"""Starts other programs, one at a time and never left behind. Standard library only."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

STOPPING = (signal.SIGINT, signal.SIGTERM)


def attempt(command: Sequence[str | Path]) -> str:
    """Runs a program to its end; what it said if it failed, otherwise "".

    It dies with an exception here. Should this process be killed, the orphan still holds the lock of `locked`.
    """
    # A signal between the start and the next line would leave a program that nobody knows of: it has to wait.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        program = start(command)
    except OSError as error:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        return str(error)
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        said = program.communicate()[0]
    except BaseException:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
        raise
    return "" if program.returncode == 0 else said.strip() or f"{command[0]} failed"


def start(command: Sequence[str | Path]) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        process_group=0,
        close_fds=False,
    )


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
