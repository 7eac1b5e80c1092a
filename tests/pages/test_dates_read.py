"""A date that is read while it is typed: from which day it counts, and which field holds it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.kit.date_formats import format_date_with_weekday
from tracker.meetings.models import Meeting

SignIn = Callable[[User], Client]


def test_a_date_as_said_counts_from_its_meeting_its_day_or_today(
    claire: User, noor: User, sign_in: SignIn, today: date
) -> None:
    lasting = Meeting.log(by=claire, title="Session", held_on=date(2018, 5, 23), ends_on=date(2018, 5, 25))
    hidden = Meeting.log(by=claire, title="Hidden", held_on=date(2018, 5, 25), classification=RESTRICTED)
    client = sign_in(noor)

    def said(**asked: Any) -> str:
        return client.get(reverse("read_date"), {"said": "on", "due_on": "in two weeks", **asked}).text

    two_weeks = {
        day: format_date_with_weekday(day + timedelta(days=14), "en")
        for day in (date(2018, 5, 25), date(2018, 3, 1), today)
    }
    after, from_first, from_today = two_weeks.values()
    assert {
        "of": said(of=lasting.pk), "named": said(**{"from": "meeting", "meeting": "Session"}),
        "on": said(on="2018-03-01"), "hidden, named": said(**{"from": "meeting", "meeting": "Hidden"}),
        "of and on": said(of=lasting.pk, on="2018-03-01"), "of and nonsense": said(of=lasting.pk, on="whenever"),
        "nothing": said(), "hidden": said(of=hidden.pk),
        "nonsense": said(of="x"), "no such name": said(**{"from": "meeting", "meeting": "Nothing"}),
        "moved": said(of=lasting.pk, moved="on"), "nothing named": said(**{"from": "meeting"}),
    } == {
        "of": after, "named": after, "on": from_first, "of and on": from_first, "of and nonsense": after,
        "nothing": from_today, "hidden": from_today, "hidden, named": from_today, "nonsense": from_today,
        "no such name": from_today, "moved": from_today, "nothing named": from_today,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        ({"due_on": "25 May 2018", "on": "2019-01-01"}, "25 May 2018"),
        ({"on": "2019-01-01", "of": "3", "from": "x", "moved": "on", "said": "", "prefer": "past"}, ""),
        ({"held_on": "1 May 2018", "after": "held_on", "ends_on": "2 May 2018"}, "2 May 2018"),
        ({"after": "held_on", "held_on": "1 May 2018"}, ""),
        ({"from": "meeting", "meeting": "1 May 2018", "due_on": "3 May 2018"}, "3 May 2018"),
        ({"meeting": "1 May 2018", "due_on": "3 May 2018"}, "1 May 2018"),
    ],
)
def test_the_words_are_those_of_the_field_that_is_none_of_those_beside_it(
    asked: dict[str, str], typed: str, noor: User, sign_in: SignIn
) -> None:
    client = sign_in(noor)
    alone = client.get(reverse("read_date"), {"due_on": typed}).text
    answer = client.get(reverse("read_date"), {name: value for name, value in asked.items() if name != "said" or value})
    assert answer.text == alone


def test_a_year_that_nobody_typed_is_asked_for_where_it_says_so(noor: User, sign_in: SignIn, today: date) -> None:
    client = sign_in(noor)
    other = today.replace(day=15, month=today.month % 12 + 1)
    said = [
        client.get(reverse("read_date"), {"prefer": prefer, "held_on": f"{other:%d/%m}"}).text
        for prefer in ("ask", "past")
    ]
    assert ["year" in each.lower() for each in said] == [True, False]
