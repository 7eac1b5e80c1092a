"""Real processes to try the commands with, and none of them left behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pip
import pytest
from django.conf import settings

from tests.setup.clusters import Cluster, folder_of_its_own
from tracker.setup.virtual_environment import REQUIREMENTS

ROOT = Path(settings.ROOT)
ALONE = ("manage.py", "tracker/__init__.py", "tracker/setup/__init__.py")
FAKE_PYTHON = """#!/bin/sh
case "$*" in
  *"-m venv"*) for folder; do :; done; echo made >> "{log}"; {delay}
          mkdir -p "$folder/bin"; ln -sf "{python}" "$folder/bin/python"
          mkdir -p "$folder/{packages}"; ln -sf "{pip}" "$folder/{packages}/pip"
          printf 'home = %s\\n' "{python.parent}" > "$folder/pyvenv.cfg" ;;
  *CONFIG_ARGS*) echo "{built}" ;;
  *) echo {version} ;;
esac
"""
DJANGO = "def execute_from_command_line(arguments): print('Django was told', *arguments[1:])\n"


@pytest.fixture(autouse=True)
def _ctrl_c() -> Iterator[None]:
    """A suite that a shell runs in the background ignores Ctrl-C, and all that it starts would too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def until(true: Callable[[], Any], seconds: float = 20) -> None:
    """Asks again and again, and gives up with an AssertionError."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        os.sched_yield()


def runs(pid: int) -> bool:
    """Whether a process is there and not merely a zombie that nobody has fetched."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def own_children(pid: int) -> list[int]:
    """A process's children, in the order in which they were started."""
    found = [file.read_text().split() for file in Path(f"/proc/{pid}/task").glob("*/children")]
    return sorted(int(child) for each in found for child in each)


def children(pid: int) -> list[int]:
    """A process's children and theirs."""
    found = own_children(pid)
    return found + [grandchild for child in found for grandchild in children(child)]


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a program with its words in a pipe; whatever still runs at the end of the test is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(*command: str | Path, cwd: Path = ROOT, **environ: str) -> subprocess.Popen[str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("CI", "DATABASE_URL")}
        program = subprocess.Popen(
            command, cwd=cwd, env=kept | environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        started.append(program)
        return program

    yield start
    for program in started:
        with program:
            program.kill()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of our own, which a test may stop, if it starts it again."""
    with folder_of_its_own() as folder:
        made = Cluster.make(folder)
        made.start()
        yield made
        made.stop()


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        number: int = listener.getsockname()[1]
        return number


@pytest.fixture
def pythons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A machine whose only Pythons are those made here; they make an environment in no time."""
    folder = tmp_path / "machine"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("PYENV_ROOT", str(folder))

    def make(
        name: str = "python3.13", version: str = "3.13", delay: str = "", where: Path = folder, built: str = ""
    ) -> Path:
        python = where / name
        python.parent.mkdir(parents=True, exist_ok=True)
        real = Path(sys.executable).resolve()
        # Debian's Python has no pip of its own.
        its = {"pip": Path(pip.__file__).parent, "packages": "lib/python{}.{}/site-packages".format(*sys.version_info)}
        said = {"version": version, "built": built, "delay": delay, "log": folder / "log", "python": real}
        python.write_text(FAKE_PYTHON.format(**said, **its))
        python.chmod(0o755)
        return python

    return make


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A fresh copy of what starts Suivi, with nothing to install and a Django that says what it was told."""
    root = tmp_path / "copy"
    for file in (*ALONE, *(f"tracker/setup/{name}.py" for name in ("virtual_environment", "programs", "pythons"))):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, root / file)
    for name in REQUIREMENTS:
        (root / name).touch()
    (root / "django/core").mkdir(parents=True)
    (root / "django/core/management.py").write_text(DJANGO)
    return root
