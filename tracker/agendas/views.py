"""Putting follow-ups on the agenda of a meeting, saying what became of one there, and taking either back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.agendas.carry_over import carry_over, take_back
from tracker.agendas.forms import DiscussForm, keys_in
from tracker.agendas.models import Appearance
from tracker.agendas.offer import open_among
from tracker.agendas.save_discussed import save_discussed
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.follow_ups.views.shared import say_overtaken
from tracker.history.editing import edit_page
from tracker.history.models import Entry
from tracker.history.undo_page import tell_change, undo_page
from tracker.kit import form_responses
from tracker.kit.form_responses import forget_deed, tell
from tracker.meetings.models import Meeting
from tracker.meetings.views import editable_meeting


@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    """One save for all: what is ticked goes on the agenda, and what stood there and is not ticked any more comes off.

    What others put there since the page was drawn is none of it: `was` says what stood there then.
    """
    meeting = editable_meeting(request, pk)
    ticked, was = keys_in(request.POST.getlist("on")), keys_in(request.POST.getlist("was"))
    known = Appearance.objects.visible_to(request.user).filter(meeting=meeting, pk__in=was).with_what_closes()
    off = [each for each in known if each.follow_up_id not in ticked]
    entries = carry_over(meeting, open_among(ticked, request.user), by=request.user, taken_off=off)
    _tell_saved(request, meeting, entries)
    return form_responses.redirect_back(request, meeting.get_absolute_url())


def _tell_saved(request: Request, meeting: Meeting, entries: list[Entry]) -> None:
    if not entries:
        messages.info(request, _("The agenda stays as it is."))
        return
    on = sum(entry.verb == "carried" for entry in entries)
    off = len(entries) - on
    put = ngettext("%(number)s follow-up is put on the agenda.", "%(number)s follow-ups are put on the agenda.", on)
    taken = ngettext("%(number)s is taken off.", "%(number)s are taken off.", off)
    said = [words % {"number": number} for words, number in ((put, on), (taken, off)) if number]
    tell(request, " ".join(said), about=meeting, undo=reverse("agendas:take_back", args=[meeting.pk, entries[0].pk]))


@require_POST
def take_back_save(request: Request, pk: int, entry: int) -> HttpResponse:
    meeting = editable_meeting(request, pk)
    about = Entry.objects.about(Appearance).readable_by(request.user).filter(verb__in=("carried", "taken off"))
    known = Appearance.objects.known_to(request.user).filter(meeting=meeting).values("pk")
    done, left = take_back(get_object_or_404(about, pk=entry, object_id__in=known), by=request.user)
    if done:
        tell(request, _("Undone: %(title)s") % {"title": meeting}, about=meeting)
    if left:
        words = ngettext(
            "%(number)s had changed again since, and stays.", "%(number)s had changed again since, and stay.", left
        )
        messages.warning(request, words % {"number": left})
    forget_deed(request)
    return form_responses.redirect_back(request, meeting.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def discuss(request: Request, pk: int, item: int) -> HttpResponse:
    """What was said of it there; where it was moved on there, its own history says so too."""
    appearance = _appearance(request, item, meeting=pk)
    follow_up: FollowUp = FollowUp.objects.with_names().get(pk=appearance.follow_up_id)
    form = DiscussForm(form_data(request), appearance=appearance, follow_up=follow_up, user=request.user)

    def save() -> HttpResponse:
        entry = save_discussed(appearance, form, by=request.user)
        if form.is_overtaken:
            say_overtaken(request, follow_up, Status(form.cleaned_data["status"]).label)
        words = _("What was said of %(reference)s is saved.") % {"reference": follow_up.reference}
        if entry:
            tell_change(request, appearance, entry, words, "agendas:undo", here=True)
        return form_responses.redirect_back(request, appearance.meeting.get_absolute_url())

    page: dict[str, Any] = {"title": _("What was said of it"), "about": str(appearance)}
    return edit_page(request, appearance, form, save, **page)


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    return undo_page(request, _appearance(request, pk), entry, elsewhere="meetings:list")


def _appearance(request: Request, pk: int, **given: int) -> Appearance:
    """One on an agenda: 404 when either is not theirs to see, 403 when it is not theirs to change."""
    rows = Appearance.objects.visible_to(request.user).with_what_closes()
    appearance: Appearance = get_object_or_404(rows, pk=pk, **given)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return appearance
