"""What `up`, `serve`, `migrate` and their like do, step by step, with nothing really started."""

from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate as of_django
from django.db import OperationalError, ProgrammingError, connection, connections
from django.db.migrations.recorder import MigrationRecorder

from tracker.accounts.models import User
from tracker.setup import database_ready
from tracker.setup.database_ready import (
    NO_KEY,
    let_go_of_the_database,
    migrating_alone,
    plain_words,
    prepare_database,
    refuse_newer,
    refuse_without_key,
)
from tracker.setup.management.commands import migrate, serve, up
from tracker.setup.management.commands.format import Command as Format
from tracker.setup.management.commands.test import Command as Check
from tracker.setup.room_to_start import SAID
from tracker.setup.serving.arguments import size_of
from tracker.setup.serving.web import Size
from tracker.setup.virtual_environment import DISK_FULL

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]
Steps = list[Any]


def noted(steps: Steps, name: str, answer: Any = None) -> Callable[..., Any]:
    def step(*given: Any, **named: Any) -> Any:
        steps.append((name, *given, *named.values()) if given or named else name)
        return answer

    return step


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Steps:
    """What was done, in order. A server that is started answers, and ends when it is told to."""
    found: Steps = []
    settings.VAR = tmp_path
    tmp_path.chmod(0o700)

    @contextmanager
    def locked(path: Path) -> Any:
        found.append(("locked", path.name))
        yield
        found.append("unlocked")

    def server(listener: Any, size: Size, **how: bool) -> Any:
        found.append(("server", listener, size, how))
        return SimpleNamespace(answers=noted(found, "answers", True), run=noted(found, "run", 0))

    for module in (up, serve):
        name = module.__name__
        monkeypatch.setattr(f"{name}.locked", locked)
        monkeypatch.setattr(f"{name}.Server", server)
        monkeypatch.setattr(f"{name}.listen", noted(found, "listen", "a listener"))
        monkeypatch.setattr(f"{name}.room_to_start", noted(found, "room", True))
        for each in ("refuse_without_key", "collect_static_files", "let_go_of_the_database"):
            monkeypatch.setattr(f"{name}.{each}", noted(found, each))
        monkeypatch.setattr(module.Command, "check", lambda _self, databases: found.append(("check", *databases)))
    monkeypatch.setattr(up, "prepare_database", noted(found, "prepare_database"))
    monkeypatch.setattr(up, "say_address_in_mails", noted(found, "say_address_in_mails"))
    monkeypatch.setattr(up, "call_command", noted(found, "command"))
    monkeypatch.setattr(serve, "refuse_newer", noted(found, "refuse_newer"))
    monkeypatch.setattr(serve, "refuse_older", noted(found, "refuse_older"))
    return found


def test_serve_begins_in_this_order(steps: Steps, tmp_path: Path) -> None:
    said = StringIO()
    call_command("serve", host="::1", port=8001, workers=3, threads=4, stdout=said)
    assert steps == [
        ("listen", "::1", 8001), ("locked", "up.lock"), "refuse_without_key", ("room", tmp_path), ("check", "default"),
        "refuse_newer", "refuse_older", "collect_static_files", "let_go_of_the_database", "unlocked",
        ("server", "a listener", Size(3, 4), {"works": False, "reloads": True}), "answers", "run",
    ]  # fmt: skip
    assert said.getvalue() == "Suivi is at http://[::1]:8001/ (SIGTERM stops it, SIGHUP loads it anew)\n"


@pytest.mark.parametrize(("demo", "somebody"), [(True, False), (True, True), (False, False)])
def test_up_begins_in_this_order_and_loads_the_demo_for_nobody_who_is_there(
    demo: bool, somebody: bool, steps: Steps, tmp_path: Path, request: pytest.FixtureRequest, settings: Any
) -> None:
    if somebody:
        request.getfixturevalue("jonas")
    said = StringIO()
    settings.ALLOWED_HOSTS = ["localhost"]
    call_command("up", host="10.0.0.4", port=8001, demo=demo, workers=2, threads=0, stdout=said)
    loads = demo and not somebody
    asks = [("command", "demo", True, steps[-6][-1])] if somebody else []
    assert steps == [
        ("locked", "up.lock"), ("listen", "10.0.0.4", 8001), "refuse_without_key", ("room", tmp_path),
        ("check", "default"), "prepare_database", "collect_static_files", *[("command", "demo", 0)] * loads,
        ("say_address_in_mails", "http://10.0.0.4:8001"), *asks, "let_go_of_the_database",
        ("server", "a listener", Size(2, 0), {"works": True, "reloads": False}), "answers", "unlocked", "run",
    ]  # fmt: skip
    nobody = [
        "Nobody can sign in yet. Make the first administrator with: python3 manage.py createsuperuser",
        "To look around first, stop and start again with: python3 manage.py up --demo",
    ]
    assert said.getvalue().splitlines() == [
        *["Loading the demo ..."] * loads,
        "Suivi is at http://10.0.0.4:8001/ (Ctrl-C stops it)",
        "Other machines reach it by a name in ALLOWED_HOSTS, such as ALLOWED_HOSTS=suivi.example.org",
        *([] if somebody else nobody),
    ]


@pytest.mark.parametrize(("module", "asked"), [(up, {"demo": False}), (serve, {})])
def test_one_that_starts_on_a_full_disk_says_so_and_one_that_does_not_answer_says_nothing(
    module: Any, asked: dict[str, Any], steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "room_to_start", lambda _folder: False)
    ended = SimpleNamespace(answers=lambda: False, run=lambda: 3)
    monkeypatch.setattr(module, "Server", lambda *_given, **_how: ended)
    said, complained = StringIO(), StringIO()
    with pytest.raises(CommandError) as failed:
        call_command(module.__name__.rpartition(".")[2], stdout=said, stderr=complained, **HERE, **asked)
    assert str(failed.value) == "The server ended by itself: its last words stand above."
    assert (said.getvalue(), complained.getvalue()) == ("", f"{SAID}\n")


HERE = {"host": "127.0.0.1", "port": 8000, "workers": 2, "threads": 0}

# In which hosts it may be reached, at which it is served, and whether a name is still to be set.
HOSTS = [
    (["suivi.example"], "suivi.example", False),
    (["[::1]"], "::1", False),
    (["*"], "10.0.0.4", False),
    (["localhost"], "127.0.0.1", True),
    ([], "localhost", True),
]


def test_other_machines_need_a_name_unless_it_is_served_by_one(settings: Any, jonas: User, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    tmp_path.chmod(0o700)
    found = []
    for allowed, host, _is_to_be_set in HOSTS:
        settings.ALLOWED_HOSTS = allowed
        found.append([*up.Command().greeting(host, "http://x")])
    name = "Other machines reach it by a name in ALLOWED_HOSTS, such as ALLOWED_HOSTS=suivi.example.org"
    assert found == [
        ["Suivi is at http://x/ (Ctrl-C stops it)", *([name] if is_to_be_set else [])] for *_, is_to_be_set in HOSTS
    ]


def test_what_nobody_says_is_as_the_settings_say(settings: Any) -> None:
    settings.WEB_WORKERS, settings.WEB_THREADS = 5, 7
    parser = serve.Command().create_parser("manage.py", "serve")
    unsaid, said = (vars(parser.parse_args(words)) for words in ([], ["--port=1", "--workers=999", "--threads=1"]))
    names = ("host", "port", "workers", "threads")
    assert [unsaid[name] for name in names] == ["127.0.0.1", 8000, 5, 7]
    assert ([said[name] for name in names], size_of(said)) == (["127.0.0.1", 1, 999, 1], Size(999, 1))
    for wrong in ("0", "1000", "-1", "two", "²", ""):
        with pytest.raises(CommandError, match=r"how many is a number from 1 to 999\."):
            parser.parse_args([f"--threads={wrong}"])


# What is asked of `migrate`, and what is done before and after Django's own.
ALL = ["refuse_newer", "migrated", ("then", "createcachetable", 0), "over"]
MIGRATED: list[tuple[dict[str, Any], Steps]] = [
    ({}, [("alone", False), *ALL]),
    ({"wait": True}, ["waited", ("alone", True), *ALL]),
    ({"run_syncdb": True}, [("alone", False), "refuse_newer", "migrated", "over"]),
    ({"database": "other"}, ["migrated"]),
    ({"app_label": "files"}, ["migrated"]),
    *[({name: True}, ["migrated"]) for name in ("check_unapplied", "plan", "prune", "fake", "fake_initial")],
]


@pytest.mark.parametrize(("asked", "done"), MIGRATED)
def test_the_whole_database_is_migrated_alone_and_a_part_of_it_as_django_does(
    asked: dict[str, Any], done: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: Steps = []

    @contextmanager
    def alone(given: Any, *, wait: bool) -> Any:
        assert given is connections["default"]
        found.append(("alone", wait))
        yield
        found.append("over")

    monkeypatch.setattr(migrate, "migrating_alone", alone)
    monkeypatch.setattr(migrate, "wait_until_there", noted(found, "waited"))
    monkeypatch.setattr(migrate, "refuse_newer", noted(found, "refuse_newer"))
    monkeypatch.setattr(migrate, "call_command", noted(found, "then"))
    monkeypatch.setattr(of_django.Command, "handle", lambda *_given, **_named: found.append("migrated"))
    options = {"database": "default", "app_label": None, "run_syncdb": False, **asked}
    migrate.Command().handle(**options)
    assert found == done


def test_a_database_that_comes_up_late_is_waited_for_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, slept, tries = [0.0], list[float](), list[float]()

    def sleep(seconds: float) -> None:
        clock[0] += seconds
        slept.append(seconds)

    def connect() -> None:
        tries.append(clock[0])
        if clock[0] < comes_at:
            raise OperationalError

    monkeypatch.setattr(migrate, "monotonic", lambda: clock[0])
    monkeypatch.setattr(migrate, "sleep", sleep)
    monkeypatch.setattr(migrate, "connection", SimpleNamespace(ensure_connection=connect))
    comes_at = 1.0
    migrate.wait_until_there()
    assert (tries, slept) == ([0.0, 0.5, 1.0], [0.5, 0.5])
    comes_at = 1000.0
    with pytest.raises(OperationalError):
        migrate.wait_until_there()
    assert tries[-1] == 61.5


@pytest.mark.parametrize(
    ("command", "words"), [(Format, "Left to do by hand: lint, types."), (Check, "Failed: lint, types.")]
)
def test_what_failed_is_named_at_the_end(command: Any, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for failed in (["lint", "types"], []):
        monkeypatch.setattr(f"{command.__module__}.run_all", lambda *_given, failed=failed: failed)
        run = command().handle if command is Format else partial(command().run_from_argv, ["manage.py", "test"])
        if not failed:
            run()
            continue
        with pytest.raises(SystemExit) as ended:
            run()
        assert ended.value.code == words


# What the database says, and what is said of it: None is what Python says of an error of ours.
SAYS: list[tuple[Exception, str | None]] = [
    (OperationalError("database or disk is full"), DISK_FULL),
    (OperationalError("no such host\nat all"), "The database cannot be used: check DATABASE_URL (no such host)."),
    (
        ProgrammingError('invalid connection option "pol"'),
        'The database cannot be used: check DATABASE_URL (invalid connection option "pol").',
    ),
    (ProgrammingError("no such table: x"), None),
    (ValueError("x"), None),
]


def test_a_database_that_cannot_be_used_is_told_in_one_sentence() -> None:
    for error, words in SAYS:
        with pytest.raises(Exception, match=r"\w") as told, plain_words():
            raise error
        assert told.value is error if words is None else str(told.value) == words


def test_a_newer_database_is_refused_by_the_first_two_names(monkeypatch: pytest.MonkeyPatch) -> None:
    for app, name in (("tags", "9999_b"), ("files", "9999_c"), ("files", "9998_a")):
        MigrationRecorder(connection).record_applied(app, name)
    with pytest.raises(CommandError) as refused:
        refuse_newer()
    assert str(refused.value) == (
        "The database is of a newer Suivi than this one, which does not know files.9998_a and files.9999_c: "
        "start the newer one again, or restore a backup from before."
    )


def test_a_key_that_is_missing_is_told_with_the_place_of_the_one_from_before(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(database_ready, "connection", SimpleNamespace(vendor="postgresql"))
    monkeypatch.setenv("SECRET_KEY", "")
    settings.VAR = Path("/srv/house")
    with pytest.raises(CommandError) as refused:
        refuse_without_key()
    assert str(refused.value) == NO_KEY.format(kept="/srv/house/secret_key")


def test_it_is_migrated_only_where_it_is_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    found: Steps = []
    monkeypatch.setattr(database_ready, "refuse_newer", noted(found, "refuse_newer"))
    monkeypatch.setattr(database_ready, "call_command", lambda *given, **how: found.append((*given, how)))
    for is_behind in (False, True):
        monkeypatch.setattr(database_ready, "is_behind", lambda is_behind=is_behind: is_behind)
        prepare_database()
    how = {"wait": True, "verbosity": 0, "interactive": False}
    assert found == ["refuse_newer", "refuse_newer", ("migrate", how)]


def test_a_database_in_memory_is_nobody_elses() -> None:
    given = SimpleNamespace(vendor="sqlite", is_in_memory_db=lambda: True)
    with migrating_alone(given, wait=False), migrating_alone(given, wait=False):
        pass


def test_every_connection_and_its_pool_is_let_go_of_before_a_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    found: Steps = []
    pooled = SimpleNamespace(close=noted(found, "close"), close_pool=noted(found, "close_pool"))
    plain = SimpleNamespace(close=noted(found, "close the plain one"))
    opened = {True: [pooled, plain], False: []}
    monkeypatch.setattr(type(connections), "all", lambda _self, initialized_only=False: opened[initialized_only])
    let_go_of_the_database()
    monkeypatch.undo()
    assert found == ["close", "close_pool", "close the plain one"]
