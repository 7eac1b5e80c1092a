"""A replica and a shared cache as one process has them, with no server there: what is asked, when, and what is told."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from redis.exceptions import RedisError

from tracker.databases import middleware, reading, replica, shared_cache
from tracker.databases.middleware import ReadFromReplica
from tracker.databases.reading import PRIMARY, REPLICA, alias, has_replica, read_from_replica, reading_from
from tracker.databases.replica import ACKNOWLEDGED, BEHIND, BETWEEN, HAS, PATIENCE, REST, TOLD_EVERY, Lag, Replica, lag
from tracker.databases.router import Router
from tracker.databases.shared_cache import SharedCache

pytestmark = pytest.mark.one_database


class House:
    """The two databases: what each says, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Any]] = {PRIMARY: [], REPLICA: []}
        self.asked: list[Any] = []

    def __getitem__(self, name: str) -> Any:
        return SimpleNamespace(cursor=lambda: Cursor(self, name), close=lambda: self.asked.append(("closed", name)))


class Cursor:
    def __init__(self, house: House, name: str) -> None:
        self.house, self.name = house, name

    def __enter__(self) -> "Cursor":
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def execute(self, sql: str, values: Any = ()) -> None:
        self.house.asked.append((self.name, sql, *values))
        answers = self.house.answers[self.name]
        self.found = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(self.found, Exception):
            raise self.found

    def fetchone(self) -> Any:
        return self.found if isinstance(self.found, tuple) else (self.found,)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    found = House()
    monkeypatch.setattr(replica, "connections", found)
    return found


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    for module in (replica, shared_cache):
        monkeypatch.setattr(module, "monotonic", lambda: now[0])
    monkeypatch.setattr(replica, "sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    return now


GONE = DatabaseError("gone")
AWAY = "The replica does not answer; pages are read from the primary meanwhile: gone"
LAGS = "The replica lags; pages are read from the primary meanwhile."


def test_it_is_asked_whether_it_has_all_that_was_acknowledged(
    house: House, clock: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    house.answers = {PRIMARY: ["0/1"], REPLICA: [True]}
    assert (Replica().has_all(), house.asked) == (True, [(PRIMARY, ACKNOWLEDGED), (REPLICA, HAS, "0/1")])
    house.answers[REPLICA], house.asked = [False, None, True], []
    assert (Replica().has_all(), len(house.asked), clock) == (True, 4, [1000.0 + 2 * BETWEEN])
    house.answers[REPLICA], clock[0], one = [False], 1000.0, Replica()
    assert (one.has_all(), clock[0] >= 1000.0 + PATIENCE, clock[0] < 1000.0 + PATIENCE + 2 * BETWEEN) == (
        False, True, True,
    )  # fmt: skip
    house.answers[PRIMARY] = [GONE]
    assert (Replica().has_all(), caplog.messages) == (False, [LAGS])


def test_one_that_does_not_answer_is_let_be_for_a_while_and_told_of_once_a_minute(
    house: House, clock: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    house.answers, one, found = {PRIMARY: ["0/1"], REPLICA: [GONE]}, Replica(), list[Any]()
    for at in (0.0, REST - 0.1, REST, TOLD_EVERY, 2 * TOLD_EVERY + 1):
        clock[0], house.asked = 1000.0 + at, []
        found.append((one.has_all(), [each for each, *_ in house.asked], len(caplog.messages)))
    tried = [PRIMARY, REPLICA, "closed"]
    assert found == [(False, tried, 1), (False, [], 1), (False, tried, 1), (False, tried, 1), (False, tried, 2)]
    assert {*caplog.messages} == {AWAY}
    clock[0], house.answers[REPLICA] = 9000.0, [True]
    assert one.has_all()


def test_how_far_it_is_behind(house: House) -> None:
    found = []
    for primary, answers in [
        ("0/1", [True]), ("0/1", [False, (2048, 1.5)]), ("0/1", [False, (2048, None)]), ("0/1", [False, (None, None)]),
        ("0/1", [GONE]), ("0/1", [False, GONE]), (GONE, [True]),
    ]:  # fmt: skip
        house.answers, house.asked = {PRIMARY: [primary], REPLICA: list[Any](answers)}, []
        found.append(lag())
    assert found == [Lag(0, 0.0), Lag(2048, 1.5), Lag(2048, 0.0), None, None, None, None]
    house.answers = {PRIMARY: ["0/7"], REPLICA: [False, (1, 1)]}
    house.asked = []
    lag()
    assert house.asked == [(PRIMARY, ACKNOWLEDGED), (REPLICA, HAS, "0/7"), (REPLICA, BEHIND, "0/7")]


def page(_request: Any, *_given: Any, **_named: Any) -> HttpResponse:
    return HttpResponse(alias())


@read_from_replica
def listed(request: Any, *given: Any, **named: Any) -> HttpResponse:
    if request.GET.get("fails"):
        error = DatabaseError(request.GET["fails"])
        error.__cause__ = type("Said", (Exception,), {"sqlstate": request.GET["fails"]})()
        raise error
    return HttpResponse(f"{alias()} {given} {named}")


# By which method, which view, whether there is a replica and whether it has all; from where it is read.
READ: list[tuple[str, Any, bool, bool, str | None]] = [
    ("get", listed, True, True, "replica (1,) {'pk': 2}"),
    ("head", listed, True, True, "replica (1,) {'pk': 2}"),
    ("post", listed, True, True, None),
    ("get", page, True, True, None),
    ("get", listed, False, True, None),
    ("get", listed, True, False, None),
]


def test_a_page_is_read_from_it_only_where_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    found, rested = [], list[Any]()
    for method, view, there, has_all, _expected in READ:
        monkeypatch.setattr(middleware, "has_replica", lambda there=there: there)
        one = SimpleNamespace(has_all=lambda has_all=has_all: has_all, rest=rested.append)
        monkeypatch.setattr(middleware, "replica", one)
        answer: Any = ReadFromReplica(page).process_view(getattr(RequestFactory(), method)("/"), view, [1], {"pk": 2})
        found.append((method, view, there, has_all, answer.text if answer else None))
    assert (found, alias(), rested) == (READ, PRIMARY, [])
    ask = lambda state: ReadFromReplica(page).process_view(RequestFactory().get(f"/?fails={state}"), listed, [], {})  # noqa: E731
    monkeypatch.setattr(middleware, "has_replica", lambda: True)
    monkeypatch.setattr(middleware, "replica", SimpleNamespace(has_all=lambda: True, rest=rested.append))
    assert (ask("40001"), [str(error) for error in rested]) == (None, ["40001"])
    with pytest.raises(DatabaseError, match="57014"):
        ask("57014")
    assert (len(rested), alias()) == (1, PRIMARY)


def test_what_is_read_goes_to_the_one_that_is_read_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "connections", {PRIMARY: "the primary", REPLICA: "the replica"})
    found = [reading.reading()]
    with reading_from(REPLICA):
        found.append(reading.reading())
        with reading_from(PRIMARY):
            found.append(reading.reading())
        found.append(reading.reading())
    assert [*found, reading.reading()] == [
        "the primary", "the replica", "the primary", "the replica", "the primary",
    ]  # fmt: skip
    assert (has_replica(), Router().allow_relation(1, 2), Router().allow_migrate("default", "files")) == (
        False, True, True,
    )  # fmt: skip
    with pytest.raises(ValueError, match="x"), reading_from(REPLICA):
        raise ValueError("x")
    assert alias() == PRIMARY


class Client:
    """What a cache that is shared holds, with the keys of others beside it."""

    def __init__(self) -> None:
        self.keys = ["suivi:1:a", "suivi:1:b", "suivi-minute:1:a", "other:suivi:1"]
        self.error: Exception | None = None

    def get_client(self, key: Any, *, write: bool) -> "Client":
        assert (key, write) == (None, True)
        if self.error:
            raise self.error
        return self

    def scan_iter(self, pattern: str) -> list[str]:
        return [key for key in self.keys if key.startswith(pattern.removesuffix("*"))]

    def delete(self, key: str) -> None:
        self.keys.remove(key)


LOCAL = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}


@pytest.fixture
def cache() -> Any:
    with override_settings(CACHES={"default": LOCAL, "meanwhile": {**LOCAL, "LOCATION": "meanwhile"}}):
        made = SharedCache("redis://cache.example", {"KEY_PREFIX": "suivi"})
        made.__dict__["_cache"] = Client()
        caches["meanwhile"].clear()
        yield made
        caches["meanwhile"].clear()


# What is asked of a cache, in this order, and what a fresh one says.
ASKED: list[tuple[str, tuple[Any, ...], Any]] = [
    ("get", ("a", "none"), "none"), ("set", ("a", 1, 60), None), ("get", ("a",), 1), ("add", ("a", 2), False),
    ("add", ("b", 2), True), ("incr", ("b", 3), 5), ("touch", ("b", 60), True), ("touch", ("c", 60), False),
    ("delete", ("a",), True), ("delete", ("a",), False), ("get", ("b",), 5),
]  # fmt: skip


def test_each_verb_asks_the_shared_one_and_while_it_is_away_the_database(
    cache: Any, clock: list[float], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[Any] = []
    is_away = [False]

    def verb(name: str) -> Any:
        def ask(_cache: Any, *given: Any, **_named: Any) -> Any:
            asked.append((name, *given))
            if is_away[0]:
                raise RedisError("gone")
            return "shared"

        return ask

    for name in ("get", "set", "add", "touch", "delete", "incr"):
        monkeypatch.setattr(RedisCache, name, verb(name))
    found = [getattr(cache, name)(*given) for name, given, _expected in ASKED]
    assert found == [None if name == "set" else "shared" for name, *_ in ASKED]
    assert (asked, caches["meanwhile"].get("a")) == ([(name, *given) for name, given, _expected in ASKED], None)
    is_away[0], asked[:] = True, []
    assert [getattr(cache, name)(*given) for name, given, _expected in ASKED] == [said for *_, said in ASKED]
    words = "The cache does not answer; the database remembers meanwhile: gone"
    assert (asked, caplog.messages) == ([("get", "a", "none")], [words])
    clock[0] += shared_cache.REST - 0.1
    cache.get("a")
    assert len(asked) == 1
    clock[0] += 0.1
    is_away[0] = False
    assert (cache.get("a"), len(asked)) == ("shared", 2)


def test_only_what_is_ours_is_emptied_and_of_both(cache: Any, caplog: pytest.LogCaptureFixture) -> None:
    caches["meanwhile"].set("a", 1)
    cache.clear()
    assert (cache._cache.keys, caches["meanwhile"].get("a")) == (["suivi-minute:1:a", "other:suivi:1"], None)
    cache._cache.error = RedisError("gone")
    caches["meanwhile"].set("a", 1)
    cache.clear()
    assert caplog.messages == ["The cache does not answer, and keeps what it has: gone"]
    assert (len(cache._cache.keys), caches["meanwhile"].get("a")) == (2, None)
