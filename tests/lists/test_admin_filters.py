"""On the admin site, a list is narrowed by the filters of the noun's own list."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import CANARY
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.one_database

LIST = "/admin/follow_ups/followup/"
SignIn = Callable[[User], Client]


@pytest.fixture
def admin(jonas: User, sign_in: SignIn) -> Client:
    return sign_in(jonas)


@pytest.fixture
def titles(admin: Client, claire: User, unit: Organisation, coordinator: Person, invitation: FollowUp) -> Any:
    """One of each kind, and what the list shows of them when it is asked."""
    yesterday = timezone.localdate() - timedelta(days=1)
    FollowUp.log(by=claire, title="Unit's", unit=unit)
    FollowUp.log(by=claire, title="Gilles's", owner=coordinator, due_on=date(2040, 1, 2))
    FollowUp.log(by=claire, title="Late", due_on=yesterday)
    FollowUp.log(by=claire, title="Theirs", due_on=yesterday, owed_by="partner")
    FollowUp.objects.filter(pk=invitation.pk).update(title="Said", due_on=None, owner=None)

    def asked(**query: str) -> set[str]:
        return {row.title for row in admin.get(LIST, query).context["cl"].result_list}

    return asked


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"unit": "Enforcement"}, {"Unit's"}),
        ({"owner": "Gilles de Kerchove"}, {"Gilles's"}),
        ({"meeting": "Visit"}, {"Said"}),
        ({"late": "on"}, {"Late"}),
        ({"owed_by__exact": "partner"}, {"Theirs"}),
        ({"owner": "Gilles de Kerchove", "late": "on"}, set()),
        ({"owner": "Nobody of that name"}, set()),
        ({"owner": ""}, {"Unit's", "Gilles's", "Late", "Theirs", "Said"}),
    ],
)
def test_it_finds_what_the_list_finds(query: dict[str, str], found: set[str], titles: Any) -> None:
    assert titles(**query) == found


def test_a_name_is_no_key(titles: Any, coordinator: Person) -> None:
    assert titles(owner=str(coordinator.pk)) == set()


def test_what_was_not_understood_is_said_where_it_was_typed(admin: Client, invitation: FollowUp) -> None:
    page = admin.get(LIST, {"owner": "Nobody of that name", "late": "on"}).text
    assert "Nothing is called “Nobody of that name”." in page
    assert page.count('<input type="hidden" name="late" value="on">') == 5


def test_a_name_of_what_is_restricted_is_as_unknown_as_any(admin: Client, secret: FollowUp) -> None:
    pages = [admin.get(LIST, {"meeting": words}).text.replace(words, "") for words in (CANARY, "QZX" * 5)]
    hidden, unknown = (re.sub(r'value="\w{64}"', "", page) for page in pages)
    assert ("Nothing is called" in hidden, hidden == unknown) == (True, True)
