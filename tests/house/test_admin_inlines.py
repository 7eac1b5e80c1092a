"""What stands below a thing on the admin site is cut to what the administrator may see, as the thing itself is."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import lookup_field
from django.forms.models import _get_foreign_key
from django.test import RequestFactory

from tests.conftest import CANARY
from tests.house.calendars_there import in_calendars
from tests.house.matter import spread
from tracker.accounts.models import Role, User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.one_database


def below_what_is_seen(user: User, seen_by: User) -> set[tuple[str, str]]:
    """The inlines in which `user` reads of the matter, below what `seen_by` may open."""
    request: Any = RequestFactory().get("/")
    found = set()
    for model, made in admin.site._registry.items():
        request.user = seen_by
        opened = set(made.get_queryset(request).values_list("pk", flat=True))
        request.user = user
        for inline in made.get_inline_instances(request):
            parent = _get_foreign_key(model, inline.model, fk_name=inline.fk_name).attname
            rows = [row for row in inline.get_queryset(request) if getattr(row, parent) in opened]
            names = [name for name in inline.get_fields(request) if name != "DELETE"]
            if any(CANARY in str(lookup_field(name, row, inline)[-1]) for row in rows for name in names):
                found.add((model.__name__, type(inline).__name__))
    return found


def test_no_inline_shows_what_is_hidden_from_the_administrator(
    things: dict[str, Any], europol: Organisation, secret: FollowUp, claire: User, omar: User, jonas: User, mei: User,
    today: Any,
) -> None:  # fmt: skip
    """The same rows hold it for whoever sees all, so that there is something to be cut."""
    spread(secret, things, former_owner=omar, by=claire, today=today)
    hidden = Person.objects.get(name=f"Zebedee {CANARY}")
    in_calendars(Meeting.objects.get(pk=things["meeting"]), hidden, by=claire)
    User.objects.filter(pk=mei.pk).update(role=Role.ADMINISTRATOR)
    mei.refresh_from_db()
    assert below_what_is_seen(jonas, jonas) == set()
    assert ("Meeting", "CalendarMailInline") in below_what_is_seen(mei, jonas)
