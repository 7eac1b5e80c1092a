"""The palette: where one goes, what one finds, what one does, offered over every page while somebody types.

Its address answers a fragment for palette.js; without JavaScript the page of what was found does the same.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.accounts.how_often import may_search
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.databases.reading import read_from_replica
from tracker.directory.left import say_person
from tracker.directory.models import Organisation, Person
from tracker.directory.views.suggestions import posts
from tracker.follow_ups.due_in_words import say_due
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_short_date
from tracker.kit.row_by_name_field import key_in
from tracker.kit.text import fold
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Series
from tracker.pages.palette.answers import Answer, Group
from tracker.pages.palette.commands import read_command
from tracker.pages.palette.deeds import deeds, lacks_follow_up
from tracker.pages.palette.found_follow_ups import found_follow_ups
from tracker.pages.palette.near_follow_ups import lately_changed
from tracker.pages.palette.places import places
from tracker.pages.palette.typed_words import opened_keys, typed_words

MOST, MOST_NAMED, MOST_LATELY = 5, 2, 5


@read_from_replica
@require_safe
def palette(request: Request) -> HttpResponse:
    """`q` is what was typed, `at` the key of the follow-up at hand, `opened` those of what was opened lately."""
    typed, at = typed_words(request), key_in(request.GET.get("at"))
    if typed and not may_search(request.user):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    found = groups(request.user, typed, at, opened_keys(request)) if typed else at_rest(request.user, at)
    shown = [group for group in sorted(found, key=lambda group: group.place) if group.answers]
    context: dict[str, Any] = {
        "found_words": typed,
        "groups": shown,
        "number": sum(len(each.answers) for each in shown),
    }
    context["lacks_follow_up"] = lacks_follow_up(request.user, typed, at)
    return render(request, "pages/palette.html", context)


def at_rest(user: User, at: int | None) -> list[Group]:
    """Before anything is typed: what can be done here, what one was at last, and where one can go."""
    rows = FollowUp.objects.visible_to(user).with_names()
    lately = lately_changed(user)
    last = sorted(rows.filter(pk__in=lately), key=lambda row: lately.index(row.pk))[:MOST_LATELY]
    return [
        Group("do", _("Do"), deeds(user, "", at), 1),
        Group("find", _("What you changed last"), [_follow_up(row) for row in last], 2),
        Group("go", _("Go to"), places(user, ""), 3),
    ]


def groups(user: User, typed: str, at: int | None, opened: Sequence[int]) -> list[Group]:
    """What is meant most likely comes first: a deed that is asked for, a follow-up or a place called so."""
    done, gone = deeds(user, typed, at), [*places(user, typed), *_named(user, typed)]
    rows = found_follow_ups(user, typed, MOST, opened)
    command = read_command(typed)
    asks = done and (command.deed or command.reference or done[0].sent or done[0].begins(typed))
    is_called = rows and fold(rows[0].title).startswith(fold(typed))
    return [
        Group("do", _("Do"), done, 0 if asks else 6),
        Group("find", _("Follow-ups"), [_follow_up(row) for row in rows], 1 if is_called else 3),
        Group("go", _("Go to"), gone, 2 if gone and gone[0].begins(typed) else 4),
    ]


def _follow_up(row: FollowUp) -> Answer:
    said = say_due(row, timezone.localdate()) if row.is_active else row.get_status_display()
    return Answer(
        row.title, row.get_absolute_url(), "circle", f"{row.reference} · {said}", is_restricted=row.is_restricted
    )


def _named(user: User, typed: str) -> list[Answer]:
    """Organisations, people, meetings, series of meetings and mandates."""

    def best(model: Any) -> list[Any]:
        rows: list[Any] = model.objects.visible_to(user).best(typed, MOST_NAMED)
        return rows

    people = best(Person)
    held = posts(people, user) if people else {}
    found = [
        *(_thing(row, str(row), "building-2", row.name if row.short_name else "") for row in best(Organisation)),
        *(_thing(row, say_person(row), "user-round", held.get(row.pk, "")) for row in people),
        *(_thing(row, row.title, "calendar", _held(row)) for row in best(Meeting)),
        *(_thing(row, row.name, "repeat", row.rule_in_words) for row in best(Series)),
        *(_thing(row, row.label, "file-text", _("Mandate")) for row in best(Mandate)),
    ]
    return sorted(found, key=lambda answer: not answer.begins(typed))


def _thing(row: Any, name: str, icon: str, meta: str) -> Answer:
    return Answer(name, row.get_absolute_url(), icon, meta, is_restricted=bool(getattr(row, "is_restricted", False)))


def _held(meeting: Meeting) -> str:
    return " · ".join(filter(None, [format_short_date(meeting.held_on), meeting.place]))
