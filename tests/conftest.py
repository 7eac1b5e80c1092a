"""The cast: a person per role, a stranger, an organisation and its partners, and the visit of 25 May."""

import gc
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from shutil import rmtree
from threading import Barrier
from typing import Any
from zlib import crc32

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import login
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction
from django.http import HttpRequest
from django.test import Client, TransactionTestCase, override_settings
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker

from tests.compiled_once import compile_once
from tests.converted_once import convert_once
from tests.counted_apart import count_apart
from tests.expressions_copied import copy_expressions
from tests.kept_cast import helper, kept, kept_below, take_all_away
from tests.migrated_database import migrated_once
from tests.watched_once import watch_once
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import Role, User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.tracked_model import Stale
from tracker.invitations.event_times import TypedTimes, moments
from tracker.invitations.models import Invitation
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Participation
from tracker.needs.models import Need
from tracker.pledges.models import Pledge
from tracker.records.models import Passage, Record

COMMUNIQUE = (
    "The Secretary General welcomed Mr. de Kerchove on 25 May.\n"
    "The EU Coordinator invited the WCO to speak at the Workshop on Protecting Iraqi Cultural Heritage.\n"
    "Several areas for further cooperation were identified."
)
CANARY = "quetzalcoatl"
TESTS = Path(__file__).parent
Deeds = list[Callable[[], Any]]


# What is put together from what a page is asked, and each page and each deed once: these are asked on each database.
ASKED_ON_EACH = (
    "follow_ups/list/",
    "house/",
    "lists/",
    "pages/test_find",
    "pages/test_follow_up_list",
    "reports/",
    "search/",
)


# Asked by a link that needs no sign-in, refused before anything is looked up, said in words, or judged of what is
# typed: what they read and write is as in the pages, forms and verbs that each database is asked.
ASKED_ALIKE = (
    "history/wording/",
    "kit/middleware/",
    "meetings/test_forms",
    "meetings/test_participant_forms",
    "pages/test_alarms_and_to_dos",
    "pages/test_calendar_feed",
    "pages/test_meetings_in_feed",
    "partner_links/test_by_link",
    "partner_links/test_report",
    "reports/charts/",
)
# A visitor of one page, signed in or not.
VISITORS = {"client", "sign_in"}


# What is told, written to files or read from them, by verbs and queries that each database is asked elsewhere.
ABOVE = {"briefings", "commitments", "demo", "exports", "imports", "proof", "suggestions"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What continuous integration needs to see on one database: whole folders, single pages, all that asks for none."""
    for item in items:
        place = item.path.relative_to(TESTS)
        apart = place.parts[0] in {"bench", "browser", "setup"} or not asks_for_database(item)
        above = place.parts[0] in ABOVE or place.as_posix().startswith(ASKED_ALIKE)
        if apart or (above and is_alone(item) and not is_committed(item)) or asks_a_page(item, place):
            item.add_marker(pytest.mark.one_database)


def asks_for_database(item: pytest.Item) -> bool:
    fixtures: set[str] = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or not fixtures.isdisjoint({"db", "transactional_db"})


def asks_a_page(item: pytest.Item, place: Path) -> bool:
    """Alone: of several at once each database has its own ways."""
    asks = not VISITORS.isdisjoint(getattr(item, "fixturenames", ()))
    return asks and is_alone(item) and not place.as_posix().startswith(ASKED_ON_EACH)


def is_alone(item: pytest.Item) -> bool:
    """With nobody beside it at the same moment."""
    return {"at_once", "live_server", "transactional_db"}.isdisjoint(getattr(item, "fixturenames", ()))


def is_committed(item: pytest.Item) -> bool:
    """Its transactions are real."""
    mark = item.get_closest_marker("django_db")
    return mark is not None and bool(mark.kwargs.get("transaction"))


def pytest_sessionstart() -> None:
    migrated_once()
    count_apart()
    convert_once()
    compile_once()
    watch_once()
    copy_expressions()


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: looking through it again and again for what is left over takes long."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def in_one_piece(session: pytest.Session) -> object:
    """Calls lie on pieces of 16 kB, which Python asks of the kernel and gives back: a loop that calls across the end of

    one does so thousands of times. For a call that wants more it asks for a larger one, on which all further calls lie.
    """
    return session.config.pluginmanager.get_plugin("main").pytest_runtestloop(session)  # type: ignore[union-attr]


in_one_piece.__code__ = in_one_piece.__code__.replace(co_stacksize=70_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> object:
    return in_one_piece(session)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """A key that was meant for another table finds nothing there."""
    with django_db_blocker.unblock():
        count_on(0)


@pytest.fixture
def _django_db_helper(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """In place of that of pytest-django, but where transactions are real."""
    with django_db_blocker.unblock():
        if is_alone(request.node) and not is_committed(request.node):
            with kept_below(request.node):
                yield
        else:
            take_all_away()
            request.getfixturevalue("_django_db_helper")
            yield


@pytest.fixture(autouse=True, scope="module")
def _cast_of_one_module(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        take_all_away()


def count_on(first: int) -> None:
    """Let what is made from now on count in each table from a number of its own, far from those of the others."""
    models = [model for model in apps.get_models() if model._meta.auto_field]
    rows = [(model._meta.db_table, first + first_key(model._meta.db_table)) for model in models]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence")
            cursor.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", rows)
        else:
            for table, key in rows:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, key])


def first_key(table: str) -> int:
    """Of the name alone, so that the keys of a table stay as they are when another is added."""
    return (1 + crc32(table.encode()) % 9_973) * 1_000


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_limits() -> Iterator[None]:
    """Tests are a program: what nobody does so often, they do."""
    with override_settings(HOW_OFTEN={}):
        yield


@pytest.fixture(autouse=True, scope="session")
def _own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Of these tests alone: others run at the same moment, and their rows have the same keys."""
    folder = tmp_path_factory.mktemp("var")
    with override_settings(VAR=folder):
        yield folder


@pytest.fixture(autouse=True)
def _no_tables_of_others(_own_folder: Path) -> None:
    """A table is kept under the key of its import, which the next test gives again."""
    rmtree(_own_folder / "imports", ignore_errors=True)


# What migrating writes.
KEPT = {"auth_permission", "django_content_type", "search_foldedtable"}


def clear_tables(*_case: Any) -> None:
    """Row by row, as these are few: to empty a table as a whole PostgreSQL makes it anew, in fifty times as long."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with transaction.atomic(), connection.cursor() as cursor:
        for table in {*tables} - KEPT:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


@pytest.fixture(autouse=True, scope="session")
def _quick_clearing() -> Iterator[None]:
    """After a test whose transactions are real."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", clear_tables)
        yield


@pytest.fixture(autouse=True)
def _own_memory() -> None:
    """What the process remembers of one test's rows is not true of another's."""
    caches["memory"].clear()


@pytest.fixture(autouse=True, scope="module")
def _language_of_one_module() -> Iterator[None]:
    """What a file makes once for itself leaves none to the next file."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A page asked for in French leaves its language behind in the thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@helper
def today() -> date:
    return timezone.localdate()


@kept
def wco(db: None) -> Organisation:
    return Organisation.add(by=None, name="World Customs Organization", short_name="WCO", is_ours=True)


@kept
def unit(wco: Organisation) -> Organisation:
    return Organisation.add(by=None, name="Enforcement Unit", short_name="ENF", is_ours=True, parent=wco)


@kept
def eu(db: None) -> Organisation:
    return Organisation.add(by=None, name="European Union", short_name="EU")


@kept
def europol(eu: Organisation) -> Organisation:
    return Organisation.add(by=None, name="European Police Office", short_name="EUROPOL", parent=eu)


def account(wco: Organisation, name: str, role: Role, **values: Any) -> User:
    user = User.objects.create_user(
        f"{name.partition(' ')[0].lower()}@suivi.example", "correct horse", name=name, role=role, **values
    )
    person = Person.add(by=None, name=name, email=user.email, account=user)
    Appointment.objects.create(person=person, organisation=wco, title=role.label)
    return user


@kept
def noor(wco: Organisation) -> User:
    """A reader."""
    return account(wco, "Noor Haddad", Role.READER)


@kept
def claire(wco: Organisation) -> User:
    """The officer who records."""
    return account(wco, "Claire Dubois", Role.OFFICER)


@kept
def omar(wco: Organisation) -> User:
    """An officer who took part in nothing restricted."""
    return account(wco, "Omar Diallo", Role.OFFICER)


@kept
def amina(wco: Organisation) -> User:
    """A manager."""
    return account(wco, "Amina Rahman", Role.MANAGER)


@kept
def jonas(wco: Organisation) -> User:
    """An administrator, without the permission to see restricted matters."""
    return account(wco, "Jonas Lind", Role.ADMINISTRATOR)


@kept
def mei(wco: Organisation) -> User:
    """A manager who sees restricted matters."""
    return account(wco, "Mei Tanaka", Role.MANAGER, sees_restricted=True)


@helper
def sign_in() -> Callable[[User], Client]:
    """As Django's client does, but that the session is written once and not four times: nobody had one before."""

    def signed_in(user: User) -> Client:
        client, request = Client(), HttpRequest()
        session = request.session = import_module(settings.SESSION_ENGINE).SessionStore()
        session.cycle_key = lambda: None
        login(request, user, settings.AUTHENTICATION_BACKENDS[0])
        session.create()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return signed_in


@kept
def coordinator(eu: Organisation) -> Person:
    person = Person.add(by=None, name="Gilles de Kerchove")
    Appointment.objects.create(person=person, organisation=eu, title="Counter-Terrorism Coordinator")
    return person


@kept
def resolution(db: None) -> Mandate:
    return Mandate.add(by=None, kind="resolution", symbol="S/RES/2347 (2017)", title="Protection of cultural heritage")


@kept
def visit(claire: User, coordinator: Person, eu: Organisation) -> Meeting:
    meeting = Meeting.add(
        by=claire, recorder=claire, title="Visit of the EU Counter-Terrorism Coordinator", kind="visit",
        held_on=date(2018, 5, 25), place="WCO Headquarters, Brussels",
    )  # fmt: skip
    Participation.objects.create(
        meeting=meeting, person=coordinator, organisation=eu, title="EU Counter-Terrorism Coordinator"
    )
    return meeting


@kept
def communique(visit: Meeting, claire: User) -> Record:
    return Record.write(by=claire, text=COMMUNIQUE, meeting=visit, kind="communique", language="en")


@helper
def make_follow_up(claire: User) -> Callable[..., FollowUp]:
    def make(title: str = "Speak at the workshop", *, by: User | None = None, **values: Any) -> FollowUp:
        return FollowUp.log(by=by or claire, title=title, **values)

    return make


@kept
def invitation(communique: Record, make_follow_up: Callable[..., FollowUp], claire: User, eu: Organisation) -> FollowUp:
    start = COMMUNIQUE.index("The EU Coordinator invited")
    passage = Passage.of(communique.latest, start, start + len("The EU Coordinator invited the WCO to speak"))
    return make_follow_up(
        kind="invitation", meeting=communique.meeting, passage=passage, owner=claire.person, partner=eu
    )


@kept
def secret(claire: User, europol: Organisation) -> FollowUp:
    """A follow-up of a restricted meeting: every word about it holds the canary."""
    meeting = Meeting.add(
        by=claire, recorder=claire, title=f"Talks on {CANARY}", held_on=date(2018, 6, 1), place=CANARY,
        classification=RESTRICTED,
    )  # fmt: skip
    record = Record.write(by=claire, text=f"They spoke of {CANARY} at length.", meeting=meeting)
    passage = Passage.of(record.latest, 0, 20 + len(CANARY))
    return FollowUp.log(
        by=claire, title=f"Send {CANARY}", detail=CANARY, meeting=meeting, passage=passage, partner=europol
    )


@helper
def make_pledge(claire: User, eu: Organisation) -> Callable[..., Pledge]:
    """Money of the European Union, unless another pledge is asked for."""

    def make(quantity: int | str = 100_000, *, by: User | None = None, **values: Any) -> Pledge:
        values = {"donor": eu, "kind": "money", "currency": "EUR", **values}
        return Pledge.make(by=by or claire, quantity=Decimal(quantity), **values)

    return make


@helper
def make_need(claire: User, make_follow_up: Callable[..., FollowUp]) -> Callable[..., Need]:
    """Money that a follow-up needs, unless something else is asked for."""

    def make(quantity: int | str = 200_000, *, follow_up: FollowUp | None = None, **values: Any) -> Need:
        values = {"kind": "money", "currency": "EUR", **values}
        return Need.estimate(follow_up or make_follow_up("Exchange"), by=claire, quantity=Decimal(quantity), **values)

    return make


@pytest.fixture
def at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Deeds], list[Any]]]:
    """Do all of these at the same moment, each in a thread and a connection of its own.

    On SQLite the tests' database is memory, which locks otherwise: there it is copied into a file first.
    """

    def alone(deed: Callable[[], Any], start: Barrier | None = None) -> Any:
        try:
            if start:
                start.wait()
            return deed()
        except (ValidationError, Stale) as refusal:
            return refusal
        finally:
            connections.close_all()

    def run(deeds: Deeds) -> list[Any]:
        if connection.vendor == "sqlite" and not (tmp_path / "race.sqlite3").exists():
            connection.ensure_connection()
            with closing(sqlite3.connect(tmp_path / "race.sqlite3")) as file:
                connection.connection.backup(file)
                # Said here: of several who come first, each would say so, and all but one be refused.
                file.execute("PRAGMA journal_mode=WAL")
            monkeypatch.setitem(connections.settings["default"], "NAME", str(tmp_path / "race.sqlite3"))
        start = Barrier(len(deeds))
        with ThreadPoolExecutor(len(deeds)) as pool:
            return list(pool.map(lambda deed: alone(deed, start), deeds))

    yield run
    monkeypatch.undo()


BRUSSELS = "Europe/Brussels"
Enter = Callable[..., Invitation]


def facts(first: date, last: date | None = None, zone: str = BRUSSELS, **more: Any) -> dict[str, Any]:
    """The facts of an event that takes whole days."""
    starts, ends = moments(TypedTimes(first, last or first), zone)
    return {"title": "Workshop on Iraqi heritage", "zone": zone, "starts": starts, "ends": ends, **more}


@pytest.fixture
def enter(make_follow_up: Callable[..., FollowUp], claire: User) -> Enter:
    """An event of Claire's that takes place in `days` days from today."""

    def entered(days: int = 40, *, title: str = "Speak at the workshop", today: date, **more: Any) -> Invitation:
        follow_up = make_follow_up(title, kind="invitation", owner=claire.person)
        on = more.pop("on", today - timedelta(days=400))
        return Invitation.enter(follow_up, by=claire, on=on, **facts(today + timedelta(days=days), **more))

    return entered


@kept
def workshop(invitation: FollowUp, claire: User) -> Invitation:
    """31 May 2018 in Brussels, entered on the day after the visit."""
    given = facts(date(2018, 5, 31), place="Brussels", reply_by=date(2018, 5, 29))
    return Invitation.enter(invitation, by=claire, on=date(2018, 5, 26), **given)


def at(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), UTC)
