"""The limit is a fair one: it writes the rows that the file holds, in its order."""

import csv
from collections.abc import Callable

import pytest
from django.test import Client

from bench.limits.csv_file import limit
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["claire", "omar", "mei"])
def test_it_writes_what_the_file_holds(
    who: str,
    request: pytest.FixtureRequest,
    sign_in: Callable[[User], Client],
    make_follow_up: Callable[..., FollowUp],
    europol: Organisation,
    invitation: FollowUp,
    secret: FollowUp,
) -> None:
    user: User = request.getfixturevalue(who)
    make_follow_up("Train officers", kind="training", partner=europol, owner=user.person)
    answer = sign_in(user).get("/follow-ups/export/csv/")
    rows = list(csv.reader(answer.getvalue().decode().splitlines()))
    head = rows.index([]) + 1
    assert list(csv.reader(b"".join(limit(user)()).decode().splitlines())) == rows[head + 1 :]
