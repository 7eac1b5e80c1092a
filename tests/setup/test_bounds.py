"""Rooms, ports, tries and pools at their bounds; and what is said where something is not as it should be."""

import errno
import os
import socket
import sys
from io import StringIO
from pathlib import Path
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from tracker.setup import database_away, room_to_start, system_checks
from tracker.setup.bundled_stylesheets import BundlingStorage
from tracker.setup.console_mail import EmailBackend
from tracker.setup.database_away import answered_while_away, is_loss, lost_database
from tracker.setup.mail_server import _said, _why, server_name
from tracker.setup.postgresql import reach
from tracker.setup.private_folder import open_to_others, private_folder
from tracker.setup.room_to_start import ENOUGH, ROOM
from tracker.setup.serving import listening, web
from tracker.setup.serving.listening import address_of, listen, port_number
from tracker.setup.system_checks import check_country, check_mail, check_model, check_replica, check_sqlite, complaints

pytestmark = pytest.mark.one_database

# How many bytes are free, whether some were put aside before; whether there is room, and whether some are put aside.
ROOMS = [
    (ENOUGH + 1, False, True, True),
    (ENOUGH + 1, True, True, True),
    (ENOUGH, False, True, False),
    (ENOUGH, True, True, True),
    (ROOM, True, True, True),
    (ROOM - 1, True, False, False),
    (ROOM - 1, False, False, False),
    (0, True, False, False),
]


def test_room_is_put_aside_where_there_is_much_and_given_up_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "room_to_start"
    for free, before, is_room, is_kept in ROOMS:
        kept.unlink(missing_ok=True)
        if before:
            kept.write_bytes(b"half of it")
        monkeypatch.setattr(room_to_start.shutil, "disk_usage", lambda _folder, free=free: SimpleNamespace(free=free))
        found = (room_to_start.room_to_start(tmp_path), kept.exists())
        assert (free, before, *found) == (free, before, is_room, is_kept)
        assert not (free > ENOUGH and kept.stat().st_size != ROOM)
    monkeypatch.setattr(room_to_start.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=ENOUGH + 1))
    room_to_start.room_to_start(tmp_path)
    whole = kept.read_bytes()
    room_to_start.room_to_start(tmp_path)
    assert kept.read_bytes() == whole


class Away(Exception):  # noqa: N818
    pass


def test_while_it_is_away_one_tries_a_second_and_whoever_else_asks_is_told_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, tries = [10.0], list[float]()
    monkeypatch.setattr(reach, "monotonic", lambda: clock[0])
    found, said = reach.Reach(), list[Any]()

    def ask(at: float, error: Exception | None) -> None:
        clock[0] = at
        try:
            with found.tried(Away):
                tries.append(at)
                if error:
                    raise error
            said.append((at, "there", found.is_lost))
        except (Away, ValueError) as told:
            said.append((at, f"{type(told).__name__} {told}", found.is_lost))

    for at, error in [
        (10.0, None), (10.1, None), (10.2, Away("gone")), (10.3, None), (11.19, None), (11.2, Away("still")),
        (12.1, None), (12.3, None), (12.4, ValueError("of ours")), (12.5, None),
    ]:  # fmt: skip
        ask(at, error)
    assert tries == [10.0, 10.1, 10.2, 11.2, 12.3, 12.4, 12.5]
    assert said == [
        (10.0, "there", False), (10.1, "there", False), (10.2, "Away gone", True), (10.3, "Away gone", True),
        (11.19, "Away gone", True), (11.2, "Away still", True), (12.1, "Away still", True), (12.3, "there", False),
        (12.4, "ValueError of ours", False), (12.5, "there", False),
    ]  # fmt: skip


def test_while_one_tries_whoever_else_asks_is_told_the_same() -> None:
    found = reach.Reach()
    found.trouble = Away("gone")
    with found.tried(Away), pytest.raises(Away, match="gone"), found.tried(Away):
        raise AssertionError


PORTS = [(8000, 8001), (65534, 65535), (65535, 1)]


def test_a_port_that_is_taken_leads_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(number: int, words: str) -> Any:
        def refused(_listener: Any) -> None:
            raise OSError(number, words)

        return refused

    monkeypatch.setattr(listening, "take_who_has_spoken", refuse(errno.EADDRINUSE, "taken"))
    said = []
    for port, _other in PORTS:
        with pytest.raises(CommandError) as refused:
            listen("127.0.0.1", port)
        said.append(str(refused.value))
    assert said == [
        f"Port {port} is taken: stop what uses it, or take another: --port {other}" for port, other in PORTS
    ]
    monkeypatch.setattr(listening, "take_who_has_spoken", refuse(errno.EACCES, "Permission denied"))
    with pytest.raises(CommandError) as refused:
        listen("127.0.0.1", 80)
    assert (
        str(refused.value) == "Nothing can listen at 127.0.0.1:80 (Permission denied): choose another --host or --port."
    )


def test_what_listens_takes_those_who_have_spoken_and_its_port_again_at_once() -> None:
    with listen("127.0.0.1", 0) as listener:
        asked = [(socket.SOL_SOCKET, socket.SO_REUSEADDR)]
        if sys.platform == "linux":
            asked.append((socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT))
        found = [bool(listener.getsockopt(*each)) for each in asked]
        assert (found, listener.type, listener.family) == ([True] * len(asked), socket.SOCK_STREAM, socket.AF_INET)
    assert [port_number(text) for text in ("1", "65535")] == [1, 65535]
    assert [address_of(host, 80) for host in ("localhost", "::1", "10.0.0.4")] == [
        "http://localhost:80", "http://[::1]:80", "http://10.0.0.4:80",
    ]  # fmt: skip


def test_each_thread_has_a_connection_unless_the_house_says_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for said, options in ((False, {"pool": {"max_size": 9}}), (True, {"pool": {"max_size": 9}}), (False, {})):
        monkeypatch.delenv("DATABASE_POOL", raising=False)
        if said:
            monkeypatch.setenv("DATABASE_POOL", "9")
        monkeypatch.setattr(web, "connection", SimpleNamespace(settings_dict={"OPTIONS": options}))
        web.give_each_a_connection(4)
        found.append(options)
    assert found == [{"pool": {"max_size": 4}}, {"pool": {"max_size": 9}}, {}]
    assert [web.threads_for(vendor) for vendor in ("sqlite", "postgresql")] == [web.FEW_THREADS, web.THREADS]


def caused(error: Exception, **said: Any) -> Exception:
    error.__cause__ = type("Said", (Exception,), said)()
    return error


# What the database says of an error, and whether it is lost.
STATES = {
    "08006": True, "57P01": True, "57P02": True, "57P03": True, "53300": True, "25006": True, "57014": False,
    "53100": False, "40001": False, "": False,
}  # fmt: skip


def test_which_errors_say_that_the_database_is_lost() -> None:
    assert {state: is_loss(caused(OperationalError(), sqlstate=state)) for state in STATES} == STATES
    others = [
        None, ValueError(), OperationalError(), caused(ValueError(), sqlstate=None),
        caused(OperationalError(), sqlstate=None), caused(OperationalError(), sqlite_errorname="SQLITE_BUSY"),
        caused(OperationalError(), sqlite_errorname="SQLITE_CANTOPEN"),
    ]  # fmt: skip
    assert [is_loss(error) for error in others] == [False, False, False, False, True, False, True]


def test_while_it_is_away_nothing_is_begun_and_only_what_was_read_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[str] = []

    def begin(request: Any) -> HttpResponse:
        begun.append(request.method)
        return lost_database(request) if request.method == "POST" else HttpResponse("there")

    def is_away() -> None:
        raise OperationalError

    answer = answered_while_away(begin)
    ask = [RequestFactory().get("/find/?q=a"), RequestFactory().post("/find/?q=a")]
    monkeypatch.setattr(database_away, "connection", SimpleNamespace(ensure_connection=is_away))
    away = [answer(request) for request in ask]
    assert begun == []
    monkeypatch.setattr(database_away, "connection", SimpleNamespace(ensure_connection=lambda: None))
    there, lost = (answer(request) for request in ask)
    told = {"Content-Type": "text/html; charset=utf-8", "Retry-After": "5", "Cache-Control": "no-store",
            "Vary": "Accept-Language"}  # fmt: skip
    pages: list[Any] = [*away, lost]
    assert [(page.status_code, dict(page.items()), "/find/?q=a" in page.text) for page in pages] == [
        (503, told, True), (503, told, False), (503, told, False),
    ]  # fmt: skip
    assert (there.status_code, getattr(there, "text", ""), begun) == (200, "there", ["GET", "POST"])


def test_mail_is_printed_for_people() -> None:
    words = StringIO()
    message = EmailMessage("Welcome", "Choose:\nhttp://x", None, ["a@x.example"], cc=["b@x.example"])
    EmailBackend(stream=words).write_message(message)
    rule = "-" * 79
    people = "a@x.example, b@x.example"
    assert words.getvalue() == f"{rule}\nTo: {people}\nSubject: Welcome\n\nChoose:\nhttp://x\n{rule}\n"


def test_what_a_mail_server_said_is_told_without_its_codes(settings: Any) -> None:
    names = []
    for options in ({"host": "mail.example", "port": 25}, {"host": "mail.example"}, {}):
        settings.MAILERS = {"default": {"BACKEND": "x", "OPTIONS": options}}
        names.append(server_name())
    settings.MAIL_SERVICE, settings.MAILERS = "postmark", {"default": {"BACKEND": "x"}}
    assert [*names, server_name()] == ["mail.example:25", "mail.example", "", "postmark"]
    settings.DEFAULT_FROM_EMAIL = "Suivi <suivi@x.example>"
    assert [_why(error) for error in (
        SMTPSenderRefused(550, b"No", "a"), SMTPDataError(554, b"Spam \xff"), TimeoutError(), OSError("Broken"),
        SMTPServerDisconnected("Bye"), SMTPRecipientsRefused({"a": (550, b"Nobody"), "b": (550, b"Other")}),
    )] == [
        "postmark does not take mail from Suivi <suivi@x.example>. Set DEFAULT_FROM_EMAIL.",
        "postmark did not take the mail: Spam \ufffd",
        "postmark does not answer in time. A firewall may stand in between.",
        "postmark did not take the mail: Broken",
        "postmark did not take the mail: Bye",
        "postmark does not take mail for you: Nobody",
    ]  # fmt: skip
    assert _said(SMTPDataError(554, "words")) == "words"  # type: ignore[arg-type]


def told(found: list[Any]) -> list[tuple[str, str, str]]:
    return [(each.id, str(each.msg), str(each.hint or "")) for each in found]


def test_what_is_not_as_it_should_be_is_told_with_what_to_do(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_checks, "sends_mail", lambda: False)
    assert told(check_mail()) == [("setup.I001", "Mail is printed to the console, not sent.", "Set EMAIL_URL.")]
    monkeypatch.setattr(system_checks, "sends_mail", lambda: True)
    settings.COUNTRY = "XX"
    assert (told(check_country()), told(check_mail())) == (
        [("setup.E003", "COUNTRY=XX is no code of a country.", "Such as BE or CH.")],
        [],
    )
    models = {
        "": True, "https://x.example": True, "http://localhost:1/": True, "http://127.0.0.1/": True,
        "http://[::1]:8080/v1": True, "http://x.example": False, "ftp://localhost": False, "localhost": False,
    }  # fmt: skip
    found = {}
    for address in models:
        settings.MODEL_ADDRESS = address
        found[address] = check_model() == []
    assert found == models
    monkeypatch.setattr("django.conf.settings.DATABASES", {"default": {"ENGINE": "sqlite3"}, "replica": {}})
    assert told(check_replica()) == [
        ("setup.W001", "DATABASE_REPLICA_URL is not used: DATABASE_URL names SQLite, which has no replica.",
         "Name the primary in DATABASE_URL, as postgres://..., or leave DATABASE_REPLICA_URL out."),
    ]  # fmt: skip


class Cursor:
    """A database whose pragmas are not what they should be."""

    transaction_mode = "DEFERRED"

    def __init__(self, vendor: str = "sqlite") -> None:
        self.vendor = vendor

    def is_in_memory_db(self) -> bool:
        return True

    def cursor(self) -> "Cursor":
        return self

    def __enter__(self) -> "Cursor":
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def execute(self, sql: str) -> Any:
        values = {"PRAGMA journal_mode": "memory", "PRAGMA synchronous": 1, "PRAGMA foreign_keys": 0}
        values["PRAGMA secure_delete"] = 0
        return SimpleNamespace(fetchone=lambda: [values[sql]])


def test_each_pragma_of_each_sqlite_that_is_asked_about_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    there: Any = {"default": Cursor(), "other": Cursor(), "elsewhere": Cursor("postgresql")}
    wrong = [
        ("setup.E001", "SQLite runs with synchronous=1 instead of 2.", system_checks.HINT),
        ("setup.E001", "SQLite runs with foreign_keys=0 instead of 1.", system_checks.HINT),
        ("setup.E001", "SQLite runs with secure_delete=0 instead of 1.", system_checks.HINT),
        ("setup.E002", "SQLite's transactions are not IMMEDIATE: writers fail each other.", system_checks.HINT),
    ]
    assert told([*complaints(there["default"])]) == wrong
    monkeypatch.setattr(system_checks, "connections", there)
    asked = (None, [], ["default"], ["default", "other", "elsewhere"])
    assert [told(check_sqlite(names)) for names in asked] == [[], [], wrong, [*wrong, *wrong]]


def test_what_is_somebody_elses_or_leads_elsewhere_is_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = os.umask(0o022)
    try:
        outside = tmp_path / "outside"
        outside.touch(0o644)
        folder = tmp_path / "var"
        (folder / "deep").mkdir(parents=True)
        (folder / "deep" / "in").touch(0o644)
        (folder / "link").symlink_to(outside)
        for name, mode in (("a", 0o754), ("b", 0o600), ("c", 0o604)):
            (folder / name).touch()
            (folder / name).chmod(mode)
        private_folder(folder)
        modes = {str(path.relative_to(tmp_path)): path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
        assert modes == {
            "outside": 0o644, "var": 0o700, "var/deep": 0o700, "var/deep/in": 0o644, "var/link": 0o644,
            "var/a": 0o700, "var/b": 0o600, "var/c": 0o600,
        }  # fmt: skip
        found = []
        for mode in (0o700, 0o710, 0o704):
            folder.chmod(mode)
            found.append(open_to_others(folder))
        assert (found, os.umask(0o077)) == ([False, True, True], 0o077)
    finally:
        os.umask(before)


def test_a_bundle_is_called_as_its_sheets_and_none_is_written_where_nothing_is_to_be(
    tmp_path: Path, settings: Any
) -> None:
    settings.STATIC_ROOT = tmp_path
    storage = BundlingStorage()
    assert (storage.bundle_of("base page"), [*storage.post_process({}, dry_run=True)]) == ("css/base-page.css", [])
    assert [*tmp_path.rglob("*.css")] == []
