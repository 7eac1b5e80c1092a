"""Which rows of the nouns around follow-ups an administrator looks at, what is said of them and where they lead."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.test import RequestFactory

from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.change_requests.admin import ChangeRequestInline
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.tags.models import Tag

pytestmark = pytest.mark.one_database


def asked(user: User) -> Any:
    request: Any = RequestFactory().get("/")
    request.user = user
    return request


def test_each_is_cut_to_what_the_administrator_may_see(
    make_follow_up: Callable[..., FollowUp], claire: User, jonas: User, mei: User, unit: Organisation, today: date
) -> None:
    later = today + timedelta(days=9)
    for classification in ("general", "restricted"):
        row = make_follow_up(classification, classification=classification)
        ChangeRequest.ask(row, by=claire, due_on=later, reason=classification, asked_by=claire.person)
        days = {"starts_on": date(2017, 3, 6), "ends_on": date(2017, 3, 6)}
        Activity.log(by=claire, title=classification, classification=classification, **days)
    views = {name: SavedView.save_as(name, by=by, **values) for name, by, values in (
        ("own", jonas, {}), ("all", claire, {"audience": "all"}), ("hers", claire, {}),
        ("of a unit", jonas, {"audience": "unit", "unit": unit}),
    )}  # fmt: skip
    shown = {
        user.name: [
            [each.title for each in admin.site._registry[FollowUp].get_queryset(asked(user)).order_by("pk")],
            [each.title for each in admin.site._registry[Activity].get_queryset(asked(user)).order_by("pk")],
            [
                each.reason
                for each in ChangeRequestInline(FollowUp, admin.site).get_queryset(asked(user)).order_by("pk")
            ],
        ]
        for user in (jonas, mei)
    }
    assert shown == {"Jonas Lind": [["general"]] * 3, "Mei Tanaka": [["general", "restricted"]] * 3}
    of_views: Any = admin.site._registry[SavedView]
    rows = {str(view): view for view in of_views.get_queryset(asked(jonas))}
    # What is one's own is renamed and shared on a page of its own.
    assert {name: (of_views.for_whom(view), of_views.view_on_site(view)) for name, view in rows.items()} == {
        "all": ("Everybody", None), "of a unit": (unit.label, f"/follow-ups/views/{views['of a unit'].pk}/edit/"),
        "own": ("Only me", f"/follow-ups/views/{views['own'].pk}/edit/"),
    }  # fmt: skip
    assert admin.site._registry[Tag].view_on_site(Tag(pk=1)) is None  # type: ignore[operator]
    said = ChangeRequestInline(FollowUp, admin.site).what(ChangeRequest.objects.first())
    assert said.startswith("New date: ")
