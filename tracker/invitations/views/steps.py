"""The steps of an invitation: adding, changing, ticking and removing one."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.views.shared import say_done, updatable_follow_up, visible_follow_up
from tracker.invitations.forms import StepForm
from tracker.invitations.models import Step
from tracker.invitations.views.shared import event_of
from tracker.kit import form_responses

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@read_or_write
def new(request: Request, pk: int) -> HttpResponse:
    follow_up = updatable_follow_up(request, pk)
    form = StepForm(form_data(request), event=event_of(follow_up), user=request.user)
    if request.method != "POST" or not form.is_valid():
        return _page(request, follow_up, form)
    Step.add_to(event_of(follow_up), by=request.user, **form.facts())
    return _back(request, follow_up)


@read_or_write
def edit(request: Request, pk: int, step: int) -> HttpResponse:
    follow_up = updatable_follow_up(request, pk)
    row = _step(follow_up, step)
    form = StepForm(form_data(request), event=event_of(follow_up), user=request.user, step=row)
    if request.method != "POST" or not form.is_valid():
        return _page(request, follow_up, form, row)
    row.edit(by=request.user, **form.facts())
    return _back(request, follow_up)


@require_POST
def do(request: Request, pk: int, step: int) -> HttpResponse:
    follow_up = _to_tick(request, pk, step)
    _step(follow_up, step).do(by=request.user)
    return _back(request, follow_up)


@require_POST
def undo(request: Request, pk: int, step: int) -> HttpResponse:
    follow_up = _to_tick(request, pk, step)
    _step(follow_up, step).undo(by=request.user)
    return _back(request, follow_up)


@require_POST
def remove(request: Request, pk: int, step: int) -> HttpResponse:
    follow_up = updatable_follow_up(request, pk)
    _step(follow_up, step).remove(by=request.user)
    return _back(request, follow_up)


@require_POST
def move_to_working_days(request: Request, pk: int) -> HttpResponse:
    follow_up = event_of(updatable_follow_up(request, pk)).follow_up
    entry = event_of(follow_up).move_to_working_days(by=request.user)
    words = _("The steps of %(reference)s lie on working days.") % {"reference": follow_up.reference}
    say_done(request, follow_up, entry, words)
    return _back(request, follow_up)


def _to_tick(request: Request, pk: int, step: int) -> FollowUp:
    follow_up = visible_follow_up(request, pk)
    if not permissions.may_do(request.user, _step(follow_up, step)):
        raise PermissionDenied
    return follow_up


def _step(follow_up: FollowUp, pk: int) -> Step:
    return get_object_or_404(event_of(follow_up).steps.select_related("owner"), pk=pk)


def _page(request: Request, follow_up: FollowUp, form: StepForm, step: Step | None = None) -> HttpResponse:
    return form_responses.form_page(
        request,
        "invitations/step.html",
        default=follow_up.get_absolute_url(),
        title=step.name if step else _("New step"),
        button=_("Save"),
        form=form,
        step=step,
        follow_up=follow_up,
        about=follow_up.title,
    )


def _back(request: Request, follow_up: FollowUp) -> HttpResponse:
    return form_responses.redirect_back(request, follow_up.get_absolute_url())
