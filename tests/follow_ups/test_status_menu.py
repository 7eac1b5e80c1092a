"""Follow-ups that stand among others share the menu of their page; one that has a page to itself has its own."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.templatetags.follow_ups import EVERY_NEXT

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SignIn = Callable[[User], Client]


class Menus(HTMLParser):
    """What each menu leads to, in the order of the page: of the row's own, and of the one that all share."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.next: list[str] = []
        self.shared: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if said := found.get("data-to"):
            (self.next if tag == "details" else self.shared).append(said)


@pytest.mark.parametrize("address", ["/follow-ups/?status=", "/", "/follow-ups/?layout=board"])
def test_a_page_of_many_has_one_menu(claire: User, invitation: FollowUp, sign_in: SignIn, address: str) -> None:
    menus = Menus(sign_in(claire).get(address).content.decode())
    assert set(menus.next) == {"in_progress waiting… done declined… dropped… lapsed"}
    assert menus.shared == ["open", "open…", "in_progress", "waiting…", "done", "declined…", "dropped…", "lapsed"]


def test_whoever_may_not_move_it_has_none(noor: User, invitation: FollowUp, sign_in: SignIn) -> None:
    assert Menus(sign_in(noor).get("/follow-ups/?status=").content.decode()).next == []


def test_its_own_page_needs_no_other(claire: User, invitation: FollowUp, sign_in: SignIn) -> None:
    page = sign_in(claire).get(f"/follow-ups/{invitation.pk}/").content.decode()
    assert f'action="/follow-ups/{invitation.pk}/to/in_progress/"' in page
    assert Menus(page).next == []


def test_a_row_leads_to_its_page(claire: User, invitation: FollowUp, sign_in: SignIn) -> None:
    page = sign_in(claire).get("/follow-ups/?status=").content.decode()
    assert f'<div class="items"><a href="/follow-ups/{invitation.pk}/">Change the status…</a></div>' in page


def test_each_is_said_once() -> None:
    assert len(set(EVERY_NEXT)) == len(EVERY_NEXT) == 8
