"""Pages that belong to no noun: the keys, and how Suivi reads a date while somebody types it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.kit import dates, saying


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
        (_("Enter"), _("Make a follow-up from the words selected in a record")),
        (_("Esc"), _("Close a dialog or a menu")),
    ]
    return render(request, "kit/keys.html", {"shortcuts": shortcuts})


@require_safe
def read_date(request: HttpRequest) -> HttpResponse:
    """The date meant by the words of a field, said in full, or what to type instead. `prefer` is past or future."""
    words = next((words for name, words in request.GET.items() if name != "prefer"), "")
    return HttpResponse(escape(echo(str(words), "past" if request.GET.get("prefer") == "past" else "future")))


def echo(words: str, prefer: dates.Prefer) -> str:
    language = get_language() or "en"
    if not words.strip():
        return ""
    try:
        found = dates.read_date(words, language=language, today=timezone.localdate(), prefer=prefer)
    except dates.DateNotUnderstood as refusal:
        return str(refusal)
    return saying.say_date(found, language)
