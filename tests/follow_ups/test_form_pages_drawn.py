"""What stands around each form of a deed: its title, its button, what it is about, where one goes on without it.

It stands in `drawn/form_pages.txt`.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Organisation
from tracker.follow_ups.models import ClosingRule, FollowUp, SavedView
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.needs.models import Need
from tracker.tags.models import Tag

pytestmark = pytest.mark.one_database


def test_each_form_says_what_it_is_about_and_where_one_goes_on_without_it(
    make_follow_up: Callable[..., FollowUp], amina: User, claire: User, eu: Organisation, visit: Meeting,
    resolution: Mandate, sign_in: Callable[[User], Client],
) -> None:  # fmt: skip
    ClosingRule.add(by=None, kind="training")
    row = make_follow_up("Send the list", owner=amina.person, partner=eu, kind="recommendation")
    done = make_follow_up("Train", kind="training")
    done.move_to("done", by=claire)
    asking = make_follow_up("Ask", partner=eu)
    asked = ChangeRequest.ask(asking, by=claire, due_on=date(2030, 1, 1), reason="So.", asked_by=claire.person)
    need = Need.estimate(row, by=claire, kind="money", currency="EUR", quantity=Decimal(100))
    view = SavedView.save_as("Mine", by=amina, query="late=on")
    tag = Tag.write("Ports", by=amina)
    day = date(2017, 3, 6)
    activity = Activity.log(by=claire, title="Train officers", starts_on=day, ends_on=day, mandates=[])
    keys = {"row": row.pk, "done": done.pk, "asking": asking.pk, "asked": asked.pk, "need": need.pk, "view": view.pk,
            "tag": tag.pk, "activity": activity.pk, "visit": visit.pk, "mandate": resolution.pk,
            "person": claire.person.pk, "eu": eu.pk}  # fmt: skip
    of_row = ("to/waiting", "to/dropped", "due", "owner", "edit", "priority", "title", "remove", "acceptance", "snooze",
              "links/new", "needs/new", "needs/{need}", "needs/{need}/allocate", "requests/new")  # fmt: skip
    places = [
        *(f"/follow-ups/{{row}}/{deed}/" for deed in of_row), "/follow-ups/{done}/confirm/",
        "/follow-ups/requests/{asked}/grant/", "/follow-ups/requests/{asked}/refuse/", "/follow-ups/new/",
        "/follow-ups/new/?meeting={visit}", "/follow-ups/new/?within=margin", "/follow-ups/new/open/",
        "/follow-ups/new/in_progress/", "/follow-ups/views/new/?late=on", "/follow-ups/views/{view}/edit/",
        "/partners/people/{person}/hand-over/", "/pledges/new/", "/pledges/new/?kind=staff&donor={eu}&meeting={visit}",
        "/pledges/unlock/save/?amount=5&months=2", "/tags/new/", "/tags/{tag}/edit/", "/tags/{tag}/merge/",
        "/mandates/activities/new/", "/mandates/activities/new/?mandate={mandate}",
        "/mandates/activities/new/?within=margin",
        "/mandates/activities/{activity}/edit/", "/mandates/activities/{activity}/remove/",
    ]  # fmt: skip
    client = sign_in(amina)

    def said_of(place: str) -> list[str]:
        page = client.get(place.format(**keys))
        assert page.status_code == 200, place
        around = page.context
        shown = [f"{name}: {around[name]}" for name in ("title", "button", "about", "next", "slot") if around.get(name)]
        return [named(" ".join(line.split())) for line in shown]

    def named(line: str) -> str:
        for name, key in keys.items():
            line = line.replace(f"/{key}/", f"/{name.upper()}/")
        return line.replace(f"-{timezone.localdate().year}-", "-year-")

    assert_drawn("form_pages", {place: said_of(place) for place in places}, Path(__file__).parent / "drawn")
