"""The event of an invitation: entering and changing it, answering, who speaks, what came of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.follow_ups.models import FollowUp, Kind
from tracker.follow_ups.views.shared import say_done, updatable_follow_up
from tracker.history.editing import edit_page, save_over
from tracker.invitations.forms import EventForm, ReadoutForm, SpeakerForm
from tracker.invitations.models import Answer, Invitation
from tracker.invitations.views.shared import event_of
from tracker.kit import form_responses
from tracker.kit.form_responses import tell

read_or_write = require_http_methods(["GET", "HEAD", "POST"])
CLICKED = (Answer.ACCEPTED, Answer.TENTATIVE)


@read_or_write
def event(request: Request, pk: int) -> HttpResponse:
    follow_up = updatable_follow_up(request, pk)
    if follow_up.kind != Kind.INVITATION:
        raise Http404
    form = EventForm(form_data(request), follow_up=follow_up, user=request.user)
    title = _("Edit the event") if follow_up.event else _("Enter the event")
    if request.method == "POST" and form.is_valid() and not follow_up.event:
        Invitation.enter(follow_up, by=request.user, **form.facts())
        tell(request, _("The event is entered, with the steps it usually takes."), about=follow_up)
        return form_responses.redirect_back(request, follow_up.get_absolute_url())
    return _edit(request, follow_up, form, title)


@read_or_write
def speaker(request: Request, pk: int) -> HttpResponse:
    follow_up = event_of(updatable_follow_up(request, pk)).follow_up
    form = SpeakerForm(form_data(request), event=event_of(follow_up), user=request.user)
    return _edit(request, follow_up, form, _("Speaker"))


@read_or_write
def readout(request: Request, pk: int) -> HttpResponse:
    follow_up = event_of(updatable_follow_up(request, pk)).follow_up
    form = ReadoutForm(form_data(request), event=event_of(follow_up))
    return _edit(request, follow_up, form, _("Readout"))


@require_POST
def answer(request: Request, pk: int, answer: str) -> HttpResponse:
    """Accepted or tentative: one click. To decline is to move the follow-up to declined, with a reason."""
    if answer not in CLICKED:
        raise Http404
    follow_up = event_of(updatable_follow_up(request, pk)).follow_up
    try:
        entry = event_of(follow_up).answer_with(answer, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        words = {"reference": follow_up.reference, "answer": Answer(answer).label}
        say_done(request, follow_up, entry, _("%(reference)s: %(answer)s") % words)
    return form_responses.redirect_back(request, follow_up.get_absolute_url())


@require_POST
def delivered(request: Request, pk: int) -> HttpResponse:
    follow_up = event_of(updatable_follow_up(request, pk)).follow_up
    event_of(follow_up).deliver(by=request.user)
    if follow_up.is_active:
        tell(request, _("%(title)s: delivered. The readout comes next.") % {"title": follow_up}, about=follow_up)
    else:
        tell(request, _("%(title)s: delivered and done.") % {"title": follow_up}, about=follow_up)
    return form_responses.redirect_back(request, follow_up.get_absolute_url())


def _edit(request: Request, follow_up: FollowUp, form: Any, title: str) -> HttpResponse:
    """The form of facts of the event."""

    def save() -> HttpResponse:
        facts = {f"invitation.{name}": value for name, value in form.facts().items()}
        entry = save_over(follow_up, form.cleaned_data["version"], facts, by=request.user)
        say_done(request, follow_up, entry, _("%(reference)s is saved.") % {"reference": follow_up.reference})
        return form_responses.redirect_back(request, follow_up.get_absolute_url())

    return edit_page(request, follow_up, form, save, title=title, about=follow_up.title)
