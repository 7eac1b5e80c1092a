"""How the environment is made and entered, where its Python comes from, and what is said where it cannot be."""

import errno
import json
import shutil
import signal
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tracker.setup import pythons, virtual_environment
from tracker.setup.programs import STOPPING, attempt
from tracker.setup.pythons import UV, fetched, where_to_get_one
from tracker.setup.testing.checks import (
    APART,
    BESIDE,
    MANAGE,
    ON_POSTGRES,
    PYTEST,
    TOOLS,
    checks,
    corrections,
    paths_at,
    templates,
)
from tracker.setup.testing.run_steps import run_all
from tracker.setup.virtual_environment import (
    AGAIN,
    DISK_FULL,
    NO_PACKAGES,
    STOPPED,
    Environment,
    enter,
    no_python,
    plain_words,
    requirements_for,
    shared_for,
    watchers_for,
)

pytestmark = pytest.mark.one_database
ROOM = 50_000_000


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of Suivi for which nothing is set."""
    for name in ("DATABASE_URL", "EMAIL_URL", "CACHE_URL", "FILES_URL", *virtual_environment.WATCHERS.values()):
        monkeypatch.delenv(name, raising=False)
    for name in virtual_environment.REQUIREMENTS:
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(virtual_environment, "ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[str]]]:
    """Each program that was to be run, none of which is; those named in `fails` fail."""
    found: list[list[str]] = []

    def note(command: list[Any]) -> str:
        found.append([str(part) for part in command])
        return f"Looking\n{fails[found[-1][0]]}" if found[-1][0] in fails else ""

    fails: dict[str, str] = {"/bin/broken-uv": "no such package", "/bin/broken": "no such module"}
    for module in (virtual_environment, pythons):
        monkeypatch.setattr(module, "attempt", note)
    monkeypatch.setattr(virtual_environment, "version_of", lambda _python: "3.13")
    monkeypatch.setattr(virtual_environment, "find_python", lambda _private: "/bin/python3.13")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=ROOM))
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    before = signal.getsignal(signal.SIGTERM)
    yield found
    signal.signal(signal.SIGTERM, before)


def exec_noted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What this process was to become."""
    found: list[Any] = []
    monkeypatch.setattr("os.execv", lambda program, arguments: found.append((str(program), arguments)))
    return found


def made(root: Path, *needed: str, version: str = "3.13") -> Environment:
    environment = Environment(root)
    environment.folder.mkdir()
    (environment.folder / "pyvenv.cfg").touch()
    digests = {name: virtual_environment.digest(root / name) for name in needed}
    environment.stamp.write_text(json.dumps({"python": version, **digests}))
    return environment


# What the environment holds, whether this runs within it; whether it is made, and whether the command starts again.
ENTERED = [
    (("requirements.txt",), False, False, True),
    (("requirements.txt",), True, False, False),
    ((), False, True, True),
    ((), True, True, True),
]


@pytest.mark.parametrize(("holds", "is_within", "is_made", "starts_again"), ENTERED)
def test_a_command_goes_on_within_a_ready_environment(
    holds: tuple[str, ...], is_within: bool, is_made: bool, starts_again: bool,
    root: Path, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    became, environment = exec_noted(monkeypatch), made(root, *holds)
    monkeypatch.setattr(sys, "prefix", str(environment.folder if is_within else root))
    enter(["manage.py", "up"])
    python = str(environment.python)
    assert (bool(ran), became) == (is_made, [(python, [python, "manage.py", "up"])] if starts_again else [])
    assert capsys.readouterr().err == ("Setting up, about half a minute ...\n" if is_made else "")
    assert environment.is_ready("requirements.txt")


def test_it_is_made_for_all_that_is_set(root: Path, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    exec_noted(monkeypatch)
    (root / ".env").write_text("DATABASE_URL=postgres://db/x\nSENTRY_DSN=x\nCACHE_URL=redis://cache\n")
    Environment(root).folder.mkdir()
    enter(["manage.py", "up"])
    venv, pip = ran
    files = ("requirements-postgres.txt", "requirements-sentry.txt", "requirements-redis.txt")
    assert venv == ["/bin/python3.13", "-I", "-m", "venv", "--clear", str(root / ".venv")]
    assert pip == [
        str(root / ".venv/bin/python"), "-I", "-m", "pip", "install", "--disable-pip-version-check", "--quiet",
        "--require-hashes", *(part for file in files for part in ("-r", str(root / file))),
    ]  # fmt: skip
    assert Environment(root).stamped().keys() == {"python", "requirements.txt", *files}


# What stands in the environment and in the file of settings, and which file a command needs.
STATED: list[tuple[dict[str, str], str, str]] = [
    ({}, "", "requirements.txt"),
    ({}, "DATABASE_URL=psql://db/x", "requirements-postgres.txt"),
    ({}, "DATABASE_URL = 'pgsql://db/x'", "requirements-postgres.txt"),
    ({}, "  export  DATABASE_URL=postgresql://db/x", "requirements-postgres.txt"),
    ({}, "# DATABASE_URL=postgres://db/x", "requirements.txt"),
    ({}, "DATABASE_REPLICA_URL=postgres://db/x", "requirements.txt"),
    ({}, "DATABASE_URL=sqlite:////srv/postgres", "requirements.txt"),
    ({"DATABASE_URL": ""}, "DATABASE_URL=postgres://db/x", "requirements.txt"),
    ({"DATABASE_URL": "postgres://db/x"}, "DATABASE_URL=sqlite:////x", "requirements-postgres.txt"),
    ({"EMAIL_URL": "anymail+x://"}, "DATABASE_URL=postgres://db/x", "requirements-anymail.txt"),
    ({"EMAIL_URL": "smtp://anymail+x"}, "", "requirements.txt"),
]


def test_what_is_stated_says_which_packages_are_needed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for environment, file, needed in STATED:
        (root / ".env").write_text(f"DEBUG=1\n{file}\nX=1\n")
        with monkeypatch.context() as within:
            for name, value in environment.items():
                within.setenv(name, value)
            assert (environment, file, requirements_for(["up"], root)) == (environment, file, needed)


def test_each_watcher_and_each_shared_service_has_its_packages_but_where_it_is_developed(root: Path) -> None:
    said = [
        ("SENTRY_DSN=x", "sentry"), ("OPENTELEMETRY_ADDRESS='x'", "opentelemetry"), ("METRICS_TOKEN=x", "prometheus"),
        ("CACHE_URL=unix:///x", "redis"), ("CACHE_URL=rediss://x", "redis"), ("FILES_URL=s3://x", "s3"),
    ]  # fmt: skip
    for line, extra in said:
        (root / ".env").write_text(line)
        found = [[*watchers_for(words, root), *shared_for(words, root)] for words in (["up"], [], ["test"], ["format"])]
        assert (line, found) == (line, [[f"requirements-{extra}.txt"]] * 2 + [[], []])
    for line in ("SENTRY_DSN=", "METRICS_TOKEN=''", "CACHE_URL=memcached://x", "FILES_URL=https://x"):
        (root / ".env").write_text(line)
        assert (line, [*watchers_for(["up"], root), *shared_for(["up"], root)]) == (line, [])


# Which Python the stamp names, and what is run: an environment of the same is added to.
@pytest.mark.parametrize(("stamped", "runs"), [("3.13", ["pip"]), ("3.12", ["venv", "pip"]), ("", ["venv", "pip"])])
def test_a_whole_environment_is_added_to_and_any_other_made_anew(
    stamped: str, runs: list[str], root: Path, ran: list[list[str]]
) -> None:
    environment = made(root, version=stamped)
    environment.install("requirements.txt")
    assert [command[command.index("-m") + 1] for command in ran] == runs
    assert environment.is_ready("requirements.txt")


@pytest.mark.parametrize(
    ("uv", "programs"), [(None, ["python"]), ("/bin/uv", ["uv"]), ("/bin/broken-uv", ["broken-uv", "python"])]
)
def test_uv_installs_where_it_is_and_pip_where_it_is_not_or_fails(
    uv: str | None, programs: list[str], root: Path, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", {"uv": uv}.get)
    Environment(root).install_packages(["--quiet", "x"])
    assert [Path(command[0]).name for command in ran] == programs
    of_uv = [uv, "pip", "install", "--python", str(root / ".venv/bin/python"), "--quiet", "x"]
    assert [command for command in ran if command[0] == uv] == ([of_uv] if uv else [])


# What a program says as it fails, how much room there is, and what is said of it.
FAILS = [
    ("", 0, None),
    ("no such module", ROOM, f"{NO_PACKAGES}\n(no such module)"),
    ("no such module", 9_999_999, DISK_FULL),
    ("no such module", 10_000_000, f"{NO_PACKAGES}\n(no such module)"),
    ("[Errno 28] No space left on device", ROOM, DISK_FULL),
]


def test_a_program_that_fails_is_told_by_its_last_words_or_as_a_full_disk(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for failure, free, words in FAILS:
        monkeypatch.setattr(virtual_environment, "attempt", lambda _command, failure=failure: failure)
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder, free=free: SimpleNamespace(free=free))
        if words is None:
            Environment(root).run(["x"], otherwise=NO_PACKAGES)
            continue
        with pytest.raises(SystemExit) as ended:
            Environment(root).run(["x"], otherwise=NO_PACKAGES)
        assert ended.value.code == words


def test_where_there_is_no_python_it_is_said_what_to_install(
    root: Path, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(virtual_environment, "find_python", lambda _private: "")
    system: dict[str, str] = {"ID": "arch"}
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: system)
    said = f"found none here that can make environments: install Python 3.13 or uv, {AGAIN}"
    with pytest.raises(SystemExit) as ended:
        Environment(root).install("requirements.txt")
    assert (str(ended.value.code).endswith(said), ended.value.code, ran) == (True, no_python(), [])
    monkeypatch.setattr("platform.freedesktop_os_release", (root / "none").read_text)
    assert no_python().endswith(said)
    system.update(ID="fedora")
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: system)
    assert "install python3.12 (dnf), or uv, " in no_python()


# An error and the sentence for it; None is what Python says of it.
def test_what_the_system_refuses_is_one_sentence() -> None:
    right = f"x cannot be read or written: give this account the right to, {AGAIN}"
    table: list[tuple[BaseException, str | None]] = [
        (KeyboardInterrupt(), STOPPED),
        *[(OSError(number, "x", "x"), DISK_FULL) for number in (errno.ENOSPC, errno.EDQUOT)],
        *[(OSError(number, "x", "x"), right) for number in (errno.EACCES, errno.EPERM, errno.EROFS)],
        (OSError(errno.EROFS, "x"), None),
        (OSError(errno.ENOENT, "x", "x"), None),
    ]
    for error, words in table:
        with pytest.raises((OSError, SystemExit)) as told, plain_words():
            raise error
        assert (getattr(told.value, "code", None), told.value is error) == (words, words is None)


def test_uv_brings_a_python_and_pip_brings_uv(tmp_path: Path, ran: list[list[str]]) -> None:
    of_uv = ["python", "install", "--no-bin", "--install-dir", str(tmp_path / "pythons"), "3.13"]
    own, brought = tmp_path / "bin" / "uv", tmp_path / "pythons" / "cpython" / "bin" / "python3.13"
    brought.parent.mkdir(parents=True)
    brought.touch()
    assert [*fetched(tmp_path)] == [str(brought)]
    pip = [str(own.with_name("python")), "-I", "-m", "pip", "install", "--quiet", UV]
    assert ran == [[sys.executable, "-I", "-m", "venv", "--clear", str(tmp_path)], pip, [str(own), *of_uv]]
    ran.clear()
    own.parent.mkdir()
    own.touch()
    assert ([*fetched(tmp_path)], ran) == ([str(brought)], [[str(own), *of_uv]])


OF_PYTHON_ORG = "so install uv, or Python 3.13 from python.org"
SYSTEMS = {
    "debian debian 11": f"X 11 has none newer than 3.11 of its own, {OF_PYTHON_ORG}",
    "debian debian 12.5": "install python3 and python3-venv (apt), or uv",
    "ubuntu debian 23.04": f"X 23.04 has none newer than 3.11 of its own, {OF_PYTHON_ORG}",
    "ubuntu debian 23.10": "install python3 and python3-venv (apt), or uv",
    "linuxmint ubuntu+debian 21": "install python3 and python3-venv (apt), or uv",
    "debian debian trixie/sid": "install python3 and python3-venv (apt), or uv",
    "fedora  41": "install python3.12 (dnf), or uv",
    "centos rhel+fedora 9": "install python3.12 (dnf), or uv",
    "arch  rolling": "install Python 3.13 or uv",
}


def test_what_to_install_on_each_system() -> None:
    found = {}
    for name in SYSTEMS:
        kind, kin, number = name.split(" ")
        said = {"NAME": "X", "ID": kind, "ID_LIKE": kin.replace("+", " "), "VERSION_ID": number}
        found[name] = where_to_get_one(said)
    assert found == SYSTEMS


def test_a_program_is_run_to_its_end_and_only_a_failure_is_told() -> None:
    found = [
        attempt([sys.executable, "-c", words])
        for words in ("print('x')", "import sys; print(' x '); sys.exit(1)", "raise SystemExit(1)")
    ]
    assert (found, attempt(["/no/such"])) == (
        ["", "x", f"{sys.executable} failed"], "[Errno 2] No such file or directory: '/no/such'",
    )  # fmt: skip
    assert {*signal.pthread_sigmask(signal.SIG_BLOCK, [])} & {*STOPPING} == set()


def test_each_check_by_its_name_and_its_command() -> None:
    ruff, djade = str(TOOLS / "ruff"), str(TOOLS / "djade")
    apart = [folder for folders in APART.values() for folder in folders]
    assert checks() == {
        "lint": [ruff, "check"],
        "format": [ruff, "format", "--check"],
        "templates": [djade, "--check", *templates()],
        "types": [str(TOOLS / "mypy")],
        "settings": [*MANAGE, "check", "--fail-level", "WARNING"],
        "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
        **{name: [*PYTEST, *folders] for name, folders in APART.items()},
        "suite": [*PYTEST, *(f"--ignore={folder}" for folder in apart)],
    }
    assert corrections() == {
        "lint": [ruff, "check", "--fix"], "format": [ruff, "format"], "templates": [djade, *templates()],
    }  # fmt: skip
    assert ([*BESIDE], [name for name in APART if name not in checks()]) == ([*APART, *ON_POSTGRES, "types"], [])
    on_postgres = ["env", "DATABASE_URL=postgres://there", *PYTEST, "-m", "not one_database"]
    also = checks("postgres://there")
    assert also["postgres, house"] == [*on_postgres, "tests/house"]
    assert also["postgres, h to z"][: len(on_postgres) + 2] == [*on_postgres, "-p", "tests.setup.another_day"]
    assert paths_at("tests/ke*/") == ["tests/kept_files"]


def test_the_outcome_of_each_step_is_told_after_what_it_said(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clocks: dict[int, Iterator[float]] = defaultdict(lambda: iter(map(float, range(0, 99, 3))))
    monkeypatch.setattr(
        "tracker.setup.testing.run_steps.time", SimpleNamespace(monotonic=lambda: next(clocks[threading.get_ident()]))
    )
    steps = {name: [sys.executable, "-c", f"print('{name} was made'); raise SystemExit({code})"]
             for name, code in (("one", 1), ("two", 0), ("three", 2))}  # fmt: skip
    assert run_all(steps, beside=["one"]) == ["three", "one"]
    assert capfd.readouterr().out.splitlines() == [
        "== two", "two was made", "== two: ok (3 s, processor 0 s)",
        "== three", "three was made", "== three: FAILED (3 s, processor 0 s)",
        "== one", "one was made", "== one: FAILED (3 s, processor 0 s)",
    ]  # fmt: skip
