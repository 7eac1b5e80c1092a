"""Whenever power fails, or the process is killed: what was answered is there, and nothing is there by half.

Continuous integration tries some deeds of the table of addresses, each a few times; `python -m proof power` tries all
of them, as often as it is told to.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from proof.power.cuts import ASIDE, cut, record, states_of, steps
from proof.power.disk import Files
from proof.power.found import Found
from proof.power.kills import kill, resumed, what_differs
from proof.power.stage import NAME, Stage, staged
from proof.power.watched import vfs
from tests.house.addresses import PAGES
from tests.house.copies import House
from tests.house.pages import as_sent
from tests.house.test_faults import FULLER, ONE_BY_ONE, SENT, is_let
from tracker.accounts.models import User
from tracker.background.mail_rows import MailRow
from tracker.follow_ups.models import BulkChange, FollowUp

pytestmark = pytest.mark.one_database
# Told by `python -m proof power`.
FIGURES = os.environ.get("PROOF_FIGURES")
CUTS, KILLS = (int(os.environ.get(name, few)) for name, few in (("PROOF_CUTS", 12), ("PROOF_KILLS", 1)))
TRIED = SENT if FIGURES else SENT[7::64]
# Written in more than one transaction: what is left goes on where it broke off.
GOES_ON = {*ONE_BY_ONE}
PRESSED = {
    "change of many": ["/follow-ups/changes/{bulk}/do/"],
    "undo of a change of many": ["/follow-ups/changes/{bulk}/do/", "/follow-ups/changes/{bulk}/undo/"],
    "import": ["/imports/{import}/confirm/"],
    "undo of an import": ["/imports/{import}/confirm/", "/imports/{import}/undo/"],
}
# How far each mail is stands in its row (tests/house/test_mails_killed.py).
MAILS = {model._meta.db_table for model in apps.get_models() if issubclass(model, MailRow)} | {"sqlite_sequence"}
Send = Callable[[str], tuple[Files, Callable[[], Any]]]


@pytest.fixture(scope="module")
def db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    try:
        vfs()
    except OSError as error:
        pytest.skip(str(error))
    if connection.vendor != "sqlite":
        pytest.skip("On PostgreSQL it is PostgreSQL that is killed: python -m proof writers.")
    with django_db_blocker.unblock(), House(tmp_path_factory.mktemp("house")).opened() as house:
        yield house


@pytest.fixture(autouse=True)
def _as_it_was() -> None:
    """Each deed is done in a copy of the house."""


@pytest.fixture(scope="module")
def cookies(db: House, things: dict[str, Any], people: dict[str, User]) -> dict[str, Any]:
    found = {}
    for name, user in people.items():
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        found[name] = client.cookies
    return found


@pytest.fixture(scope="module")
def made(db: House, cookies: dict[str, Any]) -> bytes:
    """The file of the house, with one of everything in it."""
    connection.close()
    return Path(db.name).read_bytes()


@pytest.fixture(scope="module")
def stage(made: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("power") / "stage") as stage:
        yield stage


@pytest.fixture
def send(stage: Stage, made: bytes, things: dict[str, Any], cookies: dict[str, Any]) -> Send:
    """The house in which somebody has read the form of an address, and how they send it."""

    def sends(name: str) -> tuple[Files, Callable[[], Any]]:
        row = PAGES[name]
        who = next(who for who in ("jonas", "claire") if name in FULLER or is_let(row.post[who]))
        client, path = Client(), row.path.format(**things)
        client.cookies = cookies[who].copy()
        stage.set_up({NAME: made})
        sent = {} if row.typed is None else as_sent(client.get(path), **row.typed)

        def deed() -> None:
            # Whoever does it again is the same browser as before.
            browser = Client()
            browser.cookies = client.cookies.copy()
            assert browser.post(path, sent | FULLER.get(name, {})).status_code < 500

        return stage.files(), deed

    return sends


def keep(found: Found) -> None:
    if FIGURES:
        with Path(FIGURES).open("a") as figures:
            figures.write(f"{json.dumps(asdict(found))}\n")


@pytest.mark.parametrize("name", TRIED)
def test_what_was_answered_is_there_and_nothing_by_half(name: str, stage: Stage, send: Send, tmp_path: Path) -> None:
    base, deed = send(name)
    found, random = Found(name), Random(crc32(name.encode()))
    cut(found, base, record(stage, deed), CUTS, random, tmp_path)
    kill(found, stage, base, deed, KILLS, random, tmp_path)
    keep(found)
    transactions = [tables for tables in found.steps if not set(tables) <= MAILS]
    assert found.told == []
    assert name in GOES_ON or transactions == transactions[:1]


def test_power_may_fail_at_any_moment_of_a_day(stage: Stage, made: bytes, send: Send, tmp_path: Path) -> None:
    """One deed after the other, while what is in the log is moved into the file again and again."""
    deeds = [send(name)[1] for name in TRIED]
    base = {NAME: made}
    stage.set_up(base)

    def day() -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_autocheckpoint = 20")
        for deed in deeds:
            deed()

    found = Found("a day")
    cut(found, base, record(stage, day), 2 * CUTS, Random(1), tmp_path)
    keep(found)
    assert (found.told, len(found.steps) > len(TRIED) / 2) == ([], True)


def test_a_hand_over_of_many_is_one_transaction(
    stage: Stage, made: bytes, things: dict[str, Any], cookies: dict[str, Any], people: dict[str, User], tmp_path: Path
) -> None:
    stage.set_up({NAME: made})
    for number in range(27):
        FollowUp.log(by=people["claire"], title=f"Held {number}", owner_id=things["owner"])
    client, path = Client(), PAGES["follow_ups:hand_over"].path.format(**things)
    client.cookies = cookies["claire"].copy()
    sent = as_sent(client.get(path), taker="Amina Rahman")
    base, found = stage.files(), Found("hand-over of many")
    cut(found, base, record(stage, lambda: client.post(path, sent)), CUTS, Random(27), tmp_path)
    keep(found)
    assert (found.told, len(found.steps)) == ([], 1)


@pytest.mark.parametrize("name", PRESSED)
def test_what_takes_several_transactions_goes_on_where_it_was_killed(
    name: str, stage: Stage, made: bytes, things: dict[str, Any], cookies: dict[str, Any], people: dict[str, User],
    tmp_path: Path,
) -> None:  # fmt: skip
    stage.set_up({NAME: made})
    chosen = FollowUp.objects.active().order_by("pk").values_list("pk", "version")
    keys = things | {"bulk": BulkChange.choose(list(chosen), by=people["jonas"]).pk}

    def press(path: str) -> None:
        browser = Client()
        browser.cookies = cookies["jonas"].copy()
        assert browser.post(path.format(**keys), {"status": "dropped", "note": "Cut."}).status_code == 302

    *before, last = PRESSED[name]
    for path in before:
        press(path)
    base, deed = stage.files(), partial(press, last)
    without, events = what_differs(stage, base, deed, tmp_path)
    assert len(steps([state for _at, state in states_of(base, events, tmp_path)])) > 1
    whole = states_of(base, events, tmp_path, without)[-1][1]
    for at in Random(crc32(name.encode())).sample(range(1, len(events)), 2 * KILLS):
        again = resumed(stage, base, deed, at, without)
        assert {table for table in again if again[table] != whole[table]} - ASIDE == set(), at
