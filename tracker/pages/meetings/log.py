"""Logging a meeting with its record, on one page."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.accounts import permissions
from tracker.accounts.how_often import may_search
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.agendas.carry_over import log_meeting_with_agenda
from tracker.directory.models import Appointment, Organisation, Person
from tracker.incoming_mail.models import Draft
from tracker.incoming_mail.use_draft import use
from tracker.kit.form_responses import tell
from tracker.kit.row_by_name_field import key_in
from tracker.kit.set_up_fields import start_in_first_field
from tracker.meetings.views import row
from tracker.pages.meetings.while_logged import offer_in, speaking_for_nobody, ticked_in
from tracker.records.documents.text_of_form import take_document
from tracker.records.forms import LogForm
from tracker.records.proposed_from_text import propose

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@read_or_write
def log(request: Request) -> HttpResponse:
    typed = _typed(request)
    form = LogForm(typed, request.FILES, user=request.user, **_started(request))
    if request.method != "POST" or not form.is_valid():
        if not form.is_bound:
            start_in_first_field(form)
        return _page(request, form, typed)
    chosen = ticked_in(typed, request.user)
    meeting = log_meeting_with_agenda(by=request.user, follow_ups=chosen, **form.values())
    if draft := _draft(request):
        use(draft, meeting=meeting, by=request.user)
    words = _("“%(title)s” is logged.") % {"title": meeting}
    tell(request, words, about=meeting, undo=reverse("meetings:remove", args=[meeting.pk]))
    record = meeting.records.first()
    return redirect("suggestions:read", record.pk) if record else redirect(meeting)


@read_or_write
def log_row(request: Request) -> HttpResponse:
    """One more line for a participant: alone for htmx, else the page again with it."""
    typed = _typed(request)
    if request.htmx:
        return row(request)
    if not typed:
        return redirect("records:log_meeting")
    return _page(request, LogForm(typed, user=request.user).with_another_row(), typed)


@read_or_write
def proposals(request: Request) -> HttpResponse:
    """The page again, with what the text proposes in fields that were left empty."""
    typed = _typed(request)
    if typed is None:
        return redirect("records:log_meeting")
    form = _with_document(request, typed)
    text = str(form["text"].data or "") if may_search(request.user) else ""
    proposed = propose(text, request.user, str(form["language"].data or ""))
    filled = form.with_proposals(proposed)
    if not request.htmx:
        filled.fields["title"].widget.attrs["autofocus"] = True
    return _page(request, filled, typed, proposed=proposed)


@read_or_write
def agenda(request: Request) -> HttpResponse:
    """The page again, with what is open with those who stand in it by now."""
    typed = _typed(request)
    if not typed:
        return redirect("records:log_meeting")
    return _page(request, _with_document(request, typed).as_typed(), typed)


def _typed(request: Request) -> QueryDict | None:
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return form_data(request)


def _with_document(request: Request, typed: QueryDict) -> LogForm:
    form = LogForm(typed, request.FILES, user=request.user)
    with suppress(ValidationError):
        take_document(form)
    return form


def _started(request: Request) -> dict[str, Any]:
    """What the form starts with where a link says with whom: the one who holds a post there, if it is just one.

    Or what was mailed in, where a link says which mail.
    """
    if draft := _draft(request):
        return {"initial": {"title": draft.title, "text": draft.body}}
    key = key_in(request.GET.get("with"))
    partner = Organisation.objects.visible_to(request.user).filter(pk=key).first() if key else None
    if partner is None:
        return {}
    posts = Appointment.objects.visible_to(request.user).held_on(timezone.localdate())
    people = Person.objects.filter(pk__in=posts.filter(organisation=partner).values("person"))[:2]
    person = people[0] if len(people) == 1 else None
    title = _("Meeting with %(name)s") % {"name": partner}
    return {"initial": {"title": title}, "rows": [{"person": person, "organisation": partner}]}


def _draft(request: Request) -> Draft | None:
    """Of this person alone, as long as nothing was made of it."""
    key = key_in(request.POST.get("mail") or request.GET.get("mail"))
    found: Draft | None = Draft.objects.visible_to(request.user).open().filter(pk=key).first() if key else None
    return found


def _page(request: Request, form: LogForm, typed: QueryDict | None, **further: Any) -> HttpResponse:
    wrong = request.method == "POST" and form.is_bound
    offer = offer_in(form, typed, request.user)
    asked = [] if offer.bodies.partners else speaking_for_nobody(form)
    context = {
        "form": form,
        "rows": form.rows,
        "offer": offer,
        "for_nobody": asked,
        "draft": _draft(request),
        **further,
    }
    return render(request, "meetings/log.html", context, status=422 if wrong else 200)
