"""Without a date a follow-up is looked at again after so many days without news, by its kind."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.test import Client

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.choices import Kind
from tracker.follow_ups.desk_heaps import Heap
from tracker.follow_ups.models import FollowUp, Snooze
from tracker.follow_ups.progress.rhythm import RHYTHM, gone_quiet, is_quiet, review_day
from tracker.follow_ups.statuses import ACTIVE, Status
from tracker.pages.desk import sections

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
TODAY = date(2018, 5, 28)
NOON = datetime(2018, 5, 28, 10, tzinfo=UTC)


def updated(follow_up: FollowUp, days: int, **values: object) -> FollowUp:
    """As if nothing had been said of it for so many days."""
    FollowUp.objects.filter(pk=follow_up.pk).update(updated_at=NOON - timedelta(days=days), **values)
    follow_up.refresh_from_db()
    return follow_up


def test_every_kind_has_its_rhythm() -> None:
    assert RHYTHM.keys() == set(Kind)


def test_sql_and_python_say_the_same_of_what_has_gone_quiet(claire: User, wco: Organisation) -> None:
    ways = [*product(Status, Kind, ("us", "partner"), (None, TODAY - timedelta(days=90)), (-1, 0, 1))]
    rows = [
        FollowUp(
            reference=f"F-{number}", title="Call", status=status, kind=kind, owed_by=owed_by, due_on=due_on,
            ended_on=None if status in ACTIVE else TODAY, recorder=claire,
        )
        for number, (status, kind, owed_by, due_on, _more) in enumerate(ways)
    ]  # fmt: skip
    for row, (*_way, kind, _owed_by, _due_on, more) in zip(FollowUp.objects.bulk_create(rows), ways, strict=True):
        updated(row, RHYTHM[kind] + more)
    found = set(FollowUp.objects.filter(gone_quiet(TODAY)).values_list("pk", flat=True))
    assert found == {row.pk for row in FollowUp.objects.all() if is_quiet(row, TODAY)}
    assert len(found) == 2 * len(Kind)


def test_the_review_date_follows_the_last_update(make_follow_up: Make, claire: User, today: date) -> None:
    follow_up = updated(make_follow_up("Call", kind="document"), 20)
    assert review_day(follow_up) == date(2018, 5, 22)
    follow_up.note("Still on.", by=claire)
    assert review_day(follow_up) == today + timedelta(days=14)
    follow_up.set_due(today, by=claire)
    assert review_day(follow_up) is None


def test_what_has_gone_quiet_is_a_heap_of_its_own_and_one_press_takes_it_off(
    make_follow_up: Make, claire: User, sign_in: SignIn, today: date
) -> None:
    mine = {"owner": claire.person}
    quiet, snoozed, _waiting, _pending, _new = (
        updated(make_follow_up(title, **mine, **more), 900)
        for title, more in (
            ("Quiet", {}), ("Snoozed", {}), ("Waiting", {}), ("Pending", {"conditional": True}),
            ("Dated", {"due_on": today}),
        )
    )  # fmt: skip
    updated(_waiting, 900, status=Status.WAITING)
    Snooze.keep_off(snoozed, by=claire, until=today + timedelta(days=3))
    client = sign_in(claire)
    assert [row.pk for row in client.get("/follow-ups/?desk=quiet").context["page"].rows] == [quiet.pk]
    listed = {row.pk for row in client.get("/follow-ups/?gone_quiet=on").context["page"].rows}
    assert listed == {quiet.pk, snoozed.pk}
    assert f'action="/follow-ups/{quiet.pk}/still-on/"' in client.get("/").text
    client.post(f"/follow-ups/{quiet.pk}/still-on/")
    assert {section.name: section.rows for section in sections(claire, today)}[Heap.UNDATED] == [quiet]


def test_its_page_says_when_it_is_to_be_reviewed(make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    follow_up = updated(make_follow_up("Call", kind="document"), 20)
    page = sign_in(claire).get(follow_up.get_absolute_url()).text
    assert "<dt>To be reviewed on</dt><dd>22 May 2018</dd>" in page


@pytest.mark.parametrize("address", ["/follow-ups/?gone_quiet=on", "/follow-ups/?columns=title,review,progress"])
def test_the_list_opens_by_it(address: str, make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    updated(make_follow_up("Call"), 900)
    assert sign_in(claire).get(address).status_code == 200
