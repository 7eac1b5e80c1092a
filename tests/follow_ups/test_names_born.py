"""A name that is new with a deed on a follow-up is as closed in the directory as the follow-up is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.one_database
SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
LEAST = {"title": "Send it", "kind": "training", "strength": "agreed", "owed_by": "us"}


def add(name: str) -> str:
    return f"Add “{name}” to the directory"


def born(name: str) -> str:
    found: list[Any] = [*Person.objects.filter(name=name), *Organisation.objects.filter(name=name)]
    assert len(found) == 1, name
    return str(found[0].classification)


def sent(client: Client, place: str, **typed: Any) -> None:
    answer = client.post(place, typed)
    assert answer.status_code == 302, answer.context["form"].errors


def test_each_deed_that_names_somebody_new_names_them_to_those_who_see_it(
    make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    ClosingRule.add(by=None, kind="training")
    expected = {}
    for classification in ("general", "restricted"):
        row = make_follow_up(f"Train {classification}", kind="training", classification=classification)
        place = f"/follow-ups/{row.pk}"
        sent(client, f"{place}/owner/", owner=add(f"Owner {classification}"), version=1)
        sent(client, f"{place}/to/waiting/", waiting_on=add(f"Waited on {classification}"), review_on="1 June 2030")
        sent(client, f"{place}/partner/", partner=add(f"Partner {classification}"), version=3)
        sent(client, f"{place}/to/done/", reason="Forty came.")
        sent(client, f"{place}/confirm/", confirmed_on="today", confirmed_by=add(f"Confirming {classification}"))
        row.refresh_from_db()
        assert [str(each) for each in (row.owner, row.partner, row.confirmed_by)] == [
            f"{what} {classification}" for what in ("Owner", "Partner", "Confirming")
        ]
        typed = LEAST | {"classification": classification}
        sent(client, "/follow-ups/new/", **typed, owner=add(f"Logged {classification}"))
        names = ("Owner", "Waited on", "Partner", "Confirming", "Logged")
        expected |= {f"{name} {classification}": classification for name in names}
    secret = Meeting.log(by=claire, title="Talks", held_on=date(2018, 6, 1), classification="restricted")
    typed = LEAST | {"classification": "general"}
    sent(client, f"/follow-ups/new/?meeting={secret.pk}", **typed, partner=add("Partner of a meeting"))
    # What is closed by the same deed is closed for them.
    row = make_follow_up("Close it")
    page = client.get(f"/follow-ups/{row.pk}/edit/").context["form"]
    shown = {name: value for name in page.fields if (value := page[name].value()) not in (None, "", [], False)}
    sent(
        client,
        f"/follow-ups/{row.pk}/edit/",
        **shown | {"classification": "restricted", "owner": add("Closed with it")},
    )
    expected |= {"Partner of a meeting": "restricted", "Closed with it": "restricted"}
    assert {name: born(name) for name in expected} == expected
