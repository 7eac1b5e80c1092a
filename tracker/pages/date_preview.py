"""How Suivi reads a date while somebody types it."""

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.views.decorators.http import require_safe

from tracker.kit.date_preview import date_preview
from tracker.kit.dates.refusals import Prefer


@require_safe
def read_date(request: HttpRequest) -> HttpResponse:
    """The date meant by the words of a field, said in full, or what to type instead. `prefer` is past or future.

    `after` names the field of the day that it follows, which comes along.
    """
    prefer: Prefer = "past" if request.GET.get("prefer") == "past" else "future"
    first = request.GET.get("after", "")
    words = next((words for name, words in request.GET.items() if name not in ("prefer", "after", first)), "")
    return HttpResponse(escape(date_preview(str(words), prefer, after=request.GET.get(first, "") if first else "")))
