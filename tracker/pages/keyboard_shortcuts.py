"""The page of keyboard shortcuts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


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
    return render(request, "pages/keyboard_shortcuts.html", {"shortcuts": shortcuts})
