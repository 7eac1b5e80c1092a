"""How Suivi reads a date while somebody types it."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.html import escape
from django.views.decorators.http import require_safe

from tracker.accounts.how_often import search_within
from tracker.accounts.request import Request
from tracker.kit.dates.date_preview import date_preview, said_preview
from tracker.kit.dates.refusals import Prefer
from tracker.kit.row_by_name_field import NameField, key_in
from tracker.meetings.models import Meeting
from tracker.meetings.next_meeting import next_meeting

# What comes along with the words, beside the fields that `after` and `meeting` name.
ASIDE = ("prefer", "after", "said", "on", "of", "from", "moved")
SIDES: dict[str, Prefer] = {"past": "past", "ask": "ask"}


@require_safe
@search_within
def read_date(request: Request) -> HttpResponse:
    """The date meant by the words of a field, said in full, or what to type instead. `prefer` is past or future.

    `after` names the field of the day that it follows, which comes along. A date as `said` counts from the day `on`
    of the meeting `of` that key, or from that of the meeting in the field that `from` names; from today where it is
    `moved`. With `prefer` ask, a year that nobody typed is asked for.
    """
    prefer = SIDES.get(request.GET.get("prefer", ""), "future")
    after, named = request.GET.get("after", ""), request.GET.get("from", "")
    words = next((words for name, words in request.GET.items() if name not in (*ASIDE, after, named)), "")
    if "said" in request.GET:
        how = _counts_from(request, named) | {"is_moved": "moved" in request.GET, "prefer": prefer}
        return HttpResponse(escape(said_preview(str(words), **how)))
    return HttpResponse(escape(date_preview(str(words), prefer, after=request.GET.get(after, "") if after else "")))


def _counts_from(request: Request, named: str) -> dict[str, Any]:
    meeting = _meeting(request, named)
    day = meeting.last_day if meeting else None
    with suppress(ValueError):
        day = date.fromisoformat(request.GET.get("on", ""))
    return {"meeting": day, "next_meeting": next_meeting(request.user, lambda: meeting)}


def _meeting(request: Request, named: str) -> Meeting | None:
    rows = Meeting.objects.visible_to(request.user)
    if key := key_in(request.GET.get("of")):
        return rows.filter(pk=key).first()
    field = NameField(suggestions="meetings:suggestions", rows=rows, required=False)
    with suppress(ValidationError):
        meeting: Meeting | None = field.clean(request.GET.get(named, "") if named else "")
        return meeting
    return None
