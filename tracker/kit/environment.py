"""Makes Suivi's own Python environment, with the standard library only: it runs before anything is installed."""

import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UV = "uv==0.13.9"
DISK_FULL = "The disk is full: free about 500 MB, then run the same command again."
NO_PYTHON = (
    "Suivi runs on Python 3.12 or newer and found none that can make environments: "
    "install Python 3.13 (on Debian and Ubuntu also python3-venv) or uv, then run the same command again."
)
NO_PACKAGES = "The packages could not be installed: check the connection, then run the same command again."
# Each file of requirements with those whose packages it holds as well.
REQUIREMENTS = {
    "requirements.txt": ["requirements.txt"],
    "requirements-postgres.txt": ["requirements-postgres.txt", "requirements.txt"],
    "requirements-dev.txt": ["requirements-dev.txt", "requirements-postgres.txt", "requirements.txt"],
}


def enter(arguments: list[str]) -> None:
    """Returns inside a ready environment; otherwise makes one and starts the same command again within it.

    Raises SystemExit with a sentence that says what to do when no environment can be made.
    """
    environment = Environment(ROOT)
    needed = requirements_for(arguments[1:], ROOT)
    if not environment.is_ready(needed):
        environment.prepare(needed)
    elif Path(sys.prefix) == environment.folder:
        return
    os.execv(environment.python, [str(environment.python), *arguments])


def requirements_for(arguments: list[str], root: Path) -> str:
    """The file of requirements that a command needs: tests and formatting need the tools, PostgreSQL its driver."""
    if arguments[:1] in (["test"], ["format"]):
        return "requirements-dev.txt"
    settings = root / ".env"
    kept = settings.read_text() if settings.is_file() else ""
    stated = f"DATABASE_URL={os.environ['DATABASE_URL']}" if "DATABASE_URL" in os.environ else kept
    if re.search(r"^\s*(export\s+)?DATABASE_URL\s*=\s*['\"]?(postgres|psql|pgsql)", stated, re.MULTILINE):
        return "requirements-postgres.txt"
    return "requirements.txt"


@dataclass(frozen=True)
class Environment:
    """The folder .venv of one copy of Suivi, and the stamp that is written once all its packages are there."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        return self.folder / "ready.json"

    def is_ready(self, needed: str) -> bool:
        stamped = self.stamped()
        return stamped.get(needed) == digest(self.root / needed) and stamped.get("python") == version_of(self.python)

    def stamped(self) -> dict[str, str]:
        """The digest of each file of requirements installed and the version of Python; empty when half-installed."""
        try:
            stamped: dict[str, str] = json.loads(self.stamp.read_text())
        except (OSError, ValueError):
            return {}
        return stamped

    def prepare(self, needed: str) -> None:
        """Makes the environment ready, one process at a time. Raises SystemExit with a sentence when it cannot."""
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped. The same command goes on from here."))
        with locked(self.root / ".venv.lock"):
            if not self.is_ready(needed):
                print("Setting up, about half a minute ...", file=sys.stderr, flush=True)
                self.install(needed)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def install(self, needed: str) -> None:
        """Starts from nothing unless a whole environment is there to add to; the stamp is written last."""
        version = self.stamped().get("python", "")
        self.stamp.unlink(missing_ok=True)
        if not version or version != version_of(self.python):
            run([find_python(self.root), "-I", "-m", "venv", "--clear", self.folder], NO_PYTHON)
        self.install_packages(needed)
        covered = {name: digest(self.root / name) for name in REQUIREMENTS[needed]}
        self.stamp.write_text(json.dumps({"python": version_of(self.python), **covered}))

    def install_packages(self, needed: str) -> None:
        wanted: list[str | Path] = ["--quiet", "--require-hashes", "-r", self.root / needed]
        uv = shutil.which("uv")
        if uv and not attempt([uv, "pip", "install", "--python", self.python, *wanted]):
            return
        run([self.python, "-I", "-m", "pip", "install", "--disable-pip-version-check", *wanted], NO_PACKAGES)


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def version_of(python: str | Path, able_to: str = "sys") -> str:
    """ "3.13" for an executable that can import the modules named, "" for one that cannot or does not run."""
    question = f"import {able_to}, sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([python, "-I", "-c", question], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip()


def find_python(root: Path) -> str:
    """The best Python 3.12 or newer that can make environments. Raises SystemExit with a sentence without one."""
    for python in chain(pythons(), fetched_python(root)):
        version = version_of(python, able_to="ensurepip, sqlite3, ssl, venv")
        if version and tuple(map(int, version.split("."))) >= (3, 12):
            return python
    raise SystemExit(NO_PYTHON)


def pythons() -> Iterator[str]:
    """Executables to try, the best first: 3.13 is the one that Suivi is tried with most."""
    versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    folders = [Path(folder) for folder in os.get_exec_path()] + sorted(versions.glob("*/bin"), reverse=True)
    for name in ("python3.13", "python3.14", "python3.12", "python3"):
        yield from (str(folder / name) for folder in folders if os.access(folder / name, os.X_OK))
    yield sys.executable


def fetched_python(root: Path) -> Iterator[str]:
    """As a last resort, the Python that uv brings along; uv itself comes into an environment of its own."""
    private = root / ".venv.uv"
    uv = shutil.which("uv") or str(private / "bin" / "uv")
    if not Path(uv).exists():
        attempt([sys.executable, "-I", "-m", "venv", "--clear", private])
        attempt([private / "bin" / "python", "-I", "-m", "pip", "install", "--quiet", UV])
    attempt([uv, "python", "install", "--no-bin", "--install-dir", private / "pythons", "3.13"])
    yield from map(str, private.glob("pythons/*/bin/python3.13"))


def run(command: list[str | Path], otherwise: str) -> None:
    """Runs a command. Raises SystemExit with a sentence when it fails."""
    failure = attempt(command)
    if failure and ("No space left" in failure or shutil.disk_usage(ROOT).free < 20_000_000):
        raise SystemExit(DISK_FULL)
    if failure:
        raise SystemExit(f"{otherwise}\n({failure.splitlines()[-1]})")


def attempt(command: list[str | Path]) -> str:
    """Runs a command to its end, or kills it when this process is stopped; what it said when it failed, otherwise "".

    It inherits the lock: should this process be killed, the next one still waits for the orphan to end.
    """
    try:
        process = subprocess.Popen(
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
        said = process.communicate()[0]
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    return "" if process.returncode == 0 else said.strip() or "nothing"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds a lock file, waiting for another process that has it; programs started meanwhile hold it too."""
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another command is at work here; waiting for it ...", file=sys.stderr, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        os.set_inheritable(file.fileno(), True)
        yield
