"""Whoever presses at the same moment as others: it ends as if they had come one after another.

Two people send the form of an address, one of them twice, or one person all three. All have read before the first of
them writes.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import permutations
from threading import Barrier
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import get_messages
from django.core import mail
from django.core.cache import caches
from django.db import connection, connections, models
from django.test import Client, TestCase
from pytest_django import DjangoDbBlocker

from tests.house.addresses import LOGIN, PAGES, Answer, Row
from tests.house.admin_addresses import ADMIN_PAGES
from tests.house.conftest import taken_back
from tests.house.copies import House
from tests.house.pages import as_sent
from tests.house.test_addresses import answer
from tracker.accounts.models import User

TABLE = PAGES | ADMIN_PAGES
WRITES = re.compile(r"INSERT|UPDATE|DELETE|BEGIN|.* FOR (NO KEY )?UPDATE", re.DOTALL)
TABLE_WRITTEN = re.compile(r'(?:INSERT INTO|INSERT OR \w+ INTO|UPDATE|DELETE FROM) "(\w+)"')
# Into these everybody types words of their own. The name first: a new person whose title alone is typed is refused, and
# nobody makes anything.
PROSE = (
    "name", "title", "note", "what", "text", "place", "readout", "addresses", "about", "detail", "donor",
)  # fmt: skip
# Rows of these nobody comes to see.
MACHINERY = {"admin", "auth", "contenttypes", "sessions"}
# What is never the same twice.
ANEW = {"digest", "password", "args_kwargs", "message_id"}
Outcome = dict[str, Any]


@pytest.fixture(scope="module")
def db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    with django_db_blocker.unblock(), House(tmp_path_factory.mktemp("house")).opened() as house:
        yield house


@pytest.fixture(autouse=True)
def _as_it_was() -> None:
    """Each address is tried in a copy of the house."""


@dataclass(frozen=True)
class Press:
    """Somebody sends a form, with the cookies of their browser."""

    who: str
    words: str
    cookies: Any
    path: str
    sent: dict[str, Any]
    answer: Answer

    def __call__(self) -> tuple[str, str]:
        client = Client()
        client.cookies = self.cookies.copy()
        response = client.post(self.path, self.sent)
        told = [str(message) for message in get_messages(response.wsgi_request)]
        found = answer(response)
        # What is gone already is as good as done.
        found = self.answer if found == HTTPStatus.NOT_FOUND else found
        return self.who, f"{found}, told twice" if len(told) > len(set(told)) else str(found)


@dataclass
class FirstWrite:
    """Waits before the first statement that writes or locks, until all who take part are there."""

    barrier: Barrier
    is_there: bool = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql):
            self.arrive()
        return execute(sql, params, many, context)

    def arrive(self) -> None:
        if not self.is_there:
            self.is_there = True
            self.barrier.wait(timeout=60)


def able(row: Row) -> list[str]:
    """Those signed in who get something done there."""
    answers = {name: given for name, given in row.post.items() if name != "stranger"}
    refused = (LOGIN, "admin:login", *range(400, 600))
    return [name for name, given in answers.items() if given not in refused]


def own_words(sent: dict[str, Any], words: str) -> dict[str, Any]:
    """The form with words of this press's own, "A" in its first text and "B" in its last."""
    texts = [name for name in PROSE if name in sent]
    if not texts:
        return sent
    name = texts[0 if words == "A" else -1]
    before = sent[name][0] if isinstance(sent[name], list) else sent[name]
    return sent | {name: f"{before} {words}"}


def known() -> dict[Any, set[int]]:
    kept = [model for model in apps.get_models() if model._meta.app_label not in MACHINERY]
    return {model: set(model._base_manager.values_list("pk", flat=True)) for model in kept}


@dataclass
class Written:
    """The tables written to while it watches a connection: those of others are not read again."""

    tables: set[str] = field(default_factory=set)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if table := TABLE_WRITTEN.match(sql):
            self.tables.add(table[1])
        return execute(sql, params, many, context)


@dataclass
class Start:
    """The rows of every table before anybody presses: their keys, and what they say."""

    keys: dict[Any, set[int]] = field(default_factory=known)
    said: Outcome = field(init=False)

    def __post_init__(self) -> None:
        self.said = {model._meta.label: self.rows(model) for model in self.keys}

    def after(self, written: Written) -> Outcome:
        changed = [model for model in self.keys if model._meta.db_table in written.tables]
        return self.said | {model._meta.label: self.rows(model) for model in changed}

    def rows(self, model: Any) -> list[str]:
        """But for moments, and for keys of what is new."""
        return sorted(str(shown(row, self.keys)) for row in model._base_manager.all())


def shown(row: models.Model, before: dict[Any, set[int]]) -> dict[str, Any]:
    found = {}
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        model = column.related_model or (type(row) if column.primary_key else None)
        if isinstance(column, models.DateTimeField | models.UUIDField) or column.attname in ANEW:
            value = value is not None
        elif model in before and value is not None:
            value = value if value in before[model] else "new"
        elif column.name == "object_id":
            kind = ContentType.objects.get_for_id(row.content_type_id)  # type: ignore[attr-defined]
            value = value if value in before[kind.model_class()] else "new"
        elif column.name == "changes":
            value = {name: (change["from_text"], change["to_text"]) for name, change in value.items()}
        found[column.attname] = value
    return found


def in_turn(presses: Sequence[Press], start: Start) -> Outcome:
    written = Written()
    with taken_back(), connection.execute_wrapper(written), TestCase.captureOnCommitCallbacks(execute=True):
        answers = [press() for press in presses]
        return outcome(answers, start, written)


def at_once(presses: list[Press], start: Start) -> Outcome:
    barrier, written = Barrier(len(presses)), Written()

    def alone(press: Press) -> Any:
        first = FirstWrite(barrier)
        try:
            with connection.execute_wrapper(first), connection.execute_wrapper(written):
                return press()
        except Exception as error:
            return press.who, repr(error)
        finally:
            first.arrive()
            connections.close_all()

    with ThreadPoolExecutor(len(presses)) as pool:
        return outcome(list(pool.map(alone, presses)), start, written)


def outcome(answers: list[Any], start: Start, written: Written) -> Outcome:
    mails = sorted((message.to, message.subject) for message in mail.outbox)
    mail.outbox.clear()
    caches["memory"].clear()
    return {"answers": sorted(answers), "mails": mails, **start.after(written)}


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if able(row)])
def test_three_who_press_at_once_end_as_one_after_another(
    name: str, db: House, things: dict[str, Any], cookies: dict[str, Any], start: Start
) -> None:
    row = TABLE[name]
    with taken_back():
        presses = pressed(row, row.path.format(**things), cookies)
    orders = {tuple(press.words for press in order): order for order in permutations(presses)}
    one_by_one = (in_turn(order, start) for order in orders.values())
    first = next(one_by_one)
    if first == first | start.said:
        # What changes nothing loses nothing.
        return
    with db.copied():
        found = at_once(presses, start)
    expected = [first]
    while found != expected[-1] and (another := next(one_by_one, None)):
        expected.append(another)
    if found != expected[-1]:
        assert_same(found, expected)


def pressed(row: Row, path: str, cookies: dict[str, Any]) -> list[Press]:
    people, presses = able(row), []
    for who, words in ((people[0], "A"), (people[0], "A"), (people[-1], "B")):
        client = Client()
        client.cookies = cookies[who].copy()
        sent = {} if row.typed is None else own_words(as_sent(client.get(path), **row.typed), words)
        presses.append(Press(who, words, client.cookies, path, sent, row.post[who]))
    return presses


def assert_same(found: Outcome, expected: list[Outcome]) -> None:
    """With the one of them that it is nearest to."""
    nearest = min(expected, key=lambda each: sum(each[part] != found[part] for part in found))
    differ = [part for part in found if found[part] != nearest[part]]
    assert {part: found[part] for part in differ} == {part: nearest[part] for part in differ}


@pytest.fixture(scope="module")
def cookies(things: dict[str, Any], people: dict[str, User]) -> dict[str, Any]:
    signed_in = {}
    for name, user in people.items():
        client = Client()
        client.force_login(user)
        signed_in[name] = client.cookies
    return signed_in


@pytest.fixture(scope="module")
def start(cookies: dict[str, Any]) -> Start:
    return Start()
