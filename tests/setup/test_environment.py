import errno
import json
import sys
from pathlib import Path

import pytest

from tracker.setup.pythons import version_of
from tracker.setup.virtual_environment import (
    DISK_FULL,
    REQUIREMENTS,
    SHARED,
    STOPPED,
    WATCHERS,
    Environment,
    digest,
    plain_words,
    requirements_for,
    shared_for,
    watchers_for,
)


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """A whole environment for the ordinary commands, as if just installed."""
    for name in REQUIREMENTS:
        (tmp_path / name).write_text(name)
    environment = Environment(tmp_path)
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to(sys.executable)
    (environment.folder / "pyvenv.cfg").touch()
    stamp(environment, "requirements.txt")
    return environment


def stamp(environment: Environment, *names: str, **changed: str) -> None:
    installed = {name: digest(environment.root / name) for name in names}
    environment.stamp.write_text(json.dumps({"python": version_of(sys.executable), **installed, **changed}))


def test_an_environment_is_ready_once_everything_was_installed(environment: Environment) -> None:
    assert environment.is_ready("requirements.txt")


def test_an_environment_without_its_stamp_is_half_installed(environment: Environment) -> None:
    environment.stamp.unlink()
    assert not environment.is_ready("requirements.txt")


def test_a_stamp_that_was_cut_short_counts_as_none(environment: Environment) -> None:
    environment.stamp.write_text('{"python": "3.')
    assert environment.stamped() == {}


def test_an_environment_that_lost_its_description_is_not_ready(environment: Environment) -> None:
    (environment.folder / "pyvenv.cfg").unlink()
    assert not environment.is_ready("requirements.txt")


def test_copies_that_share_an_environment_wait_for_one_another(environment: Environment, tmp_path: Path) -> None:
    copy = Environment(tmp_path / "copy")
    copy.root.mkdir()
    copy.folder.symlink_to(environment.folder)
    assert (copy.lock, copy.lock.parent) == (environment.lock, environment.root)


def test_changed_requirements_are_to_be_installed(environment: Environment) -> None:
    (environment.root / "requirements.txt").write_text("one more")
    assert not environment.is_ready("requirements.txt")


def test_the_ordinary_packages_are_not_enough_for_the_tests(environment: Environment) -> None:
    assert not environment.is_ready("requirements-dev.txt")


def test_the_packages_for_the_tests_serve_every_command(environment: Environment) -> None:
    stamp(environment, *REQUIREMENTS["requirements-dev.txt"])
    ready = {name for name in REQUIREMENTS if environment.is_ready(name)}
    assert ready == {*REQUIREMENTS} - {"requirements-anymail.txt", *WATCHERS, *SHARED}


def test_an_environment_whose_python_was_removed_is_not_ready(environment: Environment) -> None:
    environment.python.unlink()
    environment.python.symlink_to("/nowhere/python")
    assert not environment.is_ready("requirements.txt")


def test_an_environment_whose_python_was_replaced_is_not_ready(environment: Environment) -> None:
    stamp(environment, "requirements.txt", python="3.12.0")
    assert not environment.is_ready("requirements.txt")


@pytest.mark.parametrize(
    ("arguments", "url", "needed"),
    [
        (["up"], "", "requirements.txt"),
        ([], "", "requirements.txt"),
        (["up"], "sqlite:////data/db.sqlite3", "requirements.txt"),
        (["up"], "postgres://suivi@localhost/suivi", "requirements-postgres.txt"),
        (["migrate"], "postgresql://suivi@localhost/suivi", "requirements-postgres.txt"),
        (["test"], "", "requirements-dev.txt"),
        (["test", "-k", "up"], "postgres://suivi@localhost/suivi", "requirements-dev.txt"),
        (["format"], "", "requirements-dev.txt"),
        (["draw_guide"], "", "requirements-dev.txt"),
    ],
)
def test_each_command_installs_what_it_needs(
    arguments: list[str], url: str, needed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert requirements_for(arguments, tmp_path) == needed


class WithoutPackages(Environment):
    """Its packages are there already."""

    def install_packages(self, wanted: list[str | Path]) -> None:
        pass


@pytest.mark.parametrize("needed", REQUIREMENTS)
def test_what_was_installed_serves_what_it_covers_and_no_more(needed: str, environment: Environment) -> None:
    installed = WithoutPackages(environment.root)
    installed.install(needed)
    assert [name for name in REQUIREMENTS if installed.stamped().get(name)] == [
        name for name in REQUIREMENTS if name in REQUIREMENTS[needed]
    ]


def test_a_mail_service_needs_its_own_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "anymail+postmark://?server_token=x")
    assert requirements_for(["up"], tmp_path) == "requirements-anymail.txt"


@pytest.mark.parametrize(
    ("arguments", "stated", "needed"),
    [
        (["up"], "SENTRY_DSN=\nDEBUG=1\n", []),
        (["up"], "SENTRY_DSN=https://key@sentry.example.org/1\n", ["requirements-sentry.txt"]),
        (["test"], "SENTRY_DSN=https://key@sentry.example.org/1\n", []),
        (
            ["worker"],
            'export METRICS_TOKEN="token"\nOPENTELEMETRY_ADDRESS=console\n',
            ["requirements-opentelemetry.txt", "requirements-prometheus.txt"],
        ),
    ],
)
def test_whoever_else_watches_needs_their_own_packages(
    arguments: list[str], stated: str, needed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in WATCHERS.values():
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text(stated)
    assert watchers_for(arguments, tmp_path) == needed


@pytest.mark.parametrize(
    ("arguments", "stated", "needed"),
    [
        (["up"], "CACHE_URL=\nFILES_URL=\n", []),
        (["serve"], "CACHE_URL=rediss://cache.example.org/0\n", ["requirements-redis.txt"]),
        (["worker"], "FILES_URL=s3://house\n", ["requirements-s3.txt"]),
        (["test"], "FILES_URL=s3://house\n", []),
    ],
)
def test_what_several_machines_share_needs_its_own_packages(
    arguments: list[str], stated: str, needed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, _begins in SHARED.values():
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text(stated)
    assert shared_for(arguments, tmp_path) == needed


def test_several_files_are_ready_together_or_not_at_all(environment: Environment) -> None:
    installed = WithoutPackages(environment.root)
    for file in WATCHERS:
        (environment.root / file).write_text(file)
    installed.install("requirements-postgres.txt", "requirements-sentry.txt")
    asked = (
        ["requirements-postgres.txt", "requirements-sentry.txt"],
        ["requirements.txt", "requirements-prometheus.txt"],
    )
    assert [installed.is_ready(*files) for files in asked] == [True, False]


def test_a_database_named_in_the_file_of_settings_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / ".env").write_text('DEBUG=1\nexport DATABASE_URL="postgres://suivi@localhost/suivi"\n')
    assert requirements_for(["up"], tmp_path) == "requirements-postgres.txt"


def said(exited: pytest.ExceptionInfo[SystemExit]) -> str:
    return str(exited.value.code)


@pytest.mark.parametrize(
    ("last_words", "sentence"),
    [
        ("Collecting\nno matching distribution", "Check the connection.\n(no matching distribution)"),
        ("[Errno 28] No space left on device", DISK_FULL),
    ],
)
def test_a_failed_installation_says_what_to_do(last_words: str, sentence: str, environment: Environment) -> None:
    failing = [sys.executable, "-c", f"import sys; sys.exit({last_words!r})"]
    with pytest.raises(SystemExit) as exited:
        environment.run(failing, otherwise="Check the connection.")
    assert said(exited) == sentence


def test_a_full_disk_is_one_sentence() -> None:
    with pytest.raises(SystemExit) as exited, plain_words():
        Path("/dev/full").write_text("x")
    assert said(exited) == DISK_FULL


def test_a_file_that_may_not_be_written_is_named() -> None:
    with pytest.raises(SystemExit) as exited, plain_words():
        raise PermissionError(errno.EACCES, "Permission denied", "var/db.sqlite3")
    assert said(exited).startswith("var/db.sqlite3 cannot be read or written")


def test_a_right_that_is_missing_elsewhere_is_told_as_python_tells_it() -> None:
    with pytest.raises(PermissionError), plain_words():
        raise PermissionError(errno.EACCES, "Permission denied")


def test_ctrl_c_is_one_sentence() -> None:
    with pytest.raises(SystemExit) as exited, plain_words():
        raise KeyboardInterrupt
    assert said(exited) == STOPPED


def test_other_errors_keep_their_traceback() -> None:
    with pytest.raises(ConnectionError), plain_words():
        raise ConnectionError
