"""Finds a Python that Suivi runs on. Standard library only, from Python 3.11."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tracker.setup.programs import attempt

OLDEST = (3, 12)
UV = "uv==0.13.9"


def find_python(private: Path) -> str:
    """The best Python that can make environments, "" without one; `private` is where uv may put a new one."""
    for python in chain(installed(), fetched(private)):
        version = version_of(python, able_to="ensurepip, sqlite3, ssl, venv")
        if version and tuple(map(int, version.split("."))) >= OLDEST:
            return python
    return ""


def version_of(python: str | Path, able_to: str = "sys") -> str:
    """Such as "3.13"; "" for an executable that does not run, or cannot import the modules named."""
    question = f"import {able_to}, sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run(  # noqa: S603
            [python, "-I", "-c", question], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip()


def installed() -> Iterator[str]:
    """Executables to try, the best first: 3.13 is the one that Suivi is tried with most."""
    versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    folders = [Path(folder) for folder in os.get_exec_path()] + sorted(versions.glob("*/bin"), reverse=True)
    for name in ("python3.13", "python3.14", "python3.12", "python3"):
        yield from (str(folder / name) for folder in folders if os.access(folder / name, os.X_OK))
    yield sys.executable


def fetched(private: Path) -> Iterator[str]:
    """As a last resort, a Python that uv brings along; uv itself comes with pip, into an environment of its own."""
    uv = shutil.which("uv") or private / "bin" / "uv"
    if not Path(uv).exists():
        attempt([sys.executable, "-I", "-m", "venv", "--clear", private])
        attempt([private / "bin" / "python", "-I", "-m", "pip", "install", "--quiet", UV])
    attempt([uv, "python", "install", "--no-bin", "--install-dir", private / "pythons", "3.13"])
    yield from map(str, private.glob("pythons/*/bin/python3.13"))
