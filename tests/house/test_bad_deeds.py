"""Whatever is sent to an address that has no page of its own, but is posted to: never an exception, and nothing lost.

The names of fields are those of every form of the house, and what the code reads of a post besides.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from tests.house.addresses import PAGES, Row
from tests.house.pages import form_of
from tests.house.test_bad_input import TRACKER, SignIn, post, problems, worst
from tests.house.test_forms_drawn import classes
from tracker.accounts.models import User
from tracker.kit.form_fields import MultiLineField, SingleLineField

pytestmark = pytest.mark.one_database
READ = re.compile(r'POST\.(?:get|getlist)\("([\w-]+)"')
KEPT = "Words that I typed"


def deeds(*answers: int | str) -> list[Row]:
    """The rows of what is done by a press: what answers a post, and shows no page to whoever only goes there."""
    rows = [row for row in PAGES.values() if row.get["jonas"] != 200 and row.post["jonas"] not in (403, 404, 405)]
    return [row for row in rows if not answers or row.post["jonas"] in answers]


def fields() -> dict[str, list[forms.Field]]:
    """By name those of all forms."""
    found: dict[str, list[forms.Field]] = {}
    for form in (each for each in classes() if issubclass(each, forms.BaseForm)):
        for name, field in getattr(form, "base_fields", {}).items():
            found.setdefault(name, []).append(field)
    return found


def read_in(text: str) -> list[str]:
    return list(dict.fromkeys(READ.findall(text)))


def read_at(path: str) -> list[str]:
    """What the module of the view at `path` reads of a post by name."""
    module = inspect.getmodule(inspect.unwrap(resolve(urlsplit(path).path).func))
    return read_in(inspect.getsource(module)) if module else []


@pytest.fixture
def client(jonas: User, sign_in: SignIn) -> Client:
    return sign_in(jonas)


def test_every_deed_refuses_what_it_cannot_take(client: Client, things: dict[str, Any]) -> None:
    """All that any form sends at once, each of it bad; and each that is read by its name alone."""
    names = [*fields(), *read_in("".join(path.read_text() for path in sorted(TRACKER.rglob("*.py"))))]

    def asked() -> Iterator[tuple[str, Callable[[], HttpResponse]]]:
        for place, row in enumerate(deeds()):
            path = row.path.format(**things)
            bad = [worst(name, place + number) for number, name in enumerate(names)]
            tried = [("all", {name: value for _said, sent in bad for name, value in sent.items()})]
            tried += [worst(name, place + number) for number, name in enumerate(read_at(path))]
            for wrong, sent in tried:
                yield f"{path} {wrong}", lambda path=path, sent=sent: post(client, path, sent)

    assert problems(asked()) == {}


def test_where_a_deed_is_refused_on_a_page_nothing_typed_is_lost(client: Client, things: dict[str, Any]) -> None:
    plain = {name for name, each in fields().items() if {*map(type, each)} <= {SingleLineField, MultiLineField}}
    sent, found = dict.fromkeys(plain, KEPT), dict[str, list[str]]()
    for row in deeds(200, 409, 422):
        with transaction.atomic():
            answer = post(client, row.path.format(**things), sent)
            transaction.set_rollback(True)
        form = form_of(answer)
        found[row.path] = sorted(plain & {*form.names}) if form else []
        assert [name for name in found[row.path] if form and form.sends[name] != [KEPT]] == []
    assert {path: names for path, names in found.items() if names} == {
        "/meetings/log/proposals/": ["place", "text"],
        "/meetings/{meeting}/edit/row/": ["place"],
        "/records/{record}/corrections/": ["remark", "words"],
        "/round/{copy_link}/propose/": ["remark", "words"],
    }
