"""The page by which a meeting is run: a step at a time, what was said, what is agreed, and on to the next."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.agendas.points.agenda import Agenda
from tracker.agendas.points.make_record import made_of, make_record, take_record_back
from tracker.history.editing import Clashed, keep_mine
from tracker.kit import form_responses
from tracker.kit.form_responses import forget_deed, tell
from tracker.meetings.models import Meeting
from tracker.meetings.views import editable_meeting
from tracker.pages.meetings.run.forms import RecordForm
from tracker.pages.meetings.run.step_forms import StepForms
from tracker.pages.meetings.run.steps import END, Step, address_of, pace_of, steps_of

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def run(request: Request, pk: int) -> HttpResponse:
    """Where it goes on: at the step that was asked for, or at the first that was not spoken of yet."""
    meeting = editable_meeting(request, pk)
    steps = steps_of(Agenda(meeting, request.user))
    asked = request.GET.get("at", "")
    left = (step for step in steps if asked != END and not step.discussed_at)
    step = next((each for each in steps if each.name == asked), None) or next(left, None)
    return _page(request, meeting, steps, step)


@read_or_write
def say(request: Request, pk: int, at: str) -> HttpResponse:
    """The step is over: what was typed is saved, and the next one follows."""
    return _save(request, pk, at, is_over=True)


@read_or_write
def keep(request: Request, pk: int, at: str) -> HttpResponse:
    """What was typed is saved, and the step stays open: here, or on the way to another."""
    return _save(request, pk, at, is_over=False)


def _save(request: Request, pk: int, at: str, *, is_over: bool) -> HttpResponse:
    meeting = editable_meeting(request, pk)
    steps = steps_of(Agenda(meeting, request.user))
    step = next((each for each in steps if each.name == at), None)
    if step is None:
        raise Http404
    forms = StepForms(form_data(request), meeting, step, request.user)
    if request.method != "POST":
        return _page(request, meeting, steps, step, forms)
    if not forms.are_valid():
        return _page(request, meeting, steps, step, forms, status=422)
    try:
        forms.save(request, is_over=is_over)
    except Clashed as clash:
        keep_mine(forms.said, forms.thing)
        return _page(request, meeting, steps, step, forms, status=409, **clash.shown)
    onwards = address_of(meeting, _next(steps, step) if is_over else step.name)
    return form_responses.redirect_back(request, onwards) if "next" in request.POST else redirect(onwards)


@require_POST
def make(request: Request, pk: int) -> HttpResponse:
    """The record of what was said, made once."""
    meeting = editable_meeting(request, pk)
    form = RecordForm(request.POST)
    if not form.is_valid():
        return redirect(address_of(meeting, END))
    record, composed = make_record(meeting, by=request.user, kind=form.cleaned_data["kind"])
    if composed is None:
        messages.info(request, _("The record of this meeting is made already."))
        return redirect(meeting)
    undo = reverse("agendas:record_back", args=[meeting.pk])
    tell(request, _("The record is made: %(title)s") % {"title": record}, about=record, undo=undo)
    if composed.left_out:
        words = ngettext(
            "%(number)s follow-up is left out: it is more restricted than the meeting.",
            "%(number)s follow-ups are left out: they are more restricted than the meeting.",
            composed.left_out,
        )
        messages.warning(request, words % {"number": composed.left_out})
    return redirect(meeting)


@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    meeting = editable_meeting(request, pk)
    try:
        take_record_back(meeting, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        words = _("The record of “%(title)s” is taken back; what was said stays.")
        tell(request, words % {"title": meeting}, about=meeting)
    forget_deed(request)
    return redirect(address_of(meeting, END))


def _next(steps: list[Step], step: Step, by: int = 1) -> str:
    place = steps.index(step) + by
    return steps[place].name if 0 <= place < len(steps) else END


def _page(
    request: Request, meeting: Meeting, steps: list[Step], step: Step | None, forms: StepForms | None = None,
    status: int = 200, **shown: Any,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "meeting": meeting,
        "steps": steps,
        "step": step,
        "here": step.name if step else END,
        **shown,
    }
    if step:
        forms = forms or StepForms(None, meeting, step, request.user)
        context |= {"forms": forms, "said": forms.said, "outcome": forms.outcome}
        context |= {"pace": pace_of(step, steps, meeting), "place": steps.index(step) + 1}
        context["before"] = steps[steps.index(step) - 1] if steps.index(step) else None
    else:
        context |= {"record": made_of(meeting), "record_form": RecordForm()}
        context |= {"left": [each for each in steps if not each.discussed_at]}
        context |= {"next_meeting": Agenda(meeting, request.user).next_meeting}
    return render(request, "pages/meeting_run.html", context, status=status)
