"""The limit is a fair one: it shows the same follow-ups, in the same order, in the same words as the list."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from bench.limits.rows import CONDITIONS, Rows, limit
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db
QUERIES = {
    "all": "?status=",
    "active": "?status=active",
    "status": "?status=in_progress",
    "late": "?late=on",
    "owner": "?owner={owner}",
    "kind": "?kind=training",
    "partner": "?partner={partner}",
    "unit": "?unit={unit}",
}


@pytest.fixture(autouse=True)
def _rows(
    make_follow_up: Callable[..., FollowUp],
    invitation: FollowUp,
    secret: FollowUp,
    claire: User,
    europol: Organisation,
    unit: Organisation,
) -> None:
    today = timezone.localdate()
    begun = make_follow_up("Train officers", kind="training", due_on=today - timedelta(days=3), owner=claire.person)
    begun.move_to("in_progress", by=claire)
    make_follow_up("Send figures", partner=europol, unit=unit, due_on=today + timedelta(days=2))
    make_follow_up("Legal view", owed_by="partner", strength="offered", due_on=today - timedelta(days=4))
    make_follow_up("Answer").move_to("done", by=claire)
    make_follow_up("Gone").remove(by=claire)


def table_words(page: str) -> str:
    [body] = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL) or [""]
    return "".join(strip_tags(body).split())


def numbers(page: str) -> list[str]:
    return re.findall(r'<tr data-follow-up="(\d+)"', page)


@pytest.mark.parametrize("who", ["claire", "omar", "mei"])
def test_it_shows_what_the_list_shows(
    who: str,
    request: pytest.FixtureRequest,
    sign_in: Callable[[User], Client],
    claire: User,
    eu: Organisation,
    unit: Organisation,
) -> None:
    user: User = request.getfixturevalue(who)
    values = {"status": "in_progress", "owner": claire.person.pk, "kind": "training", "partner": eu.pk, "unit": unit.pk}
    client, listed, drawn = sign_in(user), {}, {}
    for name in CONDITIONS:
        page = client.get("/follow-ups/" + QUERIES[name].format(**values)).text
        limited = limit(Rows(name, values.get(name)), user)()
        listed[name], drawn[name] = (numbers(page), table_words(page)), (numbers(limited), table_words(limited))
    assert drawn == listed


def test_an_officer_without_the_permission_does_not_find_the_restricted_one(omar: User, secret: FollowUp) -> None:
    assert str(secret.pk) not in numbers(limit(Rows("all"), omar)())
