"""The page of keyboard shortcuts, which the dialog shows."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.kit.form_responses import next_address
from tracker.pages.palette.places import open_places

Shortcuts = list[tuple[str, str]]


@require_safe
def keys(request: Request) -> HttpResponse:
    going = [(f"g {place.key}", str(place.label)) for place in open_places(request.user) if place.key.isalpha()]
    groups = [(_("Everywhere"), _everywhere()), (_("On a follow-up"), _on_a_follow_up())]
    groups += [
        (_("On what a record suggests"), _on_a_suggestion()),
        (_("While a meeting runs"), _while_a_meeting_runs()),
    ]
    groups += [(_("Go to"), going)]
    return render(
        request, "pages/keyboard_shortcuts.html", {"groups": groups, "next": next_address(request, reverse("desk"))}
    )


def _everywhere() -> Shortcuts:
    return [
        (_("Ctrl K"), _("Find or do anything; / does the same outside of fields")),
        ("c", _("Log a meeting")),
        ("a", _("Add what this page is about, or a follow-up")),
        ("f", _("Filter a list")),
        ("v", _("Keep the list of follow-ups as a view")),
        ("z", _("Undo what was just done")),
        ("?", _("These keys")),
        (_("Ctrl Enter"), _("Send a form from a field of several lines")),
        (_("Esc"), _("Close a dialog or a menu")),
    ]


def _on_a_follow_up() -> Shortcuts:
    return [
        ("j", _("Go to the next follow-up")),
        ("k", _("Go to the follow-up before")),
        ("x", _("Tick it for a change of many")),
        ("X", _("Tick all on the page; then s, d and o change what is ticked")),
        (_("Ctrl C"), _("Copy the rows that are ticked")),
        (_("Tab"), _("In a cell: save it and go on to the next")),
        ("s", _("Open its status; a digit chooses")),
        ("d", _("Change its due date")),
        ("o", _("Change its owner")),
        ("h", _("Keep it off my desk for a while")),
        ("p", _("Change its priority")),
        ("J", _("Put it further down in its lane of the board")),
        ("K", _("Put it further up in its lane of the board")),
        (_("Enter"), _("Make a follow-up from the words selected in a record")),
    ]


def _on_a_suggestion() -> Shortcuts:
    return [
        ("j", _("Go to the next suggestion")),
        ("k", _("Go to the suggestion before")),
        ("a", _("Accept it")),
        ("x", _("Dismiss it")),
        ("e", _("Change every field before you accept it")),
        ("d", _("Say which follow-up it is that exists")),
        ("A", _("Accept all that are sure")),
        ("n", _("Go to the next unread sentence")),
    ]


def _while_a_meeting_runs() -> Shortcuts:
    return [
        ("r", _("Run the meeting, from its page")),
        ("n", _("Save and go on to the next point")),
        ("b", _("Save and go back")),
        (_("Ctrl Enter"), _("Save and go on, from within the note")),
        (_("Esc"), _("Leave the field, for these keys")),
    ]
