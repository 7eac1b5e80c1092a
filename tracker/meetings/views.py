"""The list of meetings, editing one, undoing that, and taking it out of sight and back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.how_often import search_within
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.databases.reading import read_from_replica
from tracker.exports.export_response import exported
from tracker.history.editing import edit_page, save_over
from tracker.history.undo_page import is_visible, restore_page, tell_change, undo_page
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.kit.names.suggestions import Suggestion, offer, suggestions, typed_words
from tracker.lists.filters import chips
from tracker.lists.paging import capped_count, read_page
from tracker.lists.sorting import headings_by_name
from tracker.meetings.after_removal import after_removal
from tracker.meetings.export import sheet_for
from tracker.meetings.field_register import COLUMNS
from tracker.meetings.filters import NEWEST_FIRST, filter_of
from tracker.meetings.forms import EditForm
from tracker.meetings.models import Meeting
from tracker.meetings.participant_forms import another_row
from tracker.meetings.participant_values import get_or_add_participants, with_posts
from tracker.meetings.time_zone_field import offer_zones

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@read_from_replica
@require_safe
def meetings(request: Request) -> HttpResponse:
    filtered = filter_of(request)
    rows = filtered.qs if filtered.is_valid() else Meeting.objects.none()
    context = {
        "form": filtered.form,
        "heads": headings_by_name(COLUMNS, filtered.form),
        "chips": chips(request, filtered.form),
        "nothing_fits": filtered.nothing_fits,
        "page": read_page(rows, NEWEST_FIRST, request.GET.get("page"), shown=Meeting.objects.with_people()),
        "count": capped_count(rows),
        "removed": filtered.shows_removed,
    }
    return render(request, "meetings/list.html", context, status=200 if filtered.is_valid() else 400)


@require_safe
def export(request: Request, form: str) -> HttpResponseBase:
    return exported(request, form, sheet_for, "meetings:list")


@read_or_write
def edit(request: Request, pk: int) -> HttpResponse:
    meeting = editable_meeting(request, pk)
    form = EditForm(form_data(request), user=request.user, **EditForm.started_from(meeting))

    def save() -> HttpResponse:
        values = _values(request, meeting, form)
        entry = save_over(meeting, form.cleaned_data["version"], values, by=request.user)
        tell_change(request, meeting, entry, _("“%(title)s” is saved.") % {"title": meeting}, "meetings:undo")
        return redirect(meeting if is_still_visible(request, meeting) else "meetings:list")

    return edit_page(request, meeting, form, save, **_page(meeting, form))


@read_or_write
def edit_row(request: Request, pk: int) -> HttpResponse:
    """One more line for a participant: alone for htmx, else the page again with it."""
    meeting = editable_meeting(request, pk)
    if request.htmx:
        return row(request)
    typed = form_data(request)
    if typed is None:
        return redirect("meetings:edit", meeting.pk)
    form = EditForm(typed, user=request.user, **EditForm.started_from(meeting))
    form = form.with_another_row()
    return form_responses.form_page(request, default=meeting.get_absolute_url(), form=form, **_page(meeting, form))


@read_or_write
def remove(request: Request, pk: int) -> HttpResponse:
    meeting = editable_meeting(request, pk)
    if request.method != "POST":
        return form_responses.form_page(
            request,
            "meetings/remove.html",
            default=meeting.get_absolute_url(),
            title=_("Remove this meeting?"),
            button=_("Remove"),
            about=meeting.title,
        )
    meeting.remove(by=request.user)
    undo = reverse("meetings:restore", args=[meeting.pk])
    tell(request, _("“%(title)s” is removed.") % {"title": meeting}, undo=undo)
    return redirect(after_removal(meeting, request.user))


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    meeting: Meeting = get_object_or_404(Meeting.objects.removed_for(request.user), pk=pk)
    words = _("“%(title)s” is back.") % {"title": meeting}
    return restore_page(request, meeting, words, elsewhere="meetings:list")


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    return undo_page(request, editable_meeting(request, pk), entry, elsewhere="meetings:list")


@require_safe
@search_within
def offers(request: Request) -> HttpResponse:
    rows = Meeting.objects.visible_to(request.user)
    return suggestions(request, rows, usual=rows.all)


@require_safe
@search_within
def zone_suggestions(request: Request) -> HttpResponse:
    return offer([Suggestion(zone) for zone in offer_zones(typed_words(request)[:50])])


def editable_meeting(request: Request, pk: int) -> Meeting:
    """One that this person may edit: 404 when it is not theirs to see, 403 when it is not theirs to change."""
    meeting: Meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return meeting


def row(request: Request) -> HttpResponse:
    """The next line for a participant, as the page's own template draws it."""
    form, total = another_row(request.POST.get("participants-TOTAL_FORMS", ""), request.user)
    return render(request, "meetings/participants.html#added", {"row": form, "total": total})


def is_still_visible(request: Request, meeting: Meeting) -> bool:
    """False when somebody has just restricted it so that they do not see it themselves; they are told."""
    visible = is_visible(meeting, request.user)
    if not visible:
        messages.warning(request, _("It is restricted now, and you are not among those who see it."))
    return visible


def _values(request: Request, meeting: Meeting, form: EditForm) -> dict[str, Any]:
    """What was typed, with the names that it brings along in the directory."""
    values = form.values()
    seated = meeting.participations.values_list("person", flat=True)
    # Restricted when in doubt: what is general in the end opens the names that it brings along.
    classification = RESTRICTED if meeting.is_restricted else values["classification"]
    participants = get_or_add_participants(values["participants"], by=request.user, classification=classification)
    return values | {"participants": with_posts(participants, values["held_on"], unless=list(seated))}


def _page(meeting: Meeting, form: EditForm) -> dict[str, Any]:
    return {"template": "meetings/edit.html", "meeting": meeting, "rows": form.rows}
