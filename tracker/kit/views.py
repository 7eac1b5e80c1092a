"""Pages that belong to no noun: the keys, and how Suivi reads a date while somebody types it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.kit.dates import Prefer
from tracker.kit.echo import echo


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    shortcuts = [
        ("/", _("Find anything")),
        ("m", _("Log a meeting")),
        ("n", _("Log a follow-up")),
        ("c", _("Calendar")),
        ("?", _("This page")),
        ("j", _("Go to the next follow-up")),
        ("k", _("Go to the follow-up before")),
        ("s", _("Open the status of a follow-up; a digit chooses")),
        ("u", _("Undo what was just done")),
        (_("Enter"), _("Make a follow-up from the words selected in a record")),
        (_("Esc"), _("Close a dialog or a menu")),
    ]
    return render(request, "kit/keys.html", {"shortcuts": shortcuts})


@require_safe
def read_date(request: HttpRequest) -> HttpResponse:
    """The date meant by the words of a field, said in full, or what to type instead. `prefer` is past or future.

    `after` names the field of the day that it follows, which comes along.
    """
    prefer: Prefer = "past" if request.GET.get("prefer") == "past" else "future"
    first = request.GET.get("after", "")
    words = next((words for name, words in request.GET.items() if name not in ("prefer", "after", first)), "")
    return HttpResponse(escape(echo(str(words), prefer, after=request.GET.get(first, "") if first else "")))
