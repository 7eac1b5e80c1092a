"""Finds a Python that Suivi runs on. Standard library only, from Python 3.11."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tracker.setup.programs import attempt

OLDEST = (3, 12)
UV = "uv==0.13.9"
# The last release of a system whose own archive has only an older Python, and which.
OLD_ARCHIVES = {"debian": (12.0, "3.11"), "ubuntu": (23.04, "3.11")}


def find_python(private: Path) -> str:
    """The best Python that can make environments, "" without one; `private` is where uv may put a new one.

    One that was built for speed comes before all that were not: large pages take it a tenth to a seventh less time.
    """
    found = [python for python in dict.fromkeys(installed()) if fits(python)]
    if not found:
        return next(filter(fits, fetched(private)), "")
    return next(filter(is_built_for_speed, found), found[0])


def fits(python: str) -> bool:
    version = version_of(python, able_to="ensurepip, sqlite3, ssl, venv")
    return bool(version) and tuple(map(int, version.split("."))) >= OLDEST


def is_built_for_speed(python: str) -> bool:
    """Whether its compiler was told what programs do most (PGO), and to look at all of it at once (LTO).

    Distributions build theirs so; Debian's does not say it.
    """
    said = answer_of(python, "import sys, sysconfig; print(sys.prefix, sysconfig.get_config_var('CONFIG_ARGS'))")
    return said.startswith("/usr ") or ("--enable-optimizations" in said and "--with-lto" in said)


def version_of(python: str | Path, able_to: str = "sys") -> str:
    """Such as "3.13"; "" for an executable that does not run, or cannot import the modules named."""
    return answer_of(python, f"import {able_to}, sys; print('%d.%d' % sys.version_info[:2])")


def answer_of(python: str | Path, question: str) -> str:
    """What it prints; "" for an executable that does not run, or cannot do what it is asked."""
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


def where_to_get_one(system: Mapping[str, str]) -> str:
    """What to install, by what the system says of itself (os-release): its own archive may have none new enough."""
    name, number = system.get("NAME", "This system"), system.get("VERSION_ID", "")
    kin = {system.get("ID", ""), *system.get("ID_LIKE", "").split()}
    old = OLD_ARCHIVES.get(system.get("ID", ""))
    version = float(number) if re.fullmatch(r"\d+(\.\d+)?", number) else 0.0
    if old and version and version <= old[0]:
        return f"{name} {number} has none newer than {old[1]} of its own, so install uv, or Python 3.13 from python.org"
    if kin & {"debian", "ubuntu"}:
        return "install python3 and python3-venv (apt), or uv"
    if kin & {"rhel", "fedora", "centos"}:
        return "install python3.12 (dnf), or uv"
    return "install Python 3.13 or uv"


def fetched(private: Path) -> Iterator[str]:
    """As a last resort, a Python that uv brings along; uv itself comes with pip, into an environment of its own."""
    uv = shutil.which("uv") or private / "bin" / "uv"
    if not Path(uv).exists():
        attempt([sys.executable, "-I", "-m", "venv", "--clear", private])
        attempt([private / "bin" / "python", "-I", "-m", "pip", "install", "--quiet", UV])
    attempt([uv, "python", "install", "--no-bin", "--install-dir", private / "pythons", "3.13"])
    yield from map(str, private.glob("pythons/*/bin/python3.13"))
