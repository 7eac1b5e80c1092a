"""What is both given out and taken in comes back the same, column by column."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.imports.conftest import brought_back, given_out
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.models import FollowUp
from tracker.imports.models import RowOutcome
from tracker.lists.field_places import Exported, Imported
from tracker.meetings.models import Meeting

SignIn = Callable[[User], Client]
BOTH = [name for name in COLUMNS.at(Exported) if name in COLUMNS.at(Imported)]
TITLES = [
    "=SUM check", "+32 number: call back", "-5% on tariffs; write to Oslo", "@secretariat answer", "'=quoted", "'tis",
    '"said"; and, more', "＝wide",
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_column_that_goes_out_and_in_comes_back_the_same(
    form: str, language: str, claire: User, eu: Organisation, unit: Organisation, visit: Meeting, sign_in: SignIn
) -> None:
    named = {"partner": eu, "owner": claire.person, "unit": unit, "meeting": visit, "due_on": date(2031, 9, 30)}
    chosen = {"kind": "training", "strength": "offered", "priority": 1, "owed_by": "partner"}
    for title in TITLES:
        FollowUp.log(by=claire, title=title, **named, **chosen)
    waits = {"waiting_on": eu, "review_on": date(2031, 10, 1)}
    FollowUp.objects.latest("pk").move_to("waiting", by=claire, **waits)
    User.objects.filter(pk=claire.pk).update(language=language)
    client = sign_in(claire)
    source = brought_back(client, given_out(client, form, columns=",".join(BOTH)), form, marked=False)
    fields = {COLUMNS.at(Imported)[name].name or name for name in BOTH}
    assert fields <= set(source.columns)
    assert [(line.outcome, line.changes) for line in source.lines.all()] == [(RowOutcome.SAME, {})] * len(TITLES)


def test_titles_like_formulas_keep_their_signs_on_the_way_in_and_out(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    rows = ["Title;Due", *(f'"{title}";30.09.2031' for title in TITLES[:4])]
    source = brought_back(client, "\n".join(rows).encode(), "csv")
    client.post(f"/imports/{source.pk}/confirm/")
    assert sorted(str(each) for each in FollowUp.objects.all()) == sorted(TITLES[:4])
    again = brought_back(client, given_out(client, "csv"), "csv")
    assert {line.outcome for line in again.lines.all()} == {RowOutcome.SAME}
