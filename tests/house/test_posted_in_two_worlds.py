"""No refusal, taking, count or undo tells of what is restricted: whatever strangers send, both worlds say the same."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.house.addresses import PAGES, Row
from tests.house.admin_addresses import ADMIN_PAGES
from tests.house.conftest import Visitor, taken_back
from tests.house.deeds import ACTIONS, OF_ADMINISTRATORS, OF_MANAGERS, STEPS, TYPED, Deed, act_on, typing
from tests.house.test_at_once import able
from tests.house.worlds import Browser, Keys, Page, Worlds, differences, general
from tracker.accounts.models import User

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("one_moment")]
# They are drawn anew each time, or end the session of whoever sends them.
UNCOMPARED = {"calendar_link_make", "account_logout", "admin:logout"}
SignIn = Callable[[User], Client]


def sending(row: Row) -> Deed:
    """The form of an address of the table, about what all may see."""

    def deed(browser: Browser, keys: Keys) -> Any:
        path = row.path.format(**keys | general(keys))
        return browser.do(path, **({} if row.typed is None else browser.form(path) | row.typed))

    return deed


def of_table(name: str) -> dict[str, Deed]:
    """What this one tries: every form that opens to nobody of less rights."""
    order, table = ("noor", "omar", "amina", "jonas"), PAGES | ADMIN_PAGES
    found = {}
    for address, row in table.items():
        may = ["omar" if each == "claire" else each for each in able(row)]
        if address not in UNCOMPARED and next((each for each in order if each in may), None) == name:
            found[address] = sending(row)
    return found


def of_names(name: str) -> dict[str, Deed]:
    """And all that may be asked by names."""
    typed = {"omar": TYPED, "amina": OF_MANAGERS, "jonas": OF_ADMINISTRATORS}.get(name, [])
    found = {f"{path} {words}": typing(path, words) for path, words in typed}
    found |= STEPS if name == "omar" else {}
    return found | (
        {f"delete on {path}": act_on(path, key) for path, key in ACTIONS.items()} if name == "jonas" else {}
    )


def all_done(user: User, client: Client, tried: dict[str, Deed], keys: Keys, forms: Keys) -> dict[str, list[Page]]:
    visitor, found, led_to = Visitor(client, user), {}, set[str]()
    for name, deed in tried.items():
        with taken_back():
            browser = Browser(visitor.comes_in(), forms, led_to)
            deed(browser, keys)
            found[name] = browser.pages
    return found


NAMES = ("noor", "omar", "amina", "jonas")


def test_whatever_a_stranger_sends_is_answered_the_same_in_both_worlds(
    worlds: Worlds, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    people = {name: request.getfixturevalue(name) for name in NAMES}
    clients = {name: sign_in(user) for name, user in people.items()}
    # That the forms of the table are the same in both worlds is seen where all its pages are walked.
    forms: dict[str, Keys] = {name: {} for name in people}

    def look(keys: Keys) -> dict[tuple[str, str], list[Page]]:
        found = {}
        for name, user in people.items():
            done = all_done(user, clients[name], of_table(name), keys, forms[name])
            done |= all_done(user, clients[name], of_names(name), keys, dict(forms[name]))
            found |= {(name, deed): pages for deed, pages in done.items()}
        return found

    there, without = worlds.both(look)
    differ = {deed: zip(there[deed], pages, strict=True) for deed, pages in without.items() if there[deed] != pages}
    assert {deed: [differences(*both) for both in pages] for deed, pages in differ.items()} == {}
