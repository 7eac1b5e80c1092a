"""A fault in the middle: whatever deed breaks off at its last write, every table is as it was before."""

import re
from collections.abc import Callable, Set
from copy import copy
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.db.transaction import Atomic
from django.utils import timezone

from tests.house.addresses import LOGIN, PAGES, Answer
from tests.house.conftest import Visitor, taken_back
from tests.house.matter import new_names
from tests.house.pages import as_sent, text_of
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.models import Point
from tracker.background.periodic_work import FORGET, enqueue_periodic
from tracker.directory.models import Organisation
from tracker.follow_ups.bulk.bulk_edit import BulkEdit
from tracker.follow_ups.models import BulkChange, FollowUp
from tracker.follow_ups.models.bulk_change import BulkRow
from tracker.imports import write_rows
from tracker.imports.models import Import
from tracker.imports.prepare_import import preview, upload
from tracker.imports.table_reader import Table
from tracker.invitations.models import Invitation
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.needs.models import Allocation, Need
from tracker.needs.pledge_changes import move_pledge
from tracker.needs.solver import Goal
from tracker.needs.unlock import Offer, ask, propose
from tracker.pledges.models import Pledge

# The blocks that hold the writes of a deed together are the same on both.
pytestmark = pytest.mark.one_database
Things = dict[str, Any]
Send = Callable[[str], Callable[[], Any]]
WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO) \"?(\w+)", re.IGNORECASE)
# The tables of any, such as what is there already and left alone.
TABLE = re.compile(r"\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM|REPLACE INTO) \"?(\w+)", re.IGNORECASE)
# What a trigger writes, or whoever says that we broke off.
UNASKED = re.compile("search_|django_tasks_")
# What remembers a visitor, and what is counted again when it is gone.
ASIDE = {"django_session", "cache", "health_fault", "health_faultmail"}
# That we broke off is told to administrators.
TOLD = "tracker.health.tasks.send"
# Many rows, each saved by itself: broken off, the same once more takes along what is left.
ONE_BY_ONE = ["follow_ups:bulk_do", "imports:confirm"]
# It cannot be taken back once it is out: broken off, it stays begun (tests/circulation/test_copies.py).
MAILED = ["circulation:send_again", "calendar_mails:invite", "calendar_mails:cancel"]
# Deeds that write more when more is typed, or nothing at all as the table types them.
FULLER: dict[str, dict[str, Any]] = {
    "invite": {"unit": "ENF", "post": "Analyst"},
    "follow_ups:new": {
        "partner": "EU",
        "owner": "Amina Rahman",
        "unit": "ENF",
        "conditional": "on",
        "mandates": "S/RES/2347 (2017), 5",
        "due_on": "1 June 2030",
    },
    "follow_ups:edit": {"partner": "ENF", "owner": "Amina Rahman", "conditional": "on"},
    "invitations:event": {"speaker": "Noor Haddad", "organiser": "EU", "first_day": "2 June 2030"},
    "invitations:speaker": {"speaker": "Claire Dubois"},
    "invitations:readout": {"readout": "It went well."},
    "invitations:step_edit": {"title": "Book a train", "days": "-9"},
    "needs:edit": {"amount": "1,000,000"},
    "follow_ups:bulk_do": {"status": "done", "note": "All done."},
    "records:log_meeting": {
        "participants-TOTAL_FORMS": "2",
        "participants-INITIAL_FORMS": "0",
        "text": "They met.",
        "participants-0-person": "Rosa Conti",
        "participants-0-organisation": "Interpol",
        "participants-1-person": "Claire Dubois",
        "participants-1-title": "Envoy",
    },
    "meetings:edit": {
        "participants-TOTAL_FORMS": "3",
        "participants-2-person": "Rosa Conti",
        "participants-2-organisation": "Interpol",
        "participants-2-title": "Head",
    },
    "records:edit": {"text": "The EU Coordinator spoke.", "note": "Shorter"},
    "mandates:edit": {"title": "Heritage", "paragraphs": "5 Encourages.\n6 Requests."},
    "activities:edit": {"place": "Rabat", "mandates": "S/RES/2347 (2017)"},
    "pledges:edit": {"amount": "6,000", "detail": "More."},
    "directory:person_edit": {"about": "Of Rome."},
    "directory:appointment_edit": {"title": "Envoy"},
}
SENT = [name for name, row in PAGES.items() if name in FULLER or {*row.post.values()} - {403, 404, 405, 422, LOGIN}]


class FaultError(Exception):
    pass


class Writes:
    """Counts the writes to the database, and breaks off at that number of them if one is named.

    `tables` are those into which was written.
    """

    def __init__(self, breaks_at: int | None = None) -> None:
        self.number, self.breaks_at, self.tables = 0, breaks_at, set[str]()

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        if table := TABLE.match(str(sql)):
            self.tables.add(table[1])
        if (write_rows := WRITE.match(str(sql))) and write_rows[1] not in ASIDE:
            self.number += 1
            if self.number == self.breaks_at:
                raise FaultError
        return execute(sql, params, many, context)


def every_table() -> dict[str, list[str]]:
    """Each row of each table that there is, be it one of a model or not."""
    return rows_of(all_tables())


def rows_of(tables: Set[str]) -> dict[str, list[str]]:
    with connection.cursor() as cursor:
        found = {}
        for name in sorted(tables - ASIDE):
            cursor.execute(f'SELECT * FROM "{name}"')
            found[name] = sorted(row for row in map(repr, cursor.fetchall()) if TOLD not in row)
        return found


@cache
def all_tables() -> frozenset[str]:
    with connection.cursor() as cursor:
        return frozenset(connection.introspection.table_names(cursor))


def check(deed: Callable[[], Any]) -> int:
    """Do it once as it should be done, and once to its last write; how many writes it takes.

    One write alone cannot be done by half. Tables into which nobody writes are not read.
    """
    with taken_back(), connection.execute_wrapper(writes := Writes()):
        deed()
    before = rows_of(writes.tables | {name for name in all_tables() if UNASKED.match(name)})
    with taken_back():
        if writes.number > 1:
            with connection.execute_wrapper(broken := Writes(breaks_at=writes.number)), pytest.raises(FaultError):
                deed()
            assert broken.tables - ASIDE - before.keys() == set()
        assert {name: rows for name, rows in rows_of(before.keys()).items() if rows != before[name]} == {}
    return writes.number


def is_let(answer: Answer) -> bool:
    return answer not in (403, 404, 405, 422)


@pytest.fixture(autouse=True)
def _blocks_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a test's transaction a block without a savepoint cannot roll back as it does where it stands alone."""
    kept = property(lambda self: True, lambda self, value: self.__dict__.update(savepoint=value))
    monkeypatch.setattr(Atomic, "savepoint", kept, raising=False)


@pytest.fixture
def send(things: Things, visitors: dict[str, Visitor]) -> Send:
    """What somebody who may do it sends to an address of the table, as a deed."""

    def sends(name: str) -> Callable[[], Any]:
        row = PAGES[name]
        path = row.path.format(**things)
        who = next(who for who in ("jonas", "claire") if name in FULLER or is_let(row.post[who]))
        client = visitors[who].comes_in()
        sent = {} if row.typed is None else as_sent(client.get(path), **row.typed)

        def deed() -> None:
            answer = client.post(path, sent | FULLER.get(name, {}))
            assert answer.status_code in (200, 302), re.findall(r"errorlist.*", text_of(answer))

        return deed

    return sends


# Each is done by PostgreSQL once (tests/house/test_addresses.py), and each verb breaks off there, below.
@pytest.mark.one_database
@pytest.mark.parametrize("name", [name for name in SENT if name not in (*ONE_BY_ONE, *MAILED)])
def test_what_is_sent_and_breaks_off_has_done_nothing(name: str, send: Send) -> None:
    check(send(name))


@pytest.mark.parametrize("name", MAILED)
def test_a_mail_that_went_out_as_it_broke_off_is_not_sent_twice(name: str, send: Send) -> None:
    deed, before = send(name), len(mail.outbox)
    with taken_back(), connection.execute_wrapper(writes := Writes()):
        deed()
    sent = len(mail.outbox)
    with connection.execute_wrapper(Writes(breaks_at=writes.number)), pytest.raises(FaultError):
        deed()
    deed()
    assert (sent - before, len(mail.outbox) - sent) == (1, 1)


@pytest.mark.parametrize("name", ONE_BY_ONE)
def test_what_is_saved_one_by_one_goes_on_where_it_broke_off(name: str, send: Send) -> None:
    def sizes() -> dict[str, int]:
        return {table: len(rows) for table, rows in every_table().items()}

    deed = send(name)
    with taken_back(), connection.execute_wrapper(writes := Writes()):
        deed()
        at_once = sizes()
    with connection.execute_wrapper(Writes(breaks_at=writes.number)), pytest.raises(FaultError):
        deed()
    deed()
    assert sizes() == at_once


def started(things: Things, by: User) -> BulkRow:
    bulk = BulkChange.objects.get(pk=things["bulk"])
    bulk.start(BulkEdit(status="done", note="All done."))
    row: BulkRow = bulk.rows.get()
    return row


def changed(things: Things, by: User) -> BulkRow:
    row = started(things, by)
    row.change(row.follow_up, row.bulk.asked, by=by)
    return BulkRow.objects.get(pk=row.pk)


def restricted(things: Things, by: User) -> Meeting:
    """One that brought names along, which nobody else knew."""
    Organisation.add(by=by, name="European Police Office", short_name="EUROPOL")
    meeting = Meeting.log(by=by, title="Talks", held_on=date(2018, 6, 1), classification=RESTRICTED)
    names = new_names(things, by)
    meeting.change("edited", by=by, participants=[Participant(names.person, names.organisation)])
    FollowUp.log(by=by, title="With them", meeting=meeting, owner=names.person, partner=names.organisation)
    return meeting


def with_lines(things: Things, by: User) -> Import:
    source = upload("two.csv", Table([["Title", "Owner"], ["One", "Claire Dubois"], ["Two", "Claire Dubois"]]), by=by)
    preview(source, columns=["title", "owner"])
    write_rows.confirm(source)
    return Import.objects.get(pk=source.pk)


def covered(things: Things, by: User) -> Pledge:
    """One that alone covers what two follow-ups lack."""
    pledge = Pledge.make(by=by, donor_id=things["organisation"], kind="money", currency="EUR", quantity=Decimal(9),
                         stage="committed")  # fmt: skip
    for title in ("First", "Second"):
        need = Need.estimate(FollowUp.log(by=by, title=title), by=by, kind="money", currency="EUR", quantity=Decimal(4))
        Allocation.make(pledge, need, Decimal(4), by=by)
    return Pledge.objects.get(pk=pledge.pk)


def with_two_under_it(things: Things, by: User) -> Point:
    """A point of an agenda, under which nothing was spoken of yet."""
    meeting = Meeting.objects.get(pk=things["meeting"])
    point = Point.add_to(meeting, by=by, title="Data")
    carry_over(meeting, [FollowUp.log(by=by, title=title) for title in ("First", "Second")], by=by, point=point)
    return point


# Verbs that no address does, or not as far: what has to be there first, and the deed.
VERBS: dict[str, tuple[Callable[[Things, User], Any], Callable[[Any, User], Any]]] = {
    "choose several": (
        lambda things, by: [things["follow_up"], things["needy"]],
        lambda keys, by: BulkChange.choose([(key, 1) for key in keys], by=by),
    ),
    "change one of several": (started, lambda row, by: row.change(row.follow_up, row.bulk.asked, by=by)),
    "take one of several back": (changed, lambda row, by: row.take_back(row.follow_up, by=by)),
    "bring a table": (lambda things, by: None, lambda _none, by: upload("a.csv", Table([["Title"], ["A"]]), by=by)),
    "preview a table": (with_lines, lambda source, by: preview(source, columns=["", "owner"])),
    "write lines": (with_lines, lambda source, by: write_rows.Writing(source).step()),
    "give work out": (lambda things, by: None, lambda _none, by: enqueue_periodic({"forget": FORGET}, timezone.now())),
    "make general": (restricted, lambda meeting, by: meeting.change("edited", by=by, classification="general")),
    "take a point off an agenda": (with_two_under_it, lambda point, by: point.remove(by=by)),
    "withdraw": (covered, lambda pledge, by: move_pledge(pledge, "withdrawn", reason="Cut.", by=by)),
    "propose what it would unlock": (
        lambda things, by: [Offer("money", Decimal(9_000), "EUR")],
        lambda offers, by: propose(
            offers,
            ask(offers, Goal.AREAS, firm_only=False, user=by, today=timezone.localdate()),
            by.person.appointments.get().organisation,
            by=by,
            key=uuid4(),
            detail="",
        ),
    ),
    "decline": (
        lambda things, by: Invitation.objects.get(),
        lambda event, by: event.answer_with("declined", by=by, reason="No time."),
    ),
}


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_that_breaks_off_has_done_nothing(name: str, things: Things, people: dict[str, User]) -> None:
    prepare, deed = VERBS[name]
    by = people["claire"]
    there = prepare(things, by)
    assert check(lambda: deed(copy(there), by)) > 1
