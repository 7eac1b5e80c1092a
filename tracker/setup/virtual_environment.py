"""Makes Suivi's own Python environment before anything is installed. Standard library only, from Python 3.11."""

import errno
import hashlib
import json
import os
import platform
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tracker.setup.programs import attempt, locked
from tracker.setup.pythons import find_python, version_of, where_to_get_one

ROOT = Path(__file__).resolve().parents[2]
AGAIN = "then run the same command again."
STOPPED = "Stopped. The same command goes on from here."
DISK_FULL = f"The disk is full: free about 500 MB, {AGAIN}"
NO_PYTHON = f"Suivi runs on Python 3.12 or newer and found none here that can make environments: {{advice}}, {AGAIN}"
NO_PACKAGES = f"The packages could not be installed: check the connection, {AGAIN}"
# Each file of requirements, with the files whose packages it holds.
REQUIREMENTS = {
    "requirements.txt": ["requirements.txt"],
    "requirements-postgres.txt": ["requirements-postgres.txt", "requirements.txt"],
    "requirements-anymail.txt": ["requirements-anymail.txt", "requirements-postgres.txt", "requirements.txt"],
    "requirements-dev.txt": ["requirements-dev.txt", "requirements-postgres.txt", "requirements.txt"],
    **{
        f"requirements-{extra}.txt": [f"requirements-{extra}.txt", "requirements.txt"]
        for extra in ("sentry", "opentelemetry", "prometheus", "redis", "s3")
    },
}
# Beside those: of whoever else watches, with the setting that asks for it.
WATCHERS = {
    "requirements-sentry.txt": "SENTRY_DSN",
    "requirements-opentelemetry.txt": "OPENTELEMETRY_ADDRESS",
    "requirements-prometheus.txt": "METRICS_TOKEN",
}
# Of what several machines share: the setting that asks for it, and how it begins.
SHARED = {"requirements-redis.txt": ("CACHE_URL", "redis|unix"), "requirements-s3.txt": ("FILES_URL", "s3:")}
DEVELOPMENT = (["test"], ["format"], ["draw_guide"])


def enter(arguments: list[str]) -> None:
    """Returns inside a ready environment; otherwise makes one and starts the same command again within it.

    Raises SystemExit with a sentence that says what to do when no environment can be made.
    """
    environment = Environment(ROOT)
    needed = [
        requirements_for(arguments[1:], ROOT),
        *watchers_for(arguments[1:], ROOT),
        *shared_for(arguments[1:], ROOT),
    ]
    if not environment.is_ready(*needed):
        environment.prepare(*needed)
    elif environment.folder.samefile(sys.prefix):
        return
    os.execv(environment.python, [str(environment.python), *arguments])


def requirements_for(arguments: list[str], root: Path) -> str:
    """The file of requirements that a command needs: development needs the tools, PostgreSQL its driver.

    A mail service needs Anymail; its file holds the driver as well.
    """
    if arguments[:1] in DEVELOPMENT:
        return "requirements-dev.txt"
    if _is_stated("EMAIL_URL", r"anymail\+", root):
        return "requirements-anymail.txt"
    if _is_stated("DATABASE_URL", "postgres|psql|pgsql", root):
        return "requirements-postgres.txt"
    return "requirements.txt"


def watchers_for(arguments: list[str], root: Path) -> list[str]:
    """The files of requirements of whoever else watches; nobody does where Suivi is developed."""
    asked = [file for file, name in WATCHERS.items() if _is_stated(name, r"[^\s'\"]", root)]
    return [] if arguments[:1] in DEVELOPMENT else asked


def shared_for(arguments: list[str], root: Path) -> list[str]:
    """The files of requirements of a shared cache and of a bucket."""
    asked = [file for file, said in SHARED.items() if _is_stated(*said, root)]
    return [] if arguments[:1] in DEVELOPMENT else asked


def _is_stated(name: str, pattern: str, root: Path) -> bool:
    """Whether the setting begins so, in the environment, else in the file of settings."""
    settings = root / ".env"
    stated = f"{name}={os.environ.get(name, '')}"
    if name not in os.environ and settings.is_file():
        stated = settings.read_text()
    return bool(re.search(rf"^[ \t]*(export[ \t]+)?{name}[ \t]*=[ \t]*['\"]?({pattern})", stated, re.MULTILINE))


@dataclass(frozen=True)
class Environment:
    """The folder .venv of one copy of Suivi, with a stamp that is written once all its packages are there."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def lock(self) -> Path:
        """Beside the folder itself: where .venv is a link, the copies that share it wait for one another."""
        return self.folder.resolve().with_name(".venv.lock")

    @property
    def stamp(self) -> Path:
        return self.folder / "ready.json"

    def stamped(self) -> dict[str, str]:
        """The digest of each file of requirements installed and the version of Python; empty when half-installed."""
        try:
            stamped: dict[str, str] = json.loads(self.stamp.read_text())
        except (OSError, ValueError):
            return {}
        return stamped

    def is_ready(self, *needed: str) -> bool:
        stamped = self.stamped() if (self.folder / "pyvenv.cfg").is_file() else {}
        covers = all(stamped.get(file) == digest(self.root / file) for file in needed)
        return covers and stamped.get("python") == version_of(self.python)

    def prepare(self, *needed: str) -> None:
        """Makes the environment ready, one process at a time. Raises SystemExit with a sentence when it cannot."""
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED))
        with locked(self.lock):
            if not self.is_ready(*needed):
                sys.stderr.write("Setting up, about half a minute ...\n")
                self.install(*needed)

    def install(self, *needed: str) -> None:
        """Starts from nothing unless a whole environment is there to add to; the stamp comes last."""
        version = self.stamped().get("python")
        self.stamp.unlink(missing_ok=True)
        if not version or version != version_of(self.python):
            python = find_python(self.root / ".venv.uv")
            if not python:
                sys.exit(no_python())
            self.run([python, "-I", "-m", "venv", "--clear", self.folder], otherwise=no_python())
        files = [part for file in needed for part in ("-r", self.root / file)]
        self.install_packages(["--quiet", "--require-hashes", *files])
        covered = {name: digest(self.root / name) for file in needed for name in REQUIREMENTS.get(file, [file])}
        self.stamp.write_text(json.dumps({"python": version_of(self.python), **covered}))

    def install_packages(self, wanted: list[str | Path]) -> None:
        uv = shutil.which("uv")
        if not uv or attempt([uv, "pip", "install", "--python", self.python, *wanted]):
            pip: list[str | Path] = [self.python, "-I", "-m", "pip", "install", "--disable-pip-version-check"]
            self.run([*pip, *wanted], otherwise=NO_PACKAGES)

    def run(self, command: list[str | Path], otherwise: str) -> None:
        """Runs a program. Raises SystemExit with a sentence when it fails."""
        failure = attempt(command)
        if failure and ("No space left" in failure or shutil.disk_usage(self.root).free < 10_000_000):
            sys.exit(DISK_FULL)
        if failure:
            sys.exit(f"{otherwise}\n({failure.splitlines()[-1]})")


def no_python() -> str:
    """What to do on this system, which is not the same everywhere."""
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        system = {}
    return NO_PYTHON.format(advice=where_to_get_one(system))


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@contextmanager
def plain_words() -> Iterator[None]:
    """Turns an interruption, a full disk or a missing right into one sentence that says what to do."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            sys.exit(DISK_FULL)
        if error.filename and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            sys.exit(f"{error.filename} cannot be read or written: give this account the right to, {AGAIN}")
        raise
