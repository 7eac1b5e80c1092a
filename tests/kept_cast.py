"""The cast is written once for all the tests of a module in a row that want the same of it; each test gets copies.

Whoever is wanted stands in a savepoint of their own, one above the other. A test writes in one above them, which is
rolled back after it; whom the next test does not want in the same place goes with those above them: where tests share
what is dear, each asks for it first. Written anew for each test, they took a tenth of what the suite takes.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from inspect import signature
from typing import Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.db.transaction import Atomic

Make = Callable[..., Any]


class Layer(NamedTuple):
    make: Make
    block: Atomic
    # By name: it and all below it, as they were made, and as copies are made of them.
    made: dict[str, Any]
    pickled: bytes


makers: list[Make] = []
helpers: dict[str, Make] = {}
layers: list[Layer] = []
copies: dict[str, Any] = {}


def kept(make: Make) -> Any:
    """A fixture of rows, or of what names some, made of nothing but others of the kind and of helpers."""
    makers.append(make)
    name = make.__name__

    @wraps(make)
    def given(**others: Any) -> Any:
        return copies[name] if name in copies else make(**others)

    return pytest.fixture(given)


def helper(make: Make) -> Any:
    """A fixture without rows of its own: a day, or a way to make things."""
    helpers[make.__name__] = make
    return pytest.fixture(make)


def wanted(item: Any) -> list[Make]:
    """Those that a test asks for, in the order in which pytest makes them, so that their keys are as they always were.

    Where a folder has its own of a name it is that one, and of ours none that needs it.
    """
    given: dict[str, Any] = item._fixtureinfo.name2fixturedefs
    visited: set[str] = set()
    found: dict[str, Make] = {}

    def is_there(name: str) -> bool:
        is_ours = name in helpers and name in given and given[name][-1].func is helpers[name]
        return name in found or name == "db" or (is_ours and all(map(is_there, needs(helpers[name]))))

    def visit(name: str) -> None:
        if name in visited or name not in given:
            return
        visited.add(name)
        for each in given[name][-1].argnames:
            visit(each)
        make, scope = getattr(given[name][-1].func, "__wrapped__", None), given[name][-1].scope
        if make in makers and scope == "function" and all(map(is_there, needs(make))):
            found[name] = make

    for name in item.fixturenames:
        visit(name)
    return [*found.values()]


@cache
def needs(make: Make) -> list[str]:
    return [*signature(make).parameters]


def made_of(name: str, made: dict[str, Any]) -> Any:
    if name in helpers:
        return helpers[name](**{each: made_of(each, made) for each in needs(helpers[name])})
    return made.get(name)


@contextmanager
def kept_below(item: Any) -> Iterator[None]:
    """A transaction for one test, above those whom it wants."""
    wants = wanted(item)
    while [layer.make for layer in layers] != wants[: len(layers)]:
        take_away()
    for make in wants[len(layers) :]:
        add(make)
    copies.update(pickle.loads(layers[-1].pickled) if layers else {})
    block = begin()
    try:
        yield
        if not connection.needs_rollback and not connection.closed_in_transaction:
            connection.check_constraints()
    finally:
        copies.clear()
        take_back(block)
        if connection.closed_in_transaction:
            take_all_away()


def add(make: Make) -> None:
    block = begin()
    try:
        made = {**layers[-1].made} if layers else {}
        made[make.__name__] = make(**{name: made_of(name, made) for name in needs(make)})
        connection.check_constraints()
    except BaseException:
        take_back(block)
        raise
    layers.append(Layer(make, block, made, pickle.dumps(made)))


def take_away() -> None:
    take_back(layers.pop().block)


def take_all_away() -> None:
    """After a module, and before a test whose transactions are real."""
    while layers:
        take_away()


def begin() -> Atomic:
    """As the first block of one of Django's test cases."""
    block: Any = transaction.atomic()
    block._from_testcase = True
    block.__enter__()
    return block


def take_back(block: Any) -> None:
    transaction.set_rollback(True)
    block.__exit__(None, None, None)
